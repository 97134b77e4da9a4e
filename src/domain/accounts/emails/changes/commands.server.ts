import { makeId } from '#lib/ids.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import { hour } from '#platform/clock.server.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { takeAll } from '#platform/rate-limit.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { endOtherSessions } from '../../sessions/commands.server.ts';
import { postSecurityLetter } from '../commands.server.ts';
import type { Address } from '../email.ts';
import { findByAddress, findOwner, type Owner } from '../queries.server.ts';
import { changeLifetime, isComplete } from './change.ts';
import { confirmLetter, movedLetter, takenLetter } from './letters.ts';
import { findChange, stateOf, type FoundChange } from './queries.server.ts';

/**
 * Asks both mailboxes whether a member's account may move to a new address. An address somebody
 * else has gets a letter too, so that the answer never tells who is a member.
 */
export async function askForChange(
  runtime: Runtime,
  { memberId, address, network }: { memberId: string; address: Address; network: string },
): Promise<{ code: 'asked' } | { code: 'same' } | { code: 'slow_down' }> {
  const now = runtime.clock.now();
  const limits = [
    { bucket: `move:member:${memberId}`, allowed: 5, window: hour },
    { bucket: `link:network:${network}`, allowed: 30, window: hour },
    { bucket: 'link:all', allowed: 600, window: hour },
  ];
  const verdict = await takeAll(runtime.db, { limits, now });
  if (!verdict.isAllowed) return { code: 'slow_down' };
  return runtime.db.transact(async (tx) => {
    const owner = await findOwner(tx, memberId);
    if (owner === undefined || owner.address.toLowerCase() === address.key) return { code: 'same' };
    await beginChange(tx, { runtime, owner, address, now });
    return { code: 'asked' };
  });
}

interface Beginning {
  runtime: Runtime;
  owner: Owner;
  address: Address;
  now: number;
}

async function beginChange(tx: Tx, { runtime, owner, address, now }: Beginning): Promise<void> {
  const id = makeId(now, runtime.random);
  const oldToken = makeToken(runtime.random);
  const newToken = makeToken(runtime.random);
  // Only the latest wish counts; one that was carried out stays, so that it can be taken back.
  await tx
    .deleteFrom('email_changes')
    .where('member_id', '=', owner.memberId)
    .where('changed_at', 'is', null)
    .execute();
  await tx
    .insertInto('email_changes')
    .values({
      id,
      member_id: owner.memberId,
      new_address: address.address,
      new_address_key: address.key,
      old_address: owner.address,
      old_token_hash: fingerprint(oldToken),
      new_token_hash: fingerprint(newToken),
      // Somebody without an address has no old mailbox to ask.
      old_confirmed_at: owner.address === '' ? now : null,
      created_at: now,
      expires_at: now + changeLifetime,
    })
    .execute();
  await writeToBoth(tx, { runtime, owner, address, now, id, oldToken, newToken });
}

async function writeToBoth(
  tx: Tx,
  {
    runtime,
    owner,
    address,
    now,
    id,
    oldToken,
    newToken,
  }: Beginning & { id: string; oldToken: string; newToken: string },
): Promise<void> {
  const { publicUrl } = runtime.config;
  const about = await aboutHouse(tx, owner);
  const isTaken = (await findByAddress(tx, address.key)) !== undefined;
  const of = (token: string) => ({
    url: `${publicUrl}/sign-in/address/${token}`,
    newAddress: address.address,
    ...about,
  });
  const toNew = isTaken
    ? takenLetter({ url: `${publicUrl}/sign-in`, ...about })
    : confirmLetter({ side: 'new', ...of(newToken) });
  const newMailbox = { address: address.address, name: '' };
  await postSecurityLetter(tx, {
    runtime,
    letter: { key: `move-new:${id}`, to: newMailbox, ...toNew },
    now,
  });
  if (owner.address === '') return;
  const toOld = confirmLetter({ side: 'old', ...of(oldToken) });
  const oldMailbox = { address: owner.address, name: owner.name };
  await postSecurityLetter(tx, {
    runtime,
    letter: { key: `move-old:${id}`, to: oldMailbox, ...toOld },
    now,
  });
}

async function aboutHouse(
  tx: Tx,
  owner: Owner,
): Promise<{ community: string; locale: 'en' | 'de' }> {
  const community = await findCommunity(tx);
  const locale =
    owner.locale === 'en' || owner.locale === 'de' ? owner.locale : (community?.locale ?? 'en');
  return { community: community?.name ?? '', locale };
}

export type Confirmed =
  { code: 'half' } | { code: 'moved' } | { code: 'taken_back' } | { code: 'over' };

/** Says yes for one mailbox, moves the account when both have, or takes a change back. */
export async function confirmChange(
  runtime: Runtime,
  { token }: { token: string },
): Promise<Confirmed> {
  const now = runtime.clock.now();
  const confirmed = await runtime.db.transact(async (tx) => {
    const change = await findChange(tx, { token, now });
    if (change === undefined || change.use === 'over') return { code: 'over' as const };
    const { row, link } = change;
    if (link === 'undo') return takeBack(tx, { row, now });
    const confirmedColumn = link === 'old' ? 'old_confirmed_at' : 'new_confirmed_at';
    await tx
      .updateTable('email_changes')
      .set({ [confirmedColumn]: now })
      .where('id', '=', row.id)
      .execute();
    return isComplete(stateOf(row), link)
      ? move(tx, { runtime, row, now })
      : { code: 'half' as const };
  });
  runtime.log.info(
    { security: 'address_change', outcome: confirmed.code },
    'a change of address was answered',
  );
  return confirmed;
}

async function move(
  tx: Tx,
  { runtime, row, now }: { runtime: Runtime; row: FoundChange['row']; now: number },
): Promise<Confirmed> {
  const owner = await findOwner(tx, row.member_id);
  const taken = await findByAddress(tx, row.new_address_key);
  if (owner === undefined || taken !== undefined || owner.address !== row.old_address)
    return { code: 'over' };
  await setAddress(tx, { memberId: row.member_id, address: row.new_address, now });
  const undoToken = makeToken(runtime.random);
  await tx
    .updateTable('email_changes')
    .set({ changed_at: now, undo_token_hash: fingerprint(undoToken) })
    .where('id', '=', row.id)
    .execute();
  if (row.old_address !== '') {
    const url = `${runtime.config.publicUrl}/sign-in/address/${undoToken}`;
    const words = movedLetter({
      url,
      newAddress: row.new_address,
      ...(await aboutHouse(tx, owner)),
    });
    const to = { address: row.old_address, name: owner.name };
    await postSecurityLetter(tx, {
      runtime,
      letter: { key: `moved:${row.id}`, to, ...words },
      now,
    });
  }
  return { code: 'moved' };
}

/** Back to the old address, out of every device, and without the passkeys made since. */
async function takeBack(
  tx: Tx,
  { row, now }: { row: FoundChange['row']; now: number },
): Promise<Confirmed> {
  const somebody = await findByAddress(tx, row.old_address.toLowerCase());
  if (somebody !== undefined && somebody.memberId !== row.member_id) return { code: 'over' };
  await setAddress(tx, { memberId: row.member_id, address: row.old_address, now });
  await tx.updateTable('email_changes').set({ undone_at: now }).where('id', '=', row.id).execute();
  await endOtherSessions(tx, { memberId: row.member_id, exceptId: null });
  await tx
    .deleteFrom('passkeys')
    .where('member_id', '=', row.member_id)
    .where('created_at', '>=', row.created_at)
    .execute();
  return { code: 'taken_back' };
}

async function setAddress(
  tx: Tx,
  { memberId, address, now }: { memberId: string; address: string; now: number },
): Promise<void> {
  const columns = {
    address,
    address_key: address.toLowerCase(),
    verified_at: now,
    bounced_at: null,
    bounce_reason: '',
  };
  await tx
    .insertInto('emails')
    .values({ member_id: memberId, ...columns })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(columns))
    .execute();
}
