/** What one of the two suggests about their meetings, in words, with every time on both clocks. */
import { nextOccurrences, type Series } from '#domain/rhythms/series.ts';
import type { SuggestionView } from '#domain/meetings/meeting-suggestion-view.ts';
import { instantOf, type Suggested } from '#domain/meetings/meeting-suggestion.ts';
import { timeChoice, type TimeChoice } from '#ui/requests/time-choice.ts';
import { sayIsoDate, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { sayPlace, type Reader } from './meeting-card.ts';
import { sayRhythm } from './rhythm-words.ts';
import { sayShifts } from './shift-words.ts';
import type { Sides } from './two-zones.ts';

export interface SuggestionShown {
  readonly id: string;
  readonly isYours: boolean;
  readonly title: string;
  /** The times it is about; several to pick from, or the one it would be. */
  readonly times: readonly TimeChoice[];
  readonly lines: readonly string[];
  /** Where something else is suggested instead. */
  readonly otherHref: string;
}

interface Scene {
  readonly sides: Sides;
  readonly reader: Reader;
  /** The rhythm that holds; undefined where there is none. */
  readonly series: Series | undefined;
  /** The list of meetings of the pairing. */
  readonly home: string;
}

export function showSuggestion(view: SuggestionView, scene: Scene): SuggestionShown {
  return { id: view.id, isYours: view.by === 'you', ...said(view, scene) };
}

type SuggestionInWords = Omit<SuggestionShown, 'id' | 'isYours'>;

function said(view: SuggestionView, scene: Scene): SuggestionInWords {
  const { suggested, meeting } = view;
  const { home } = scene;
  const day = meeting === null ? '' : sayWeekdayDate(meeting.at, scene.reader.timeZone);
  switch (suggested.kind) {
    case 'times':
      return sayTimes(suggested, scene);
    case 'rhythm':
      return { ...sayPlan({ ...suggested.plan, changes: [] }, scene), otherHref: `${home}/rhythm` };
    case 'move':
      return {
        title: m.meetings_what_move({ day }),
        times: [choiceOf(instantOf(suggested), scene)],
        lines: [],
        otherHref: `/meetings/${suggested.meetingId}#change`,
      };
    case 'move_all':
      return {
        title: m.meetings_what_move_all({ day }),
        times: [choiceOf(instantOf(suggested), scene)],
        lines: [],
        otherHref: `${home}/rhythm`,
      };
    case 'skip':
      return {
        title: m.meetings_what_skip({ day }),
        times: [],
        lines: [],
        otherHref: `/meetings/${suggested.meetingId}#change`,
      };
    case 'pause':
      return {
        title: m.meetings_what_pause({
          from: sayIsoDate(suggested.from),
          to: sayIsoDate(suggested.to),
        }),
        times: [],
        lines: [m.meetings_pause_hint()],
        otherHref: `${home}/rhythm#pause`,
      };
  }
}

/** Single times to choose from, without those that are over. */
function sayTimes(suggested: Suggested & { kind: 'times' }, scene: Scene): SuggestionInWords {
  const times = suggested.times.filter((time) => time > scene.reader.now);
  const place = sayPlace(suggested);
  const length = m.meetings_choice_minutes({ count: suggested.minutes });
  return {
    title: m.meetings_what_times(),
    times: times.map((at) => choiceOf(at, scene)),
    lines: [place === '' ? length : `${length} · ${place}`],
    otherHref: `${scene.home}/new`,
  };
}

/** What a rhythm would be: in words, from when on, and where the clocks part. */
function sayPlan(
  plan: Series,
  { sides, reader, series }: Scene,
): Omit<SuggestionInWords, 'otherHref'> {
  const [first] = nextOccurrences(plan, { from: reader.now, limit: 1 });
  return {
    title: sayRhythm(plan),
    times: first === undefined ? [] : [choiceOf(first.at, { sides })],
    lines: [
      series === undefined ? m.meetings_what_rhythm() : m.meetings_what_new_rhythm(),
      ...sayShifts(plan, { ...sides, now: reader.now }),
    ],
  };
}

const choiceOf = (at: number, { sides }: Pick<Scene, 'sides'>): TimeChoice =>
  timeChoice(at, {
    yourZone: sides.you.timeZone,
    theirZone: sides.them.timeZone,
    name: sides.them.name,
  });
