/** A notice before it is put into words, and after. */
import type { Days, NoticeKind } from './notice.ts';

/** A notice with everything its words need. */
export interface Told {
  readonly kind: NoticeKind;
  readonly locale: 'en' | 'de';
  readonly community: string;
  /** Whom it tells of, and where their clock is; '' where nobody or not known. */
  readonly name: string;
  readonly theirZone: string;
  readonly yourZone: string;
  readonly third: string;
  readonly skills: readonly string[];
  /** Epoch milliseconds; null where it names no time. */
  readonly at: number | null;
  /** Which of several of its kind; '' where there is one. */
  readonly what?: string | undefined;
  /** The days it names; null where it names none. */
  readonly days?: Days | null | undefined;
  /** When it is read, for "tomorrow"; null where it may be read much later. */
  readonly now?: number | null | undefined;
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

export interface Said {
  name: string;
  third: string;
  community: string;
  /** The time on the reader's clock. */
  time: string;
  day: string;
  /** "Thursday". */
  weekday: string;
  skills: string;
}

export type In = { locale: 'en' | 'de' };
export type Writer = (said: Said, told: Told, inLocale: In) => Wording;
