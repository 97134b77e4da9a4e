/** What a question and its answers become when all agree that others may read them. */
import type { Person } from '#domain/pairings/pairing-person.ts';
import type { NamedSkill } from './question-summary.ts';

export type SharingState = 'suggested' | 'shared' | 'taken_back';

/** The words that would be read, or are. Question and answer are Markdown as it was typed. */
export interface SharedWords {
  readonly title: string;
  readonly question: string;
  readonly answer: string;
}

/** A shared answer in a list. */
export interface SharedAnswerSummary {
  readonly id: string;
  readonly title: string;
  /** The beginning of the answer, as plain text. */
  readonly excerpt: string;
  readonly skill: NamedSkill | null;
  /** Epoch milliseconds. */
  readonly sharedAt: number;
}

export interface SharedAnswerList {
  readonly lines: readonly SharedAnswerSummary[];
  /** Give it as `after` for the next ones; null where there are no more. */
  readonly next: string | null;
}

/** A shared answer as any member reads it. */
export interface SharedAnswerPage extends SharedWords {
  readonly id: string;
  readonly skill: NamedSkill | null;
  readonly sharedAt: number;
  /** Null for somebody who would rather not be named, and for whoever the viewer has nothing to do with. */
  readonly askedBy: Person | null;
  /** Those who are named. */
  readonly answeredBy: readonly Person[];
  /** True for those whose words it holds: they can take it back. */
  readonly isYours: boolean;
}

/** Somebody whose words it holds, as far as the viewer knows of them. */
export interface SharingPerson {
  readonly person: Person;
  readonly isYou: boolean;
  readonly hasAgreed: boolean;
}

/** A suggestion to share, for those whose words it holds. */
export interface SharingPage extends SharedWords {
  readonly id: string;
  readonly questionId: string | null;
  /** What is agreed to; counts up with each edit. */
  readonly edition: number;
  readonly state: SharingState;
  readonly people: readonly SharingPerson[];
  readonly youAgreed: boolean;
  readonly isNamed: boolean;
  readonly changedAt: number;
}
