import { redirect, type RequestEvent } from '@sveltejs/kit';
import { isDate, parseRhythm } from '#domain/rhythms/rhythm.input.ts';
import { nextOccurrences, type Series } from '#domain/rhythms/series.ts';
import {
  suggestPause,
  suggestRhythm,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';
import { clockOn } from '#lib/time-in-letters.ts';
import { submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { sayShifts } from '#ui/meetings/shift-words.ts';
import { sayRhythmOn } from '#ui/meetings/rhythm-words.ts';
import { sidesOf } from '#ui/meetings/two-zones.ts';
import { timeChoice } from '#ui/requests/time-choice.ts';
import { localAt } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf, type Opened } from '../../open-pairing.server.ts';
import { commonFor } from '../free-times.server.ts';
import { placesIn, readPlace } from '../meeting-place.server.ts';
import { sceneOf } from '../meetings-context.server.ts';
import { clocksFor, mentorZone, zonesFor } from './rhythm-zones.server.ts';
import {
  firstTyped,
  problemOf,
  typedFrom,
  typedIn,
  type TypedRhythm,
} from './typed-rhythm.server.ts';

/** The forms as they are shown again. */
interface RhythmFormState {
  typed: TypedRhythm | null;
  pause: { from: string; to: string };
  problems: Problem[];
}

const shownSlots = 3;
const previewed = 6;

export const load: PageServerLoad = async (event) => {
  const opened = await openPairing(event);
  const { pairing, home } = opened;
  if (pairing.state === 'wrapped_up') redirect(303, `${home}/meetings`);
  const { read } = event.locals.runtime.db;
  const scene = await sceneOf(read, opened);
  const kinds = await placesIn(read);
  const today = todayOf(opened);
  const { kept } = scene;
  const zone = kept?.series.zone ?? mentorZone(opened);
  const begin = firstTyped({
    from: tomorrowOf(opened),
    zone,
    placeKind: kept?.placeKind ?? kinds[0]?.value ?? 'open',
    place: kept?.placeKind === 'room' ? '' : (kept?.place ?? ''),
    ...(kept && typedFrom(kept.series, { from: goesOnFrom(kept.series, opened) })),
  });
  const asked = typedIn(event.url.searchParams);
  const typed = asked ?? begin;
  return {
    home: `${home}/meetings`,
    name: pairing.other.name,
    hasRhythm: kept !== undefined,
    typed,
    today,
    clocks: clocksFor(opened, zone),
    kinds,
    common: await bestFor(event, { opened, typed }),
    preview: previewOf(typed, { opened, zone }),
    problems: asked === undefined ? [] : problemsIn(asked, { opened, zone }),
  };
};

export const actions: Actions = {
  suggest: (event) => submit(event, (form) => suggest(event, form)),
  pause: (event) => submit(event, (form) => pause(event, form)),
};

/** The times of a week that suit both best, each as the link that fills the form with it. */
async function bestFor(
  event: RequestEvent<{ id: string }>,
  { opened, typed }: { opened: Opened; typed: TypedRhythm },
) {
  const zone = zonesFor(opened).includes(typed.zone) ? typed.zone : 'UTC';
  const minutes = Number(typed.minutes) || 45;
  const { read } = event.locals.runtime.db;
  const { slots } = await commonFor(read, opened, { zone, minutes, limit: shownSlots });
  return slots.map((slot) => {
    const local = localAt(Number(slot.value), zone);
    const { dates: _, ...rest } = typed;
    const query = new URLSearchParams({
      ...rest,
      shape: typed.shape === 'monthly_weekday' ? 'monthly_weekday' : 'weekly',
      weekday: String(local.dayOfWeek - 1),
      time: clockOn(local),
    });
    return { ...slot, href: `?${query.toString()}` };
  });
}

const todayOf = ({ reader }: Opened): string =>
  localAt(reader.now, reader.timeZone).toPlainDate().toString();

const tomorrowOf = ({ reader }: Opened): string =>
  localAt(reader.now, reader.timeZone).toPlainDate().add({ days: 1 }).toString();

interface Held {
  opened: Opened;
  /** The zone of the rhythm there is, which may be kept. */
  zone: string;
}

/** Where a change would set in: with the next meeting, so that the weeks stay the same ones. */
const goesOnFrom = (series: Series, opened: Opened): string =>
  nextOccurrences(series, { from: opened.reader.now, limit: 1 })[0]?.date ?? tomorrowOf(opened);

const parse = (typed: TypedRhythm, { opened, zone }: Held) =>
  parseRhythm(typed, { zones: zonesFor(opened, zone), today: todayOf(opened) });

function problemsIn(typed: TypedRhythm, held: Held): Problem[] {
  const parsed = parse(typed, held);
  return 'problems' in parsed ? parsed.problems.map(problemOf) : [];
}

/** The next six on both clocks, and where these part; null while the form is no rhythm yet. */
function previewOf(typed: TypedRhythm, held: Held) {
  const { opened } = held;
  const parsed = parse(typed, held);
  if ('problems' in parsed) return null;
  const series: Series = { ...parsed.plan, changes: [] };
  const { you, other } = opened.pairing;
  const { now } = opened.reader;
  const clocks = { yourZone: you.timeZone, theirZone: other.timeZone, name: other.name };
  const sides = sidesOf(you, other);
  return {
    said: sayRhythmOn(series, sides),
    times: nextOccurrences(series, { from: now, limit: previewed }).map(({ at }) =>
      timeChoice(at, clocks),
    ),
    shifts: sayShifts(series, { ...sides, now }),
  };
}

async function suggest(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<RhythmFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const opened = await openPairing(event);
  const typed = typedIn(form) ?? firstTyped({});
  const { kept } = await sceneOf(runtime.db.read, opened);
  const parsed = parse(typed, { opened, zone: kept?.series.zone ?? 'UTC' });
  const where = readPlace(typed);
  const refuse = (problems: Problem[]): Reply<RhythmFormState> => ({
    refusal: { typed, pause: { from: '', to: '' }, problems },
  });
  if ('problems' in parsed) return refuse(parsed.problems.map(problemOf));
  if ('problem' in where) return refuse([where.problem]);
  const suggesting = { actor, pairingId, plan: parsed.plan, ...where.place };
  const refusal = refusalOf(await suggestRhythm(runtime, suggesting));
  if (refusal === null) return { goTo: `/pairings/${pairingId}/meetings` };
  return refuse([{ field: 'time', message: m.meetings_taken_plain() }]);
}

async function pause(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<RhythmFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const opened = await openPairing(event);
  const span = { from: textOf(form, 'pauseFrom'), to: textOf(form, 'pauseTo') };
  const refuse = (field: string, message: string): Reply<RhythmFormState> => ({
    refusal: { typed: null, pause: span, problems: [{ field, message }] },
  });
  if (!isDate(span.from)) return refuse('pauseFrom', m.meetings_day_missing());
  if (!isDate(span.to)) return refuse('pauseTo', m.meetings_day_missing());
  if (span.to < todayOf(opened)) return refuse('pauseTo', m.meetings_problem_past());
  if (span.to < span.from) return refuse('pauseTo', m.meetings_problem_backwards());
  const refusal = refusalOf(await suggestPause(runtime, { actor, pairingId, ...span }));
  if (refusal === null) return { goTo: `/pairings/${pairingId}/meetings` };
  return refuse('pauseTo', m.meetings_problem_past());
}
