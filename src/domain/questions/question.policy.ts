/** Who may write, pass on and close a question; who may see one is decided where it is loaded, in question-access. */
import { minute } from '#lib/duration.ts';
import type { Part } from './question-summary.ts';
import type { Around, Question } from './question.ts';

/** How somebody it concerns stands to a question. */
export interface QuestionAccess {
  readonly question: Question;
  readonly around: Around;
  readonly part: Part;
  /** They and the asker have been set apart. */
  readonly isApart: boolean;
  readonly hasWritten: boolean;
}

/** Open questions one member may have at a time. */
export const openAllowed = 5;
/** Words one member may write in {@link burst}. */
export const mostInBurst = 10;
export const burst = 10 * minute;
/** Questions one person is asked around about at a time. */
export const mostInvitations = 3;

const isReachable = ({ question, around }: QuestionAccess): boolean =>
  question.widenedAt !== null || around.pairing === 'going' || around.pairing === 'resting';

/** The asker while there is anybody who would read it; those who were asked until the asker closed it. */
export function mayWrite(standing: QuestionAccess): boolean {
  const { question, around, part, isApart } = standing;
  if (part === 'asker') return isReachable(standing);
  if (isApart || question.state === 'closed') return false;
  return part === 'asked_around' || around.pairing !== 'over';
}

/** Not for me: until one has written. */
export const mayPass = ({ part, hasWritten }: QuestionAccess): boolean =>
  part === 'asked_around' && !hasWritten;

export const mayMarkHelped = ({ part, around }: QuestionAccess): boolean =>
  part === 'asker' && around.hasAnswer;

export const mayClose = ({ part, question }: QuestionAccess): boolean =>
  part === 'asker' && question.state === 'open';

/** Who reads what is written now: words between the two stay between the two. */
export const writesFor = ({ widenedAt }: Question): 'partners' | 'everyone_asked' =>
  widenedAt === null ? 'partners' : 'everyone_asked';
