/** Another time for a meeting, for it and all after it, or none at all. */
import type { RequestEvent } from '@sveltejs/kit';
import {
  suggestMove,
  suggestMoveAll,
  suggestSkip,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';
import { isDate, minuteOf } from '#domain/rhythms/rhythm.input.ts';
import { textOf, type Reply } from '#door/forms.server.ts';
import { seriesOf } from '#domain/meetings/meetings.queries.server.ts';
import { elsewhereAt } from '../../pairings/[id]/meetings/busy-elsewhere.server.ts';
import { typedTime } from '#ui/requests/time-choice.ts';
import { localAt } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import { actingAt, openMeeting } from './open-meeting.server.ts';
import { mending, type MeetingFormState } from './meeting-form-reply.ts';

type Event = RequestEvent<{ id: string }>;

export const move = (event: Event, form: FormData): Promise<Reply<MeetingFormState>> =>
  changeTime(event, { form, about: 'move' });

export const moveAll = (event: Event, form: FormData): Promise<Reply<MeetingFormState>> =>
  changeTime(event, { form, about: 'moveAll' });

/** A time is told on one's own clock; all from here on keep the clock their rhythm is kept on. */
async function changeTime(
  event: Event,
  { form, about }: { form: FormData; about: 'move' | 'moveAll' },
): Promise<Reply<MeetingFormState>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const page = await openMeeting(event);
  const told = readTypedTime(form, about);
  const refuse = (message: string) =>
    mending(about, { ...told, problems: [{ field: `${about}-day`, message }] });
  const zone = actor.timeZone || 'UTC';
  const at = instantTold(told, zone);
  if (at === null) return refuse(m.meetings_time_missing());
  if (at <= runtime.clock.now()) return refuse(m.meetings_new_past());
  const { you: viewer, other, pairingId } = page;
  const sending = { pairingId, viewer, otherId: other.id, times: [at] };
  const { minutes } = page.meeting;
  const elsewhere = await elsewhereAt(event, form, { ...sending, minutes });
  if (elsewhere !== null)
    return { status: 409, ...mending(about, { ...told, elsewhere, problems: [] }) };
  const kept = { pairingId, viewerId: actor.id, now: runtime.clock.now() };
  const to = await wallOf(told, { at, zone, about, kept, read: runtime.db.read });
  const suggest = about === 'move' ? suggestMove : suggestMoveAll;
  const refusal = refusalOf(await suggest(runtime, { actor, meetingId, ...to }));
  if (refusal !== null) return refuse(sayRefusal(refusal));
  return { goTo: `/meetings/${meetingId}` };
}

type TypedTime = Pick<MeetingFormState, 'day' | 'clock' | 'chosen'>;

const readTypedTime = (form: FormData, about: string): TypedTime => ({
  day: textOf(form, `${about}-day`),
  clock: textOf(form, `${about}-clock`),
  chosen: textOf(form, `${about}-time`),
});

/** What is typed counts before what is chosen, as the page says; null for neither. */
function instantTold({ day, clock, chosen }: TypedTime, zone: string): number | null {
  if (day !== '' || clock !== '') {
    const isSaid = minuteOf(clock) !== undefined && isDate(day);
    return isSaid ? typedTime({ day, clock, zone }) : null;
  }
  const at = Number(chosen);
  return Number.isSafeInteger(at) && at > 0 ? at : null;
}

interface Walls {
  readonly at: number;
  /** The viewer's. */
  readonly zone: string;
  readonly about: 'move' | 'moveAll';
  readonly kept: Parameters<typeof seriesOf>[1];
  readonly read: Parameters<typeof seriesOf>[0];
}

async function wallOf({ day, clock }: TypedTime, { at, zone, about, kept, read }: Walls) {
  const toMinute = minuteOf(clock);
  if (about === 'moveAll') return wallAt(at, (await seriesOf(read, kept))?.series.zone ?? zone);
  return toMinute === undefined ? wallAt(at, zone) : { toDate: day, toMinute, toZone: zone };
}

function wallAt(at: number, toZone: string) {
  const local = localAt(at, toZone);
  const toMinute = local.hour * 60 + local.minute;
  return { toDate: local.toPlainDate().toString(), toMinute, toZone };
}

export async function skip(event: Event): Promise<Reply<MeetingFormState>> {
  const { runtime, actor, meetingId } = actingAt(event);
  const refusal = refusalOf(await suggestSkip(runtime, { actor, meetingId }));
  if (refusal === null) return { goTo: `/meetings/${meetingId}` };
  return mending('skip', { problems: [{ field: 'skip', message: sayRefusal(refusal) }] });
}

const sayRefusal = (code: string): string =>
  code === 'taken' ? m.meetings_taken_plain() : m.meetings_gone();
