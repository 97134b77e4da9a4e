/**
 * A suggestion about meetings: one of the two suggests, the other says OK, picks, or suggests something
 * else instead. About one subject one is open at a time.
 */
import { z } from 'zod';
import { dayOf } from '#lib/calendar-day.ts';
import { day as dayLength } from '#lib/duration.ts';
import { mayStillMove, type Meeting, type Place, placeKinds } from './meeting.ts';
import { instantOn, nextOccurrences, rhythmSchema, type Series } from '#domain/rhythms/series.ts';
import { jsonReader, type ShapeOf } from '#lib/json.ts';

export type SuggestionState = 'open' | 'agreed' | 'replaced' | 'withdrawn' | 'gone';

/** How many times can be suggested at once. */
export const mostTimes = 5;

/** A rhythm as it is suggested. */
export type SeriesPlan = Omit<Series, 'changes'>;

/** A time on the wall of a zone. */
export interface WallTime {
  readonly toDate: string;
  /** Minutes after midnight. */
  readonly toMinute: number;
  /** IANA zone. */
  readonly toZone: string;
}

export type Suggested =
  /** Up to five times for one meeting, epoch milliseconds. */
  | ({
      readonly kind: 'times';
      readonly times: readonly number[];
      readonly minutes: number;
    } & Place)
  /** A rhythm to begin with, or instead of the one there is. */
  | ({ readonly kind: 'rhythm'; readonly plan: SeriesPlan } & Place)
  | ({ readonly kind: 'move'; readonly meetingId: string } & WallTime)
  | { readonly kind: 'skip'; readonly meetingId: string }
  /** That meeting and all after it. */
  | ({ readonly kind: 'move_all'; readonly meetingId: string } & WallTime)
  /** ISO dates, both included. */
  | { readonly kind: 'pause'; readonly from: string; readonly to: string };

/** What it is about: a meeting's id, the rhythm, or a meeting there is not yet. */
export function subjectOf(suggested: Suggested): string {
  switch (suggested.kind) {
    case 'times':
      return 'new';
    case 'move':
    case 'skip':
      return suggested.meetingId;
    case 'rhythm':
    case 'move_all':
    case 'pause':
      return 'rhythm';
  }
}

/** The instant of a time on a wall, epoch milliseconds. */
export const instantOf = ({ toDate, toMinute, toZone }: WallTime): number =>
  instantOn(toZone, { day: dayOf(toDate), minute: toMinute });

/** True while it can still be said OK to: what it is about is to come. */
export function stillStands(
  suggested: Suggested,
  { meeting, now }: { meeting: Meeting | undefined; now: number },
): boolean {
  switch (suggested.kind) {
    case 'times':
      return suggested.times.some((time) => time > now);
    case 'skip':
      return meeting !== undefined && meeting.at > now && meeting.state === 'planned';
    case 'move':
    case 'move_all':
      return meeting !== undefined && mayStillMove(meeting, now) && instantOf(suggested) > now;
    case 'rhythm':
      return (
        nextOccurrences({ ...suggested.plan, changes: [] }, { from: now, limit: 1 }).length > 0
      );
    case 'pause':
      // The calendar of whoever is furthest behind decides; a day more does no harm.
      return Date.parse(suggested.to) + 2 * dayLength > now;
  }
}

/** True where it happens at once when two people agreed that moving needs no asking. */
export const needsNoOk = ({ kind }: Suggested): boolean =>
  kind === 'move' || kind === 'skip' || kind === 'pause';

const place = {
  placeKind: z.enum(placeKinds),
  place: z.string(),
} satisfies ShapeOf<Place>;

const wallTime = {
  toDate: z.string(),
  toMinute: z.number(),
  toZone: z.string(),
} satisfies ShapeOf<WallTime>;

const plan = z.object({
  zone: z.string(),
  startDate: z.string(),
  minute: z.number(),
  minutes: z.number(),
  rhythm: rhythmSchema,
  until: z.string().optional(),
  count: z.number().optional(),
} satisfies ShapeOf<SeriesPlan>);

type Kind<Name extends Suggested['kind']> = Extract<Suggested, { kind: Name }>;

const suggestedSchema: z.ZodType<Suggested> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('times'),
    times: z.array(z.number()),
    minutes: z.number(),
    ...place,
  } satisfies ShapeOf<Kind<'times'>>),
  z.object({ kind: z.literal('rhythm'), plan, ...place } satisfies ShapeOf<Kind<'rhythm'>>),
  z.object({
    kind: z.literal('move'),
    meetingId: z.string(),
    ...wallTime,
  } satisfies ShapeOf<Kind<'move'>>),
  z.object({ kind: z.literal('skip'), meetingId: z.string() } satisfies ShapeOf<Kind<'skip'>>),
  z.object({
    kind: z.literal('move_all'),
    meetingId: z.string(),
    ...wallTime,
  } satisfies ShapeOf<Kind<'move_all'>>),
  z.object({
    kind: z.literal('pause'),
    from: z.string(),
    to: z.string(),
  } satisfies ShapeOf<Kind<'pause'>>),
]);

/** A suggestion for the database, its properties in the schema's order, so that equal ones are equal texts. */
export const writeSuggested = (suggested: Suggested): string =>
  JSON.stringify(suggestedSchema.parse(suggested));

/** A suggestion as the database holds it, which only {@link writeSuggested} writes. */
export const readSuggested = jsonReader('a suggestion about meetings', suggestedSchema);
