/** Who is told what about answers that others may come to read. */
import type { AnswerShared, SharingSuggested } from '#domain/questions/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Telling } from '../../notice.ts';

type Tellings = Promise<Telling[]>;

const sharedAnswerOf = (db: Reader, sharedAnswerId: string) =>
  db
    .selectFrom('shared_answers')
    .select(['id', 'question_id', 'edition', 'state', 'shared_at'])
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
export async function sharingSuggested(
  db: Reader,
  { sharedAnswerId, by }: SharingSuggested,
): Tellings {
  const shared = await sharedAnswerOf(db, sharedAnswerId);
  if (shared?.state !== 'suggested') return [];
  const { question_id, edition } = shared;
  const people = await peopleOf(db, sharedAnswerId);
  const isByAsker = people.some(({ member_id, part }) => member_id === by && part === 'asked');
  return people
    .filter(({ member_id, agreed_edition }) => member_id !== by && agreed_edition !== edition)
    .map(({ member_id: memberId, part }) => ({
      key: `sharing_suggested:${sharedAnswerId}:${edition}:${memberId}`,
      memberId,
      otherId: isByAsker || part === 'asked' ? by : null,
      kind: 'sharing_suggested',
      facts: { about: question_id ?? sharedAnswerId, latest: sharedAnswerId },
      href: question_id === null ? `/answers/${sharedAnswerId}` : `/questions/${question_id}/share`,
    }));
}

/** All of them, and of nobody in particular: it was all their doing. */
export async function answerShared(db: Reader, { sharedAnswerId }: AnswerShared): Tellings {
  const shared = await sharedAnswerOf(db, sharedAnswerId);
  if (shared?.state !== 'shared') return [];
  const people = await peopleOf(db, sharedAnswerId);
  return people.map(({ member_id: memberId }) => ({
    key: `answer_shared:${sharedAnswerId}:${shared.shared_at}:${memberId}`,
    memberId,
    otherId: null,
    kind: 'answer_shared',
    facts: { about: shared.question_id ?? sharedAnswerId, latest: sharedAnswerId },
    href: `/answers/${sharedAnswerId}`,
  }));
}
