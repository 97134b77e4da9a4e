/** A question in a list. */
import type { Person } from '#domain/pairings/pairing-person.ts';
import type { QuestionState } from './question.ts';

/** What somebody has to do with a question. */
export type Part = 'asker' | 'partner' | 'asked_around';

export interface NamedSkill {
  readonly id: string;
  readonly name: string;
}

/** A question as one of those it concerns sees it in a list. All times are epoch milliseconds. */
export interface QuestionSummary {
  readonly id: string;
  readonly title: string;
  readonly state: QuestionState;
  /** What the viewer has to do with it. */
  readonly part: Part;
  readonly asker: Person;
  /** The other of the pairing it was asked in; null where there is none, and for whoever was asked around. */
  readonly partner: Person | null;
  /** Null where there is none, and for whoever was asked around. */
  readonly pairingId: string | null;
  readonly skill: NamedSkill | null;
  readonly askedAt: number;
  readonly changedAt: number;
  /** By when the partner said there would be an answer; null for "we'll see". */
  readonly promisedBy: number | null;
  readonly isWidened: boolean;
  /** Somebody other than the asker has written. */
  readonly isAnswered: boolean;
  /** Null while nobody waits for anybody. */
  readonly turn: 'yours' | 'theirs' | null;
}

/** Why something is the viewer's turn. */
type TurnKind =
  /** Somebody would like to know something. */
  | 'answer'
  /** There is an answer, or a further word, to read. */
  | 'look'
  /** Nobody has answered: it may go to a few more. */
  | 'ask_around'
  /** Somebody would like to let others read it. */
  | 'agree';

/** One sentence of "Your turn". */
export interface QuestionTurn {
  readonly kind: TurnKind;
  readonly questionId: string;
  /** Only where the kind is `agree`. */
  readonly sharedAnswerId: string | null;
  readonly title: string;
  /** Whom it is about: the asker, or who answered; null where that is nobody in particular. */
  readonly other: Person | null;
  /** Since when it waits, in epoch milliseconds. */
  readonly since: number;
  /** Somebody has answered before: it is about what was asked further. Only where the kind is `answer`. */
  readonly isFurther: boolean;
  /** By when an answer was promised; only where the kind is `answer`. */
  readonly promisedBy: number | null;
}
