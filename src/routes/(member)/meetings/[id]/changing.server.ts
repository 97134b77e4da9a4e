/** Another time for a meeting, for it and all after it, or none at all. */
import type { RequestEvent } from '@sveltejs/kit';
import {
  suggestMove,
  suggestMoveAll,
  suggestSkip,
} from '#domain/meetings/suggestions/commands.server.ts';
import { isDate, minuteOf } from '#domain/meetings/rhythms/input.ts';
import { textOf, type Reply } from '#door/forms.server.ts';
import { seriesOf } from '#domain/meetings/queries.server.ts';
import { localAt } from '#ui/meetings/faces.ts';
import { typedTime } from '#ui/requests/times.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/pairing.server.ts';
import { actingAt, openMeeting } from './meeting.server.ts';
import { mending, type Shown } from './shown.ts';

type Event = RequestEvent<{ id: string }>;

export const move = (event: Event, form: FormData): Promise<Reply<Shown>> =>
  changeTime(event, { form, about: 'move' });

export const moveAll = (event: Event, form: FormData): Promise<Reply<Shown>> =>
  changeTime(event, { form, about: 'moveAll' });

/** A time is typed on one's own clock; all from here on keep the clock their rhythm is kept on. */
async function changeTime(
  event: Event,
  { form, about }: { form: FormData; about: 'move' | 'moveAll' },
): Promise<Reply<Shown>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const { pairingId } = await openMeeting(event);
  const day = textOf(form, `${about}-day`);
  const clock = textOf(form, `${about}-clock`);
  const refuse = (message: string) =>
    mending(about, { day, clock, problems: [{ field: `${about}-day`, message }] });
  const zone = actor.timeZone || 'UTC';
  const at = typedTime({ day, clock, zone });
  const toMinute = minuteOf(clock);
  if (at === null || toMinute === undefined || !isDate(day))
    return refuse(m.meetings_time_missing());
  if (at <= runtime.clock.now()) return refuse(m.meetings_new_past());
  const kept = { pairingId, viewerId: actor.id, now: runtime.clock.now() };
  const to =
    about === 'move'
      ? { toDate: day, toMinute, toZone: zone }
      : wallAt(at, (await seriesOf(runtime.db.read, kept))?.series.zone ?? zone);
  const suggest = about === 'move' ? suggestMove : suggestMoveAll;
  const refusal = refusalOf(await suggest(runtime, { actor, meetingId, ...to }));
  if (refusal !== null) return refuse(sayRefusal(refusal));
  return { goTo: `/meetings/${meetingId}` };
}

function wallAt(at: number, toZone: string) {
  const local = localAt(at, toZone);
  const toMinute = local.hour * 60 + local.minute;
  return { toDate: local.toPlainDate().toString(), toMinute, toZone };
}

export async function skip(event: Event): Promise<Reply<Shown>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const refusal = refusalOf(await suggestSkip(runtime, { actor, meetingId }));
  if (refusal === null) return { goTo: `/meetings/${meetingId}` };
  return mending('skip', { problems: [{ field: 'skip', message: sayRefusal(refusal) }] });
}

const sayRefusal = (code: string): string =>
  code === 'taken' ? m.meetings_taken_plain() : m.meetings_gone();
