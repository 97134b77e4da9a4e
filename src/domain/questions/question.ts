/**
 * A question: somebody would like to know something, of the person they go along with or of a few who may
 * know. Decisions only; all times are epoch milliseconds.
 */
import { hour, day } from '#lib/duration.ts';

export type QuestionState = 'open' | 'helped' | 'closed';

export interface Question {
  readonly id: string;
  readonly askerId: string;
  /** Null where it went to a few from the start. */
  readonly pairingId: string | null;
  readonly skillId: string | null;
  readonly state: QuestionState;
  /** Whose words are waited for while it is open. */
  readonly turn: 'asker' | 'answerer';
  readonly askedAt: number;
  readonly changedAt: number;
  /** By when the partner said there would be an answer; null for "we'll see". */
  readonly promisedBy: number | null;
  /** When the asker was asked whether it should go to a few more; null before, and once it went. */
  readonly offeredAt: number | null;
  /** When it first went to people who are not the partner. */
  readonly widenedAt: number | null;
  readonly rounds: number;
  readonly roundAt: number | null;
}

/** How things stand around a question. */
export interface Around {
  /** `none` where it was not asked in a pairing. */
  readonly pairing: 'none' | 'going' | 'resting' | 'over';
  readonly restingUntil: number | null;
  /** Somebody other than the asker has written, and the words are still there. */
  readonly hasAnswer: boolean;
  /** False where the community would rather not have questions go to members nobody knows yet. */
  readonly goesAround: boolean;
}

/** How many are asked in one round, and how many rounds there are. */
export const askedAtOnce = 4;
export const mostRounds = 3;
/** How long nobody may have answered, without a promise and after each round, before asking around. */
const quietTime = 3 * day;

/** A question to the other of a pairing; a rest that is on comes before the promise. */
export function askedInPairing(
  of: Pick<Question, 'id' | 'askerId' | 'skillId'> & { pairingId: string },
  {
    replyHours,
    restingUntil,
    now,
  }: { replyHours: number | null; restingUntil: number | null; now: number },
): Question {
  const from = Math.max(now, restingUntil ?? now);
  const promisedBy = replyHours === null ? null : from + replyHours * hour;
  return { ...of, ...asked(now), promisedBy, widenedAt: null, rounds: 0, roundAt: null };
}

/** A question of somebody who has nobody yet: it goes to a few at once. */
export function askedOfSome(
  of: Pick<Question, 'id' | 'askerId' | 'skillId'>,
  now: number,
): Question {
  const round = { promisedBy: null, widenedAt: now, rounds: 1, roundAt: now };
  return { ...of, ...asked(now), pairingId: null, ...round };
}

const asked = (now: number) =>
  ({ state: 'open', turn: 'answerer', askedAt: now, changedAt: now, offeredAt: null }) as const;

/**
 * From when on the asker can have it go to a few more; null while nothing of the kind is to come: somebody
 * answered, it is over, it went round as often as it may, or the community would rather not.
 */
export function aroundFrom(question: Question, around: Around): number | null {
  if (question.state !== 'open' || around.hasAnswer || !around.goesAround) return null;
  if (question.roundAt !== null)
    return question.rounds >= mostRounds ? null : question.roundAt + quietTime;
  if (around.pairing === 'over') return null;
  const due = question.promisedBy ?? question.askedAt + quietTime;
  return around.pairing === 'resting' ? Math.max(due, around.restingUntil ?? due) : due;
}

/** True where the asker can have it go to a few more now. */
export function mayGoAround(
  question: Question,
  { around, now }: { around: Around; now: number },
): boolean {
  const from = aroundFrom(question, around);
  return from !== null && now >= from;
}

/** When time next does something to it: it offers to ask around, once a round. */
export const nextDueAt = (question: Question, around: Around): number | null =>
  question.offeredAt === null ? aroundFrom(question, around) : null;

/** The asker has been asked whether it should go to a few more. */
export const offered = (question: Question, now: number): Question => ({
  ...question,
  offeredAt: now,
});

/** It went to a few more. */
export const widened = (
  question: Question,
  { skillId, now }: { skillId: string; now: number },
): Question => ({
  ...question,
  skillId,
  offeredAt: null,
  widenedAt: question.widenedAt ?? now,
  rounds: question.rounds + 1,
  roundAt: now,
  changedAt: now,
});

/** Somebody wrote. What was closed is open again when the asker writes; what helped has helped. */
export function written(
  question: Question,
  { by, now }: { by: 'asker' | 'answerer'; now: number },
): Question {
  const turn = by === 'asker' ? 'answerer' : 'asker';
  const state = question.state === 'closed' ? 'open' : question.state;
  return { ...question, state, turn, changedAt: now };
}

/** Words were taken back; without any answer left it waits for one again. */
export function removed(
  question: Question,
  { hasAnswer, hasHelp }: { hasAnswer: boolean; hasHelp: boolean },
): Question {
  const state = question.state === 'helped' && !hasHelp ? 'open' : question.state;
  return { ...question, state, turn: hasAnswer ? question.turn : 'answerer' };
}

/** The asker said that an answer helped, or took that back. */
export function marked(
  question: Question,
  { hasHelp, now }: { hasHelp: boolean; now: number },
): Question {
  if (hasHelp) return { ...question, state: 'helped', changedAt: now };
  return question.state === 'helped' ? { ...question, state: 'open', changedAt: now } : question;
}

/** The asker needs no answer any more. */
export const closed = (question: Question, now: number): Question =>
  question.state === 'open' ? { ...question, state: 'closed', changedAt: now } : question;

/** Whose turn it is for one of those it concerns; null while nobody waits for them or they for nobody. */
export function turnFor(
  question: Question,
  {
    part,
    around,
    hasWritten,
  }: { part: 'asker' | 'partner' | 'asked_around'; around: Around; hasWritten: boolean },
): 'yours' | 'theirs' | null {
  if (question.state !== 'open') return null;
  const isUnheard = around.pairing === 'over' && question.widenedAt === null;
  if (part === 'asker') return question.turn === 'asker' ? 'yours' : isUnheard ? null : 'theirs';
  if (question.turn === 'asker') return 'theirs';
  if (part === 'partner' && around.pairing !== 'going') return null;
  if (around.hasAnswer) return hasWritten ? 'yours' : null;
  return part === 'partner' && question.widenedAt !== null ? null : 'yours';
}
