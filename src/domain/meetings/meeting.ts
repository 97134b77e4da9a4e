/**
 * A meeting: two people at one instant, whatever their clocks show. Decisions only; times are epoch
 * milliseconds, dates are ISO dates on the clock a meeting was planned on.
 */
import { minute, day } from '#lib/duration.ts';
import { occurrencesBetween, type Series } from '#domain/rhythms/series.ts';

export type MeetingState = 'planned' | 'called_off' | 'happened' | 'did_not_happen';

/** A room made from the community's own address, somebody's link, by phone, in person, or not said yet. */
export const placeKinds = ['room', 'link', 'phone', 'in_person', 'open'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export interface Place {
  readonly placeKind: PlaceKind;
  /** The link, number or address; '' where there is none. */
  readonly place: string;
}

/** How long a meeting is where nothing was said. */
export const usualMinutes = 30;
/** How far ahead the meetings of a series are saved as rows. */
export const horizon = 60 * day;
/** How long after its end either may still say whether a meeting happened. */
export const timeToSay = 14 * day;
/** How long ago a meeting may have been that is written down afterwards. */
export const longestAgo = 366 * day;
/** How far ahead a single meeting may be planned. */
export const farthestAhead = 366 * day;
export const longestMeeting = 8 * 60;

export interface Meeting extends Place {
  readonly id: string;
  readonly pairingId: string;
  /** Null for a meeting that stands alone. */
  readonly seriesId: string | null;
  /** The day it belongs to by its rhythm, whatever it was moved to. */
  readonly date: string;
  readonly at: number;
  readonly endsAt: number;
  readonly state: MeetingState;
  readonly isMoved: boolean;
  /** Written down afterwards. */
  readonly isLogged: boolean;
  /** Counts up with each change that concerns calendars. */
  readonly sequence: number;
  readonly changedAt: number;
}

/** When a pairing meets at all: not once it is over, and not while it rests. */
export interface Life {
  readonly isLiving: boolean;
  /** The rest that is on or was last; null where there was none. */
  readonly restingSince: number | null;
  readonly restingUntil: number | null;
}

/** True where a pairing could meet at an instant. */
export function mayMeetAt({ isLiving, restingSince, restingUntil }: Life, at: number): boolean {
  if (!isLiving) return false;
  return restingSince === null || restingUntil === null || at < restingSince || at >= restingUntil;
}

/** One meeting of a series as its row should be. */
export interface DueMeeting {
  readonly date: string;
  readonly at: number;
  readonly endsAt: number;
  readonly isMoved: boolean;
}

/** The meetings of a series that begin from `from` up to and without `until`, as its rows should be. */
export function dueMeetings(
  series: Series,
  { life, from, until }: { life: Life; from: number; until: number },
): DueMeeting[] {
  return occurrencesBetween(series, { from, until })
    .filter(({ at }) => mayMeetAt(life, at))
    .map(({ date, at, isMoved }) => ({ date, at, isMoved, endsAt: at + series.minutes * minute }));
}

/**
 * The meetings of a series that are saved as rows: every one of the coming sixty days, and what two people
 * moved beyond them, which both are booked for.
 */
export function dueAsRows(
  series: Series,
  { life, from, now }: { life: Life; from: number; now: number },
): DueMeeting[] {
  const near = dueMeetings(series, { life, from, until: now + horizon });
  if (!series.changes.some(({ kind }) => kind === 'move')) return near;
  const beyond = { life, from: now + horizon, until: now + farthestAhead + day };
  return [...near, ...dueMeetings(series, beyond).filter(({ isMoved }) => isMoved)];
}

type StoredMeeting = Pick<Meeting, 'id' | 'date' | 'at' | 'endsAt' | 'state' | 'isMoved'>;

export interface RowChanges {
  readonly added: readonly DueMeeting[];
  readonly planned: readonly {
    readonly id: string;
    readonly due: DueMeeting;
    /** True where it stood already, at another instant. */
    readonly isShifted: boolean;
  }[];
  readonly calledOff: readonly string[];
}

/**
 * What has to change so that the rows of a series are what is due. What has begun stays as it was, a
 * meeting somebody spoke about stays, and what was called off is planned again where the rhythm says so.
 */
export function changesToRows(
  rows: readonly StoredMeeting[],
  { due, now }: { due: readonly DueMeeting[]; now: number },
): RowChanges {
  const standing = new Map(rows.map((row) => [row.date, row]));
  const wanted = new Set(due.map(({ date }) => date));
  const isToCome = ({ at, state }: StoredMeeting) => at > now && state === 'planned';
  return {
    added: due.filter(({ date }) => !standing.has(date)),
    planned: due.flatMap((each) => {
      const row = standing.get(each.date);
      if (row === undefined || each.at <= now || !mayChange(row, now)) return [];
      if (isAsDue(row, each)) return [];
      const isShifted = row.state === 'planned' && row.at !== each.at;
      return { id: row.id, due: each, isShifted };
    }),
    calledOff: rows.filter((row) => isToCome(row) && !wanted.has(row.date)).map(({ id }) => id),
  };
}

const mayChange = ({ at, state }: StoredMeeting, now: number): boolean =>
  state === 'called_off' || (state === 'planned' && at > now);

const isAsDue = (row: StoredMeeting, due: DueMeeting): boolean =>
  row.state === 'planned' &&
  row.at === due.at &&
  row.endsAt === due.endsAt &&
  row.isMoved === due.isMoved;

/** True while either may still say whether it happened. */
export const mayStillSay = (
  { at, endsAt, state }: Pick<Meeting, 'at' | 'endsAt' | 'state'>,
  now: number,
): boolean => state !== 'called_off' && at <= now && now < endsAt + timeToSay;

/** True where it can still be moved or skipped. A day of a rhythm that was skipped can be moved too. */
export const mayStillMove = ({ at, state, seriesId }: Meeting, now: number): boolean =>
  at > now && (state === 'planned' || (state === 'called_off' && seriesId !== null));

/** The rows of a series are written again at least once a week. */
const seenToEvery = 7 * day;
const afterMeeting = day / 2;

/**
 * When the rows of a series that were written at `now` are next to be written; null once it has no
 * meetings to come.
 */
export function nextSeriesDue(
  series: Series,
  { life, now }: { life: Life; now: number },
): number | null {
  if (!life.isLiving) return null;
  const [next] = occurrencesBetween(series, { from: now, until: now + horizon });
  if (next !== undefined)
    return Math.min(next.at + series.minutes * minute + afterMeeting, now + seenToEvery);
  const isOpen = series.until === undefined && series.count === undefined;
  const later = occurrencesBetween(series, { from: now, until: now + 6 * 366 * day });
  return isOpen || later.length > 0 ? now + seenToEvery : null;
}

/** How a day of a rhythm went, for {@link isFewerThanAgreed}. */
export interface DayGone {
  readonly state: MeetingState;
  readonly isMoved: boolean;
}

const isKept = ({ state, isMoved }: DayGone): boolean =>
  state === 'happened' || (state === 'planned' && !isMoved);

/** True where of the last three days of a rhythm most were not kept. */
export const isFewerThanAgreed = (latest: readonly DayGone[]): boolean =>
  latest.length >= 3 && latest.slice(-3).filter((gone) => !isKept(gone)).length >= 2;

const betweenQuestions = 91 * day;
/** For how long the page asks whether fewer would suit. */
const questionStands = 14 * day;

/** Once in three months at most. */
export const mayAskForFewer = (askedAt: number | null, now: number): boolean =>
  askedAt === null || now >= askedAt + betweenQuestions;

/** True while the question stands; another rhythm is an answer. */
export const isAskedForFewer = (
  { askedFewerAt, beganAt }: { askedFewerAt: number | null; beganAt: number },
  now: number,
): boolean =>
  askedFewerAt !== null && askedFewerAt > beganAt && now < askedFewerAt + questionStands;
