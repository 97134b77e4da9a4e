/** The first minutes of a house: a one-time link for its operator, then the first organiser. */
import { makeId } from '#lib/ids.ts';
import { fold } from '#lib/text.ts';
import { day } from '#platform/clock.server.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { startSession } from '#domain/accounts/sessions/commands.server.ts';
import { foundCommunity } from '#domain/community/commands.server.ts';
import { recordAct } from '#domain/community/organisers/commands.server.ts';
import { addDefaultPages } from '#domain/community/pages/commands.server.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import type { FirstRun } from './input.ts';

const linkLasts = 7 * day;
/** Days a tick stays fresh, until an organiser decides otherwise. */
const usualTickDays = 90;

/**
 * Makes the link that lets its holder set the house up; a link made earlier stops working.
 *
 * @returns its whole address, to be printed where only the operator reads; null once there is a community
 */
export async function firstRunLink({
  config,
  db,
  clock,
  random,
}: Pick<Runtime, 'config' | 'db' | 'clock' | 'random'>): Promise<string | null> {
  const now = clock.now();
  const token = makeToken(random);
  const id = makeId(now, random);
  const isNeeded = await db.transact(async (tx) => {
    if ((await findCommunity(tx)) !== undefined) return false;
    await tx.deleteFrom('sign_in_links').where('purpose', '=', 'first_run').execute();
    await tx
      .insertInto('sign_in_links')
      .values({
        id,
        token_hash: fingerprint(token),
        purpose: 'first_run',
        address: '',
        address_key: '',
        created_at: now,
        expires_at: now + linkLasts,
      })
      .execute();
    return true;
  });
  return isNeeded ? `${config.publicUrl}/welcome/${token}` : null;
}

export type SetUp = { code: 'set_up'; sessionToken: string } | { code: 'link_is_over' };

/**
 * Sets the house up: community, pages, first organiser and their session, all or nothing.
 *
 * @returns `link_is_over` for a link that was used, replaced or is too old
 */
export function setUpHouse(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  { token, firstRun, userAgent }: { token: string; firstRun: FirstRun; userAgent: string },
): Promise<SetUp> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const isMine = await useLink(tx, { token, now });
    if (!isMine) return { code: 'link_is_over' };
    const { name, joinPolicy, listVisibility, languages, locale, minimumAge, conduct } = firstRun;
    const settings = {
      name,
      joinPolicy,
      listVisibility,
      languages,
      locale,
      minimumAge,
      tickDays: usualTickDays,
    };
    const isFounded = await foundCommunity(tx, { settings, now });
    if (!isFounded) return { code: 'link_is_over' };
    const memberId = makeId(now, random);
    await addFirstMember(tx, { memberId, firstRun, now });
    await addDefaultPages(tx, { locale, conduct, savedBy: memberId, now });
    await addFirstInvite(tx, { memberId, id: makeId(now, random), now });
    await recordAct(tx, { actorId: memberId, act: 'set_up', about: name, now, random });
    const sessionToken = await startSession(tx, { memberId, userAgent, now, random });
    return { code: 'set_up', sessionToken };
  });
}

async function useLink(tx: Tx, { token, now }: { token: string; now: number }): Promise<boolean> {
  const used = await tx
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', fingerprint(token))
    .where('purpose', '=', 'first_run')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  return used.length === 1;
}

/** So that there is a link to pass around on the next page, which only reads. */
async function addFirstInvite(
  tx: Tx,
  { memberId, id, now }: { memberId: string; id: string; now: number },
): Promise<void> {
  await tx
    .insertInto('invites')
    .values({ id, created_by: memberId, created_at: now, uses: 0 })
    .execute();
}

async function addFirstMember(
  tx: Tx,
  { memberId, firstRun, now }: { memberId: string; firstRun: FirstRun; now: number },
): Promise<void> {
  await tx
    .insertInto('members')
    .values({
      id: memberId,
      status: 'active',
      name: firstRun.organiserName,
      name_key: fold(firstRun.organiserName),
      age_confirmed_at: now,
      conduct_version: 1,
      conduct_agreed_at: now,
      joined_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute();
  // Unverified until a letter to it was answered: so far it is only what somebody typed.
  await tx
    .insertInto('emails')
    .values({
      member_id: memberId,
      address: firstRun.organiserEmail.address,
      address_key: firstRun.organiserEmail.key,
      verified_at: null,
    })
    .execute();
  await tx
    .insertInto('organisers')
    .values({ member_id: memberId, appointed_by: null, appointed_at: now })
    .execute();
}
