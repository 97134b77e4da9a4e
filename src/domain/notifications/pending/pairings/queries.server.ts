/** Letters about what two people have with each other: whether they still tell anything. */
import type { Reader } from '#platform/db/database.server.ts';
import type { About } from '../../notice.ts';

export const pairingState = (db: Reader, { facts }: About) =>
  db
    .selectFrom('pairings')
    .select(['state', 'asked_at'])
    .where('id', '=', facts.about)
    .executeTakeFirst();

/** Nobody is asked any more, or this one has answered; what the other did is not looked at. */
export async function isAnswered(
  db: Reader,
  about: About,
  question: 'after_chat' | 'renewal',
): Promise<boolean> {
  const askedIn = question === 'after_chat' ? 'trying_out' : 'going';
  const pairing = await pairingState(db, about);
  const askedAt = pairing?.asked_at ?? null;
  if (pairing?.state !== askedIn || askedAt === null) return true;
  const answer = await db
    .selectFrom('pairing_answers')
    .select('says')
    .where('pairing_id', '=', about.facts.about)
    .where('member_id', '=', about.memberId)
    .where('about', '=', question)
    .where('answered_at', '>=', askedAt)
    .executeTakeFirst();
  return answer !== undefined;
}

export async function agreementState(db: Reader, { facts }: About): Promise<string | undefined> {
  const row = await db
    .selectFrom('agreements')
    .select('state')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row?.state;
}

export async function handOffState(db: Reader, { facts }: About): Promise<string | undefined> {
  const row = await db
    .selectFrom('hand_offs')
    .select('state')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row?.state;
}

export async function isStillShared(db: Reader, { facts }: About): Promise<boolean> {
  const row = await db
    .selectFrom('shared_contacts')
    .select('id')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row !== undefined;
}

export async function isCheckedIn(db: Reader, { facts, memberId }: About): Promise<boolean> {
  const row = await db
    .selectFrom('check_ins')
    .leftJoin('check_in_answers', (join) =>
      join
        .onRef('check_in_answers.check_in_id', '=', 'check_ins.id')
        .on('check_in_answers.member_id', '=', memberId),
    )
    .select(['check_ins.closed_at', 'check_in_answers.answered_at'])
    .where('check_ins.id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row === undefined || row.closed_at !== null || row.answered_at !== null;
}
