/**
 * When the letters about what somebody was told of go: at once, after their quiet hours, once a day
 * together, or not at all. Pure; all times are epoch milliseconds.
 */
import { minute, hour } from '#lib/duration.ts';
import type { Choices, How, QuietHours } from '#domain/members/mail-choice.ts';
import type { Delivery } from './notice.ts';

/** The hour of the morning at which the daily letter comes, on its reader's clock. */
const digestHour = 8;
/** Whoever is looking reads a message, or a reply, before a letter about it would go. */
const lookingTime = 2 * minute;
/** However many messages come in a row, letters about them come no closer than this. */
const burstPause = hour;
/** What comes later than this tells of several things together, so that no pile of letters arrives. */
const lateAfter = 6 * hour;

export interface Pending {
  readonly id: string;
  readonly notice: Delivery & { readonly kind: string };
  readonly toldAt: number;
}

export interface Habits {
  readonly choices: Choices;
  readonly quiet: QuietHours | null;
  /** IANA zone; '' reads as UTC. */
  readonly zone: string;
  /** When the last letter of each burst kind went, where there was one. */
  readonly lastBurst: ReadonlyMap<string, number>;
  /** When the last letter went that nobody had to wait for; null for never. */
  readonly lastCalmAt: number | null;
  readonly now: number;
}

export interface Plan<Each extends Pending> {
  /** A letter of its own for each. */
  readonly own: Each[];
  /** One letter for all of them. */
  readonly together: Each[];
  /** That letter is the calm one of the day. */
  readonly isCalm: boolean;
  /** No letter any more. */
  readonly never: Each[];
  readonly later: { readonly notice: Each; readonly dueAt: number }[];
}

interface Dated<Each> {
  notice: Each;
  how: How;
  dueAt: number;
}

/** What goes now, what goes later and when, and what goes not at all. */
export function planLetters<Each extends Pending>(
  pending: readonly Each[],
  habits: Habits,
): Plan<Each> {
  const { choices, now } = habits;
  const dated = pending.map((notice) => {
    const how = choices[notice.notice.preference];
    return { notice, how, dueAt: dueOf(notice, { how, habits }) };
  });
  const wanted = dated.filter(({ how }) => how !== 'never');
  const due = wanted.filter(({ dueAt }) => dueAt <= now);
  const own = goAlone(due, now);
  const shared = due.filter((each) => !own.includes(each));
  const isCalmLetter = shared.some(({ notice, how }) => isCalm(notice) || how === 'digest');
  // A calm letter that goes takes along what would come in tomorrow's.
  const taken = isCalmLetter
    ? wanted.filter((each) => each.dueAt > now && each.how === 'digest')
    : [];
  const later = wanted.filter((each) => each.dueAt > now && !taken.includes(each));
  return {
    own: own.map(({ notice }) => notice),
    together: [...shared, ...taken].map(({ notice }) => notice),
    isCalm: isCalmLetter,
    never: dated.filter(({ how }) => how === 'never').map(({ notice }) => notice),
    later: later.map(({ notice, dueAt }) => ({ notice, dueAt })),
  };
}

const isCalm = ({ notice }: Pending): boolean => !notice.isUrgent;

/** Urgent and in time; several conversations at once share a letter. */
function goAlone<Each extends Pending>(due: Dated<Each>[], now: number): Dated<Each>[] {
  const isOneOfMany = ({ notice: { isBurst, kind } }: Each) =>
    isBurst && due.filter((other) => other.notice.notice.kind === kind).length > 1;
  return due.filter(
    ({ notice, how, dueAt }) =>
      how === 'each' && !isCalm(notice) && now - dueAt < lateAfter && !isOneOfMany(notice),
  );
}

function dueOf(notice: Pending, { how, habits }: { how: How; habits: Habits }): number {
  const { quiet, zone, now } = habits;
  const ready = readyAt(notice, { how, habits });
  const loud = afterQuiet(ready, { quiet, zone });
  if (loud > now) return loud;
  // What is due since yesterday must not come in the middle of this night.
  const awake = afterQuiet(now, { quiet, zone });
  return awake > now ? awake : loud;
}

function readyAt(notice: Pending, { how, habits }: { how: How; habits: Habits }): number {
  const { zone, lastBurst } = habits;
  const told = notice.toldAt;
  if (how === 'digest') return afterTodays(nextDigest(told, zone), habits);
  const { isBurst, kind } = notice.notice;
  if (isBurst) return Math.max(told + lookingTime, (lastBurst.get(kind) ?? -Infinity) + burstPause);
  return isCalm(notice) ? afterTodays(told, habits) : told;
}

/** No second calm letter on one day of the reader's: the next is tomorrow's. */
function afterTodays(ready: number, { lastCalmAt, zone, now }: Habits): number {
  if (lastCalmAt === null) return ready;
  const at = Math.max(ready, now);
  return dayOf(at, zone).equals(dayOf(lastCalmAt, zone)) ? nextDigest(at, zone) : ready;
}

const inZone = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone || 'UTC');

const dayOf = (at: number, zone: string): Temporal.PlainDate => inZone(at, zone).toPlainDate();

/** The next time the daily letter comes after `at`. */
export function nextDigest(at: number, zone: string): number {
  const local = inZone(at, zone);
  const today = local.withPlainTime({ hour: digestHour });
  const next =
    today.epochMilliseconds > at
      ? today
      : local.add({ days: 1 }).withPlainTime({ hour: digestHour });
  return next.epochMilliseconds;
}

/** `at` itself, or the end of the quiet hours it falls into. */
export function afterQuiet(
  at: number,
  { quiet, zone }: { quiet: QuietHours | null; zone: string },
): number {
  if (quiet === null) return at;
  const local = inZone(at, zone);
  const minutes = local.hour * 60 + local.minute;
  const { from, until } = quiet;
  const isOverMidnight = from > until;
  const isQuiet = isOverMidnight
    ? minutes >= from || minutes < until
    : minutes >= from && minutes < until;
  if (!isQuiet) return at;
  const end = local.withPlainTime({ hour: Math.floor(until / 60), minute: until % 60 });
  return (isOverMidnight && minutes >= from ? end.add({ days: 1 }) : end).epochMilliseconds;
}
