/** Letters about notes, and about places in line: whether they still tell anything. */
import type { Reader } from '#platform/db/database.server.ts';
import type { About } from '../../notice.ts';

const requestOf = (db: Reader, { facts }: About) =>
  db
    .selectFrom('requests')
    .select(['state', 'next_id', 'pass_answer', 'conversation_id'])
    .where('id', '=', facts.about)
    .executeTakeFirst();

export const isRequestOpen = async (db: Reader, about: About): Promise<boolean> =>
  (await requestOf(db, about))?.state === 'open';

export async function isFollowedUp(db: Reader, about: About): Promise<boolean> {
  const request = await requestOf(db, about);
  return request === undefined || request.next_id !== null || request.pass_answer !== '';
}

export const placeState = (db: Reader, { facts }: About) =>
  db
    .selectFrom('waiting_places')
    .select(['state', 'offer_ends_at'])
    .where('id', '=', facts.about)
    .executeTakeFirst();

export async function isBackOnTheList(db: Reader, { memberId }: About): Promise<boolean> {
  const offer = await db
    .selectFrom('offers')
    .select('available_at')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return offer?.available_at !== null;
}
