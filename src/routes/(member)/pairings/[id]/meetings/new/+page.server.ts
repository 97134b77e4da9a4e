import { redirect, type RequestEvent } from '@sveltejs/kit';
import { farthestAhead } from '#domain/meetings/meeting.ts';
import { lengthOf } from '#domain/rhythms/rhythm.input.ts';
import { suggestTimes } from '#domain/meetings/meeting-suggestions.commands.server.ts';
import { mostTimes } from '#domain/meetings/meeting-suggestion.ts';
import { allOf, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import type { Elsewhere } from '#ui/meetings/busy-elsewhere.ts';
import { typedTime } from '#ui/requests/time-choice.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf } from '../../open-pairing.server.ts';
import { elsewhereAt } from '../busy-elsewhere.server.ts';
import { commonFor } from '../free-times.server.ts';
import { placesIn, readPlace, typedPlace, type TypedPlace } from '../meeting-place.server.ts';
import { sceneOf } from '../meetings-context.server.ts';

/** How many times can be typed beside those to choose from. */
const typedTimes = 2;
const shownSlots = 8;

/** The form as it is shown again. */
interface TimesFormState {
  chosen: string[];
  typed: { day: string; clock: string }[];
  minutes: string;
  where: TypedPlace;
  elsewhere: Elsewhere | null;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const opened = await openPairing(event);
  const { pairing, home } = opened;
  if (pairing.state === 'wrapped_up') redirect(303, `${home}/meetings`);
  const { read } = event.locals.runtime.db;
  const { kept } = await sceneOf(read, opened);
  const minutes = kept?.series.minutes ?? 45;
  const zone = pairing.you.timeZone || 'UTC';
  const kinds = await placesIn(read);
  return {
    home: `${home}/meetings`,
    name: pairing.other.name,
    common: await commonFor(read, opened, { zone, minutes, limit: shownSlots }),
    minutes: String(minutes),
    kinds,
    where: {
      placeKind: kept?.placeKind ?? kinds[0]?.value ?? 'open',
      place: kept?.placeKind === 'room' ? '' : (kept?.place ?? ''),
    },
    typed: Array.from({ length: typedTimes }, () => ({ day: '', clock: '' })),
  };
};

export const actions: Actions = {
  suggest: (event) => submit(event, (form) => suggest(event, form)),
};

async function suggest(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<TimesFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const typed = readTyped(form);
  const where = readPlace(typed.where);
  const times = timesOf(typed, actor.timeZone);
  const refuse = (...problems: Problem[]): Reply<TimesFormState> => ({
    refusal: { ...typed, elsewhere: null, problems },
  });
  if (times === null) return refuse({ field: 'day-0', message: m.meetings_time_missing() });
  const message = problemWith(times, runtime.clock.now());
  if (message !== null) return refuse({ field: 'times', message });
  if ('problem' in where) return refuse(where.problem);
  const minutes = lengthOf(typed.minutes);
  const { you, other } = (await openPairing(event)).pairing;
  const sending = { pairingId, viewer: you, otherId: other.id, times, minutes };
  const elsewhere = await elsewhereAt(event, form, sending);
  if (elsewhere !== null) return { status: 409, refusal: { ...typed, elsewhere, problems: [] } };
  const suggesting = { actor, pairingId, times, minutes, ...where.place };
  const refusal = refusalOf(await suggestTimes(runtime, suggesting));
  if (refusal !== null) return refuse({ field: 'times', message: m.meetings_taken_plain() });
  return { goTo: `/pairings/${pairingId}/meetings` };
}

type Typed = Omit<TimesFormState, 'problems' | 'elsewhere'>;

const readTyped = (form: FormData): Typed => ({
  chosen: allOf(form, 'times'),
  typed: Array.from({ length: typedTimes }, (_, place) => ({
    day: textOf(form, `day-${place}`),
    clock: textOf(form, `clock-${place}`),
  })),
  minutes: textOf(form, 'minutes'),
  where: typedPlace(form),
});

/** Every time that was chosen or typed, once each, in order; null where one is half typed. */
function timesOf({ chosen, typed }: Typed, zone: string): number[] | null {
  const given = typed.filter(({ day, clock }) => day !== '' || clock !== '');
  const read = given.map(({ day, clock }) => typedTime({ day, clock, zone }));
  const picked = chosen.map(Number).filter((time) => Number.isSafeInteger(time) && time > 0);
  const times = [...picked, ...read.filter((time) => time !== null)];
  return read.includes(null) ? null : [...new Set(times)].sort((one, other) => one - other);
}

function problemWith(times: readonly number[], now: number): string | null {
  const [first] = times;
  if (first === undefined) return m.meetings_new_none();
  if (times.length > mostTimes) return m.meetings_new_many();
  if (first <= now) return m.meetings_new_past();
  return times.some((time) => time > now + farthestAhead) ? m.meetings_new_far() : null;
}
