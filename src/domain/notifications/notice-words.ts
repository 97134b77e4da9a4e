/** A notice in words: what its sentences are made of, and the time it names on both clocks. */
import { sayDay, sayTime, sayWeekday } from '#lib/time-in-letters.ts';
import { m } from '#words/paraglide/messages.js';
import { sayBothTimes, type Clocks } from './both-clocks.ts';
import type { Delivery, InLocale, NoticeFacts, WordArguments, Wording } from './notice.ts';

/** Whom a notice names, and who reads it. */
export interface NoticeReading {
  readonly locale: InLocale['locale'];
  readonly community: string;
  /** The other person and where their clock is; '' where nobody or not known. */
  readonly name: string;
  readonly theirZone: string;
  readonly yourZone: string;
  readonly third: string;
  /** When it is read, for "tomorrow"; null where it may be read much later. */
  readonly now: number | null;
}

/** The part of a kind of notice that words depend on. */
export interface WordedKind extends Delivery {
  readonly showsTime: boolean;
  words(w: WordArguments, to: InLocale): Wording;
}

export interface NoticeInWords extends Wording {
  readonly delivery: Delivery;
  readonly reading: NoticeReading;
  /** The time it names, on both clocks; none where it names none, or a whole day. */
  readonly clocks: Clocks;
}

/** Puts a notice into words. */
export function wordNotice(
  kind: WordedKind,
  facts: Omit<NoticeFacts, 'about'>,
  reading: NoticeReading,
): NoticeInWords {
  const { locale } = reading;
  const wording = kind.words(wordArguments(facts, reading), { locale });
  return { ...wording, delivery: kind, reading, clocks: clocksOf(kind, facts, reading) };
}

function wordArguments(facts: Omit<NoticeFacts, 'about'>, reading: NoticeReading): WordArguments {
  const at = facts.at ?? null;
  const { locale, yourZone: zone, theirZone, community, now } = reading;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const onClock = { locale, zone };
  return {
    name: reading.name || m.letters_somebody({}, { locale }),
    third: reading.third || m.letters_somebody({}, { locale }),
    community,
    skills: list.format(facts.skills ?? []),
    at,
    time: at === null ? '' : sayTime(at, onClock),
    day: at === null ? '' : sayDay(at, onClock),
    weekday: at === null ? '' : sayWeekday(at, onClock),
    what: facts.what ?? '',
    days: facts.days ?? null,
    yourZone: zone,
    theirZone,
    now,
  };
}

function clocksOf(
  { showsTime }: WordedKind,
  { at }: Omit<NoticeFacts, 'about'>,
  { locale, name, yourZone: zone, theirZone: theirs }: NoticeReading,
): Clocks {
  return showsTime && at !== undefined ? sayBothTimes(at, { locale, zone, name, theirs }) : [];
}
