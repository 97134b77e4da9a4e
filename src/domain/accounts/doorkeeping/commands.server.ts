/** What organisers do at the door: invites, and people who asked to come in. Each is written down. */
import { makeId } from '#lib/ids.ts';
import { tidyText } from '#lib/text.ts';
import { recordAct } from '#domain/community/organisers/commands.server.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import { unsubscribeUrl } from '#domain/members/choices/commands.server.ts';
import { day } from '#platform/clock.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { MemberJoined } from '../events.ts';
import { kindNo, letInLetter, turnedDownLetter } from './letters.ts';

/**
 * Makes an invite whose link anybody may use to join.
 *
 * @param days how long it stays open; null until somebody ends it
 */
export async function openInvite(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  { actorId, days }: { actorId: string; days: number | null },
): Promise<void> {
  const now = clock.now();
  const id = makeId(now, random);
  const expiresAt = days === null ? null : now + days * day;
  await db.transact(async (tx) => {
    await tx
      .insertInto('invites')
      .values({ id, created_by: actorId, created_at: now, expires_at: expiresAt, uses: 0 })
      .execute();
    await recordAct(tx, { actorId, act: 'made_invite', about: '', now, random });
  });
}

/** Ends an invite; whoever joined with it stays. Ending one that is over is a quiet success. */
export async function endInvite(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  { actorId, inviteId }: { actorId: string; inviteId: string },
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    const ended = await tx
      .updateTable('invites')
      .set({ ended_at: now })
      .where('id', '=', inviteId)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 1)
      await recordAct(tx, { actorId, act: 'ended_invite', about: '', now, random });
  });
}

type Needs = Pick<Runtime, 'db' | 'clock' | 'random' | 'secret' | 'config'>;

/** Somebody who waits, as far as an answer to them needs. */
interface Guest {
  name: string;
  /** Null for somebody without an address, who then gets no letter. */
  address: string | null;
  community: string;
  locale: 'en' | 'de';
}

async function findGuest(tx: Tx, memberId: string): Promise<Guest | undefined> {
  const community = await findCommunity(tx);
  const row = await tx
    .selectFrom('members')
    .leftJoin('emails', 'emails.member_id', 'members.id')
    .select(['members.name', 'members.locale', 'emails.address'])
    .where('members.id', '=', memberId)
    .where('members.status', '=', 'waiting')
    .executeTakeFirst();
  if (row === undefined || community === undefined) return undefined;
  const locale = row.locale === 'en' || row.locale === 'de' ? row.locale : community.locale;
  return { name: row.name, address: row.address, community: community.name, locale };
}

/** Lets somebody in who asked to join, and writes to them; somebody who is in already stays in. */
export async function letIn(
  { db, clock, random, secret, config }: Needs,
  { actorId, memberId }: { actorId: string; memberId: string },
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    const guest = await findGuest(tx, memberId);
    if (guest === undefined) return;
    await tx
      .updateTable('members')
      .set((eb) => ({
        status: 'active',
        joined_at: now,
        updated_at: now,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', memberId)
      .execute();
    const event: MemberJoined = { name: 'MemberJoined', memberId };
    await announce(tx, { event, now, random });
    await recordAct(tx, { actorId, act: 'let_in', about: guest.name, now, random });
    const { name, community, locale } = guest;
    const offUrl = unsubscribeUrl({ config, secret }, { memberId, unwanted: 'membership' });
    const url = `${config.publicUrl}/profile`;
    const words = letInLetter({ name, community, locale, url, offUrl });
    await writeTo(tx, { guest, key: `let-in:${memberId}`, words, offUrl, secret, now, random });
  });
}

/**
 * Says no to somebody who asked to join: they get a letter and everything about them is forgotten.
 *
 * @param words the letter's own words; '' for the ready-made ones
 */
export async function turnDown(
  { db, clock, random, secret, config }: Needs,
  { actorId, memberId, words }: { actorId: string; memberId: string; words: string },
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    const guest = await findGuest(tx, memberId);
    if (guest === undefined) return;
    const said = tidyText(words) || kindNo(guest);
    const offUrl = unsubscribeUrl({ config, secret }, { memberId, unwanted: 'membership' });
    const letter = turnedDownLetter({ ...guest, words: said, offUrl });
    await writeTo(tx, {
      guest,
      key: `turned-down:${memberId}`,
      words: letter,
      offUrl,
      secret,
      now,
      random,
    });
    await recordAct(tx, { actorId, act: 'turned_down', about: '', now, random });
    await tx
      .deleteFrom('members')
      .where('id', '=', memberId)
      .where('status', '=', 'waiting')
      .execute();
  });
}

async function writeTo(
  tx: Tx,
  {
    guest,
    key,
    words,
    offUrl,
    secret,
    now,
    random,
  }: {
    guest: Guest;
    key: string;
    words: { subject: string; text: string; html: string };
    offUrl: string;
    now: number;
  } & Pick<Runtime, 'secret' | 'random'>,
): Promise<void> {
  if (guest.address === null) return;
  const to = { address: guest.address, name: guest.name };
  const unsubscribe = { url: offUrl };
  const letter = { key, category: 'membership' as const, to, ...words, unsubscribe };
  await post(tx, { letter, secret, now, random });
}
