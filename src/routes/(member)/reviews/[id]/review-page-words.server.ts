/** What stands around the code, in words. */
import type { Comparison, LookView, ReviewPage } from '#domain/reviews/review-view.ts';
import { sayingWhen } from '#ui/conversations/said-at.ts';
import { hrefFor, type Asked } from '#ui/reviews/review-address.ts';
import type { Face } from '#ui/reviews/review-shown.ts';
import { sayDate, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { drawWords } from './shown-comments.server.ts';
import type { Compared } from './compared-files.server.ts';

interface Reader {
  now: number;
  timeZone: string;
}

/** The title, who asked, and what for. */
export function headOf({ review, you, other, youAre }: ReviewPage, reader: Reader) {
  const author = youAre === 'author' ? you : other;
  const when = sayDayOf(review.askedAt ?? review.draftedAt, reader);
  const { title, lookAt, leaveOut, link } = review;
  const asked =
    youAre === 'author'
      ? m.reviews_you_asked({ name: other.name, when })
      : m.reviews_asked({ name: other.name, when });
  return { title, lookAt, leaveOut, link, asked, author: faceOf(author) };
}

const faceOf = ({ name, hue, avatarId }: Face): Face => ({ name, hue, avatarId });

const dayIn = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone || 'UTC')
    .toPlainDate();

/** "today", "yesterday", "on Thursday 19 November", "on 3 September 2025". */
export function sayDayOf(at: number, reader: Reader): string {
  const [today, day] = [dayIn(reader.now, reader.timeZone), dayIn(at, reader.timeZone)];
  const days = day.until(today).days;
  if (days === 0) return m.reviews_today();
  if (days === 1) return m.reviews_yesterday();
  const isNear = days > 0 && days < 30;
  return m.reviews_on_day({
    day: isNear ? sayWeekdayDate(at, reader.timeZone) : sayDate(at, reader),
  });
}

/** "1 file, 14 lines changed"; where nothing is there to compare with, how many lines there are. */
export function sizeOf(files: readonly Compared[]): string {
  const touched = files.filter(({ file }) => file.change !== 'same');
  const sum = (of: 'added' | 'removed') => touched.reduce((all, each) => all + each[of], 0);
  const lines = sum('added') + sum('removed');
  const count = m.reviews_files_count({ count: touched.length });
  if (touched.length === 0) return m.reviews_nothing_changed();
  const isAllNew = touched.every(({ file }) => file.left === null);
  const said = isAllNew
    ? m.reviews_lines_count({ count: lines })
    : m.reviews_lines_changed({ count: lines });
  return m.reviews_size({ files: count, lines: said });
}

export interface Choice {
  readonly href: string;
  readonly label: string;
  readonly isShown: boolean;
}

/** What can be compared with one press; nothing where there is one revision. */
export function choicesOf(page: ReviewPage, asked: Asked): Choice[] {
  const newest = page.revisions.at(-1)?.number ?? 1;
  if (newest === 1) return [];
  const last = page.lastLooked;
  const since = last !== null && last < newest ? last : null;
  const choices: [Comparison, string][] = [
    ...(since === null
      ? []
      : [[{ from: since, to: newest }, m.reviews_since_last_look()] as [Comparison, string]]),
    ...(since === newest - 1
      ? []
      : [[{ from: newest - 1, to: newest }, m.reviews_since_previous()] as [Comparison, string]]),
    [{ from: 'original', to: newest }, m.reviews_since_original()],
  ];
  return choices.map(([compare, label]) => ({
    href: hrefFor({ ...asked, open: [], whole: '' }, { compare }),
    label,
    isShown: compare.from === page.shown.from && compare.to === page.shown.to,
  }));
}

/** The revisions, the newest first. */
export function revisionsOf({ revisions, other }: ReviewPage, reader: Reader) {
  const say = sayingWhen(reader);
  const { name } = other;
  return revisions.toReversed().map((each) => ({
    number: each.number,
    note: each.note,
    when: say(each.sentAt),
    seen: [
      each.isSeenByYou ? m.reviews_seen_by_you() : '',
      each.isSeenByOther ? m.reviews_seen_by({ name }) : '',
    ].filter((part) => part !== ''),
  }));
}

/** What was said overall, the first first; a look without words says nothing more. */
export async function looksOf(page: ReviewPage, reader: Reader) {
  const say = sayingWhen(reader);
  return Promise.all(page.looks.map((look) => lookShown(look, { page, say })));
}

async function lookShown(
  look: LookView,
  { page, say }: { page: ReviewPage; say: (at: number) => string },
) {
  const by = look.by === 'you' ? page.you : page.other;
  return {
    isYours: look.by === 'you',
    by: faceOf(by),
    at: new Date(look.at).toISOString(),
    when: say(look.at),
    revision: page.revisions.length > 1 ? look.revision : 0,
    html: look.words === '' ? '' : await drawWords(look.words),
  };
}

/** "Thursday" within the coming days, else with its date. */
export function sayMeetingDay(at: number, { now, timeZone }: Reader): string {
  const days = dayIn(now, timeZone).until(dayIn(at, timeZone)).days;
  const day = sayWeekdayDate(at, timeZone);
  return days < 7 ? (day.split(/[ ,]/)[0] ?? day) : day;
}
