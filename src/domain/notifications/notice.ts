/** Notices: what people are told of, in the app and by letter. Types and what is saved of a notice. */
import type { Locale } from '#lib/locale.ts';
import { z } from 'zod';
import type { Matter } from '#domain/members/mail-choice.ts';
import { jsonReader } from '#lib/json.ts';

/** How a kind of notice is delivered. */
export interface Delivery {
  /** Which choice of the member's settings it comes under. */
  readonly preference: Matter;
  /** Somebody waits for it, or plans change: its letter waits for no other. */
  readonly isUrgent: boolean;
  /** The other person did it, so the letter comes from them via the community. */
  readonly isFromOther: boolean;
  /** Many come in a row while two people write: whoever is looking needs no letter of each. */
  readonly isBurst: boolean;
}

const factsShape = z.object({
  /** The request, pairing, conversation or other thing it is about. */
  about: z.string(),
  /** The instant or day it names, epoch milliseconds. */
  at: z.number().optional(),
  /** Somebody else who is named in it. */
  thirdId: z.string().optional(),
  /** The other of the two where it is told of nobody in particular, as endings are. */
  withId: z.string().optional(),
  /** What a note is about, from the list of skills. */
  skills: z.array(z.string()).readonly().optional(),
  /** The latest thing it tells of, such as a message. */
  latest: z.string().optional(),
  /** Which of several of its kind, where the words differ: what is suggested about a meeting. */
  what: z.string().optional(),
  /** The days it names, ISO dates, both included. */
  days: z.object({ from: z.string(), to: z.string() }).optional(),
});

/**
 * What is saved of a notice beside who and whom: ids and times its receiver may know, never words that
 * somebody wrote (requirement C3).
 */
export type NoticeFacts = Readonly<z.output<typeof factsShape>>;

/** Facts as they were saved. */
export const readFacts = jsonReader<NoticeFacts>('the facts of a notice', factsShape);

/** One person who is to be told, and what. */
export interface Recipient {
  /** What tells this notice from others of its kind: one for each key, however often it is told. */
  readonly key: string;
  readonly memberId: string;
  /**
   * Whom it tells of; null where it is about nobody in particular. People who are apart are told nothing
   * of each other, but an ending names no author, and leaving it out would say that somebody was blocked.
   */
  readonly otherId: string | null;
  readonly facts: NoticeFacts;
  /** The address of the page where it is to be seen. */
  readonly href: string;
  /** Another page on which whoever did it has nothing left to look at. */
  readonly settledHref?: string | undefined;
  /** Another letter tells of it already, such as an invitation for their calendar. */
  readonly isMailed?: boolean | undefined;
}

/** A notice whose letter has not gone yet, for {@link Notice.isOver}. */
export interface Waiting {
  readonly facts: NoticeFacts;
  readonly memberId: string;
  /** Epoch milliseconds. */
  readonly toldAt: number;
}

/** What the words of a notice are made of, in the reader's language and on the reader's clock. */
export interface WordArguments {
  /** The other person, or "somebody". */
  readonly name: string;
  readonly third: string;
  readonly community: string;
  /** The skills as one list: "CSS, Rust and Go"; '' for none. */
  readonly skills: string;
  /** Epoch milliseconds; null where it names no time. */
  readonly at: number | null;
  /** `at` as time, day and weekday ("Thursday"); '' for none. */
  readonly time: string;
  readonly day: string;
  readonly weekday: string;
  /** Which of several of its kind; '' where there is one. */
  readonly what: string;
  readonly days: { readonly from: string; readonly to: string } | null;
  /** IANA zones; '' where not known. */
  readonly yourZone: string;
  readonly theirZone: string;
  /** When it is read, for "tomorrow"; null where it may be read much later. */
  readonly now: number | null;
}

export interface Wording {
  /** The sentence in the app, and the subject of the letter. */
  readonly subject: string;
  /** What a letter says below it. */
  readonly paragraphs: readonly string[];
  readonly button: string;
  /** Further ways on from the same page, by what its address asks for. */
  readonly links?: readonly { readonly label: string; readonly query: string }[];
}

/** The language of the words, as the catalogues take it. */
export interface InLocale {
  readonly locale: Locale;
}
