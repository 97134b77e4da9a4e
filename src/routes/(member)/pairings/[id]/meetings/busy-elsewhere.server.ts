/** A kind word before a time is sent at which the other has something else. */
import type { RequestEvent } from '@sveltejs/kit';
import { busyAmong } from '#domain/free-times/free-times.queries.server.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { allOf } from '#door/forms.server.ts';
import type { Elsewhere } from '#ui/meetings/busy-elsewhere.ts';
import { timeChoice } from '#ui/requests/time-choice.ts';

interface Sending {
  readonly pairingId: string;
  readonly viewer: { readonly id: string; readonly timeZone: string };
  readonly otherId: string;
  /** Epoch milliseconds. */
  readonly times: readonly number[];
  readonly minutes: number;
}

/** What is to be said before these times go; null where nothing is, or it was said and they go anyway. */
export async function elsewhereAt(
  { locals }: Pick<RequestEvent, 'locals'>,
  form: FormData,
  { pairingId, viewer, otherId, times, minutes }: Sending,
): Promise<Elsewhere | null> {
  const { db, clock } = locals.runtime;
  const asking = { pairingId, viewerId: viewer.id, now: clock.now() };
  const busy = await busyAmong(db.read, { ...asking, times, minutes });
  const known = allOf(form, 'anyway');
  if (busy.every((time) => known.includes(String(time)))) return null;
  const other = (await peopleOf(db.read, [otherId])).get(otherId);
  if (other === undefined) return null;
  const clocks = { yourZone: viewer.timeZone, theirZone: other.timeZone, name: other.name };
  return { times: busy.map((time) => timeChoice(time, clocks)) };
}
