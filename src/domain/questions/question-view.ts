/** A question as one viewer may see it. All times are epoch milliseconds. */
import type { Person } from '#domain/pairings/pairing-person.ts';
import type { QuestionSummary } from './question-summary.ts';

/** What a question is about, by its id; whether the viewer can open it is for that page to say. */
export interface QuestionSubject {
  readonly kind: 'meeting' | 'review';
  readonly id: string;
}

/** An answer, or a further word of the asker's. */
export interface PostView {
  readonly id: string;
  readonly from: Person;
  readonly isYours: boolean;
  /** Written by somebody who was asked, so that it can help. */
  readonly isAnswer: boolean;
  /** As it was typed, in Markdown; '' once it was removed. */
  readonly body: string;
  readonly writtenAt: number;
  readonly isRemoved: boolean;
  readonly hasHelped: boolean;
  /** What the asker says to it; '' for nothing. */
  readonly thanks: string;
  readonly seenBy: SeenBy;
  readonly mayRemove: boolean;
  /** True where the viewer asked and may say that it helped, or take that back. */
  readonly mayMark: boolean;
}

type SeenBy = 'partners' | 'everyone_asked';

/** Asking a few more, as it stands for the asker. */
export interface AskingAround {
  /** From when on it can go to a few more; null while that is not to come. */
  readonly from: number | null;
  /** True where the asker has been asked whether it should. */
  readonly isOffered: boolean;
  readonly needsSkill: boolean;
  /** How many rounds there were, and how many there can be. */
  readonly rounds: number;
  readonly roundsAllowed: number;
}

export interface QuestionPage extends QuestionSummary {
  /** As they were typed, in Markdown. */
  readonly body: string;
  readonly tried: string;
  readonly triedFor: string;
  /** Only for the two of the pairing. */
  readonly about: QuestionSubject | null;
  /** The first first. */
  readonly posts: readonly PostView[];
  /** For the asker only. */
  readonly askingAround: AskingAround | null;
  /** Who will read what the viewer writes now. */
  readonly writesFor: SeenBy;
  readonly mayWrite: boolean;
  readonly mayAskAround: boolean;
  readonly mayPass: boolean;
  readonly mayMarkHelped: boolean;
  readonly mayClose: boolean;
  readonly mayShare: boolean;
  /** The shared answer this became or may become, where the viewer has a say in it. */
  readonly sharing: { readonly id: string; readonly state: 'suggested' | 'shared' } | null;
}
