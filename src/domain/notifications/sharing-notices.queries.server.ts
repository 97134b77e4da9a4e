/** Notices about answers that others may come to read. */
import { AnswerShared, SharingSuggested } from '#domain/questions/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import { notice, type Notice } from './notice-kind.queries.server.ts';

const sharedAnswerOf = (db: Reader, sharedAnswerId: string) =>
  db
    .selectFrom('shared_answers')
    .select(['question_id', 'edition', 'state', 'shared_at'])
    .where('id', '=', sharedAnswerId)
    .executeTakeFirst();

const peopleOf = (db: Reader, sharedAnswerId: string) =>
  db
    .selectFrom('shared_answer_people')
    .select(['member_id', 'part', 'agreed_edition'])
    .where('shared_answer_id', '=', sharedAnswerId)
    .execute();

/**
 * Everybody whose words it holds and who has not agreed to it as it stands. Who answered beside one is not
 * known to those who answered, so only the asker is named, or whoever suggested it to the asker.
 */
const sharingSuggested = notice('sharing_suggested', SharingSuggested, {
  preference: 'questions',
  isUrgent: false,
  isFromOther: true,
  async to(db, { sharedAnswerId, by }) {
    const shared = await sharedAnswerOf(db, sharedAnswerId);
    if (shared?.state !== 'suggested') return [];
    const { question_id, edition } = shared;
    const people = await peopleOf(db, sharedAnswerId);
    const isByAsker = people.some(({ member_id, part }) => member_id === by && part === 'asked');
    return people
      .filter(({ member_id, agreed_edition }) => member_id !== by && agreed_edition !== edition)
      .map(({ member_id: memberId, part }) => ({
        key: `${sharedAnswerId}:${edition}:${memberId}`,
        memberId,
        otherId: isByAsker || part === 'asked' ? by : null,
        facts: { about: question_id ?? sharedAnswerId, latest: sharedAnswerId },
        href:
          question_id === null ? `/answers/${sharedAnswerId}` : `/questions/${question_id}/share`,
      }));
  },
  // Over once they have said yes to the words as they stand now.
  async isOver(db, { facts, memberId }) {
    const sharedAnswerId = facts.latest ?? '';
    const shared = await sharedAnswerOf(db, sharedAnswerId);
    if (shared?.state !== 'suggested') return true;
    const people = await peopleOf(db, sharedAnswerId);
    const own = people.find(({ member_id }) => member_id === memberId);
    return own === undefined || own.agreed_edition === shared.edition;
  },
  words: (w, to) => ({
    subject: m.letters_sharing_suggested(w, to),
    paragraphs: [
      m.letters_sharing_suggested_what({}, to),
      m.letters_sharing_suggested_next({}, to),
    ],
    button: m.letters_sharing_suggested_button({}, to),
  }),
});

/** All of them, and of nobody in particular: all agreed to it. */
const answerShared = notice('answer_shared', AnswerShared, {
  preference: 'questions',
  isUrgent: false,
  async to(db, { sharedAnswerId }) {
    const shared = await sharedAnswerOf(db, sharedAnswerId);
    if (shared?.state !== 'shared') return [];
    const people = await peopleOf(db, sharedAnswerId);
    return people.map(({ member_id: memberId }) => ({
      key: `${sharedAnswerId}:${shared.shared_at}:${memberId}`,
      memberId,
      otherId: null,
      facts: { about: shared.question_id ?? sharedAnswerId, latest: sharedAnswerId },
      href: `/answers/${sharedAnswerId}`,
    }));
  },
  isOver: async (db, { facts }) =>
    (await sharedAnswerOf(db, facts.latest ?? ''))?.state !== 'shared',
  words: (w, to) => ({
    subject: m.letters_answer_shared(w, to),
    paragraphs: [m.letters_answer_shared_what(w, to), m.letters_answer_shared_next({}, to)],
    button: m.letters_answer_shared_button({}, to),
  }),
});

export const sharingNotices: readonly Notice[] = [sharingSuggested, answerShared];
