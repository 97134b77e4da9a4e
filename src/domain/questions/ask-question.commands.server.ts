/** Asking: the person one goes along with, or a few who may know where one has nobody yet. */
import type { Viewer } from '#domain/members/viewer.ts';
import { linesNow } from '#domain/pairings/agreements.queries.server.ts';
import { pairingCommand } from '#domain/pairings/pairing-store.commands.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import { done, refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import { QuestionAsked } from './events.ts';
import type { QuestionWords } from './question.input.ts';
import { addQuestion } from './question-store.commands.server.ts';
import { askedAtOnce, askedInPairing, askedOfSome } from './question.ts';
import { invite, nextFor, skillFor } from './ask-around.commands.server.ts';
import type { QuestionSubject } from './question-view.ts';
import { hasTooMany, whyNotAround } from './asking-limits.queries.server.ts';

interface NewQuestion {
  readonly actor: Viewer;
  /** Already parsed. */
  readonly words: QuestionWords;
}

interface NewPartnerQuestion extends NewQuestion {
  readonly pairingId: string;
  /** What it is about; null for nothing in particular. */
  readonly skillId: string | null;
  /** The meeting or review it belongs to; whether it is theirs is for that page to say. */
  readonly about: QuestionSubject | null;
}

/** Asks the other of a pairing. */
export const askPartner = pairingCommand(
  async (act, { pairing, youId: askerId, otherId }, asking: NewPartnerQuestion) => {
    const { pairingId, words, skillId, about } = asking;
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (await hasTooMany(act.tx, askerId)) return refused('too_many_open');
    const skill = skillId === null ? null : await skillFor(act.tx, skillId);
    if (skill === undefined) return refused('no_such_skill');
    const questionId = act.id();
    const of = { id: questionId, askerId, pairingId, skillId: skill };
    const question = askedInPairing(of, await promiseIn(act, pairing));
    await addQuestion(act, { question, words, about });
    await act.tx
      .insertInto('question_people')
      .values({
        question_id: questionId,
        member_id: otherId,
        came: 'partner',
        invited_at: act.now,
      })
      .execute();
    await act.announce(QuestionAsked, { questionId, memberIds: [otherId] });
    return done({ questionId });
  },
);

async function promiseIn({ tx, now }: Act, { id, state, restingUntil }: Pairing) {
  const lines = await linesNow(tx, id);
  const replyHours = lines?.questions?.replyHours ?? null;
  return { replyHours, restingUntil: state === 'resting' ? restingUntil : null, now };
}

/** Asks a few available mentors who share a skill, for somebody who goes along with nobody at the moment. */
export const askAround = command(
  async (act, { actor, words, skillId }: NewQuestion & { skillId: string }) => {
    const refusal = await whyNotAround(act.tx, actor.id);
    if (refusal !== null) return refused(refusal);
    const skill = await skillFor(act.tx, skillId);
    if (skill === undefined) return refused('no_such_skill');
    const questionId = act.id();
    const question = askedOfSome({ id: questionId, askerId: actor.id, skillId: skill }, act.now);
    const memberIds = await nextFor(act, { question, skillId: skill, howMany: askedAtOnce });
    if (memberIds.length === 0) return refused('nobody_to_ask');
    await addQuestion(act, { question, words, about: null });
    await invite(act, { questionId, memberIds });
    await act.announce(QuestionAsked, { questionId, memberIds });
    return done({ questionId });
  },
);
