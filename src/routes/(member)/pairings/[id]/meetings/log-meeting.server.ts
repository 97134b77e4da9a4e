/** Writing down a meeting that happened elsewhere. */
import type { RequestEvent } from '@sveltejs/kit';
import { logMeeting } from '#domain/meetings/attendance.commands.server.ts';
import { lengthOf } from '#domain/rhythms/rhythm.input.ts';
import { textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { typedTime } from '#ui/requests/time-choice.ts';
import { m } from '#words/paraglide/messages.js';
import { actingIn, refusalOf } from '../open-pairing.server.ts';

interface LogFormState {
  typed: { day: string; clock: string; minutes: string };
  problems: Problem[];
  nearest: null;
}

export async function log(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<LogFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const typed = {
    day: textOf(form, 'day'),
    clock: textOf(form, 'clock'),
    minutes: textOf(form, 'minutes'),
  };
  const shown = (message: string): Reply<LogFormState> => ({
    refusal: { typed, problems: [{ field: 'day', message }], nearest: null },
  });
  const at = typedTime({ day: typed.day, clock: typed.clock, zone: actor.timeZone });
  if (at === null) return shown(m.meetings_time_missing());
  if (at > runtime.clock.now()) return shown(m.meetings_log_future());
  const minutes = lengthOf(typed.minutes);
  const logged = await logMeeting(runtime, {
    actor,
    pairingId,
    at,
    minutes,
    placeKind: 'open',
    place: '',
  });
  const refusal = refusalOf(logged);
  if (refusal !== null) return shown(m.meetings_log_cannot());
  return { goTo: `/pairings/${pairingId}/meetings#past` };
}
