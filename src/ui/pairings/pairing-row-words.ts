/** What the list of pairings says of each: what for, how it stands, what comes next. */
import type { Rhythm } from '#domain/pairings/agreement.ts';
import type { PairingKind, PairingState } from '#domain/pairings/pairing.ts';
import type { IconName } from '#ui/kit/icons.ts';
import { sayDate, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { sayClock } from '#lib/time-in-letters.ts';
import { m } from '#words/paraglide/messages.js';
import { everyWords } from './agreement-words.ts';

/** A pairing as one of the two sees it in the list. Times are epoch milliseconds. */
interface Line {
  readonly kind: PairingKind;
  readonly state: PairingState;
  readonly other: { readonly name: string };
  /** '' where nobody said. */
  readonly topics: { readonly yours: string; readonly theirs: string };
  readonly rhythm: Rhythm | null;
  readonly beganAt: number;
  readonly chatAt: number | null;
  readonly restingUntil: number | null;
  readonly wrappedUpAt: number | null;
  /** What the reader is asked and has not answered yet. */
  readonly waitsForYou: 'after_chat' | 'renewal' | 'agreement' | null;
}

interface Reader {
  now: number;
  timeZone: string;
}

/** Longer than this, or with a full stop, it is a sentence of theirs and not the name of something. */
const longestTopic = 40;
const isName = (words: string): boolean => words.length <= longestTopic && !/[.!?…]/u.test(words);

/** "Testing for you, accessibility for Kweku". */
export function sayTopics({ kind, topics, other }: Line): string {
  const inShort = (words: string) => (isName(words) ? words : '');
  const [yours, theirs] = [inShort(topics.yours), inShort(topics.theirs)];
  const said = { yours, theirs, name: other.name };
  if (yours !== '' && theirs !== '')
    return kind === 'swap' ? m.requests_all_swapping(said) : m.requests_all_both_topics(said);
  if (yours !== '') return m.requests_all_your_topic(said);
  return theirs === '' ? '' : m.requests_all_their_topic(said);
}

export interface RowState {
  text: string;
  shape: 'full' | 'half' | 'wait' | 'rest';
}

/** How a living pairing stands. */
export function sayState(line: Line, reader: Reader): RowState {
  switch (line.state) {
    case 'trying_out':
      return { text: m.requests_all_trying(), shape: 'half' };
    case 'resting':
      return {
        text: m.requests_all_resting({ day: sayDate(line.restingUntil ?? reader.now, reader) }),
        shape: 'rest',
      };
    case 'going':
    case 'wrapped_up':
      return {
        text: line.rhythm === null ? m.requests_all_along() : everyWords[line.rhythm.every](),
        shape: 'full',
      };
  }
}

/** The next meeting where one is ahead, and what waits for the reader: at most one thing of each. */
export function sayNotes(
  line: Line,
  { isUnread, nextAt, reader }: { isUnread: boolean; nextAt: number | null; reader: Reader },
): { icon: IconName; text: string }[] {
  const { other, waitsForYou } = line;
  const { name } = other;
  const waits = {
    after_chat: m.requests_all_asked_chat,
    renewal: m.requests_all_asked_renewal,
    agreement: () => m.requests_all_asked_agreement({ name }),
  };
  return [
    ...(nextAt === null
      ? []
      : [{ icon: 'calendar' as const, text: sayShortly(nextAt, reader.timeZone) }]),
    ...(waitsForYou === null ? [] : [{ icon: 'question' as const, text: waits[waitsForYou]() }]),
    ...(isUnread ? [{ icon: 'mail' as const, text: m.requests_all_unread({ name }) }] : []),
  ];
}

/** "Wednesday 25 November, 18:30" on the reader's clock. */
export function sayShortly(at: number, timeZone: string): string {
  return `${sayWeekdayDate(at, timeZone)}, ${sayClock(at, timeZone)}`;
}

/** From when until when something lasted: "3 February to 12 June". */
export function saySpan(line: Line, reader: Reader): string {
  const from = sayDate(line.beganAt, reader);
  const until = sayDate(line.wrappedUpAt ?? reader.now, reader);
  return from === until ? m.requests_all_span_one({ from }) : m.requests_all_span({ from, until });
}
