import { defaultLocale, type Locale, localeOf } from '#lib/locale.ts';
import { hour } from '#lib/duration.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { done, type Outcome, refused } from '#lib/outcome.ts';
import { type Act, inAct } from '#platform/act.server.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { takeAll } from '#platform/rate-limit.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { endOtherSessions } from './sessions.commands.server.ts';
import { postSecurityLetter } from './email-addresses.commands.server.ts';
import type { Address } from './email-address.ts';
import { findByAddress, findOwner, type Owner } from './email-addresses.queries.server.ts';
import { changeLifetime, isComplete } from './email-change.ts';
import { confirmLetter, movedLetter, takenLetter } from './email-change-letters.ts';
import { askingLimits } from './sign-in-links.commands.server.ts';
import { findChange, stateOf, type FoundChange } from './email-change.queries.server.ts';

/**
 * Asks both mailboxes whether a member's account may move to a new address. An address somebody
 * else has gets a letter too, so that the answer never tells who is a member.
 */
export async function askForChange(
  runtime: Runtime,
  { memberId, address, network }: { memberId: string; address: Address; network: string },
): Promise<Outcome<unknown, 'same' | 'slow_down'>> {
  const now = runtime.clock.now();
  const limits = [
    { bucket: `move:member:${memberId}`, allowed: 5, window: hour },
    ...askingLimits(network),
  ];
  const verdict = await takeAll(runtime.db, { limits, now });
  if (!verdict.isAllowed) return refused('slow_down');
  return inAct(runtime, async (act) => {
    const owner = await findOwner(act.tx, memberId);
    if (owner === undefined || owner.address.toLowerCase() === address.key) return refused('same');
    await beginChange(act, { runtime, owner, address });
    return done();
  });
}

interface Beginning {
  runtime: Runtime;
  owner: Owner;
  address: Address;
}

async function beginChange(act: Act, { runtime, owner, address }: Beginning): Promise<void> {
  const { tx, now } = act;
  const id = act.id();
  const oldToken = makeToken(act.random);
  const newToken = makeToken(act.random);
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
  await writeToBoth(act, { runtime, owner, address, id, oldToken, newToken });
}

async function writeToBoth(
  act: Act,
  {
    runtime: { config, secret },
    owner,
    address,
    id,
    oldToken,
    newToken,
  }: Beginning & { id: string; oldToken: string; newToken: string },
): Promise<void> {
  const { publicUrl } = config;
  const about = await aboutCommunity(act.tx, owner);
  const isTaken = (await findByAddress(act.tx, address.key)) !== undefined;
  const of = (token: string) => ({
    url: `${publicUrl}/sign-in/address/${token}`,
    newAddress: address.address,
    ...about,
  });
  const toNew = isTaken
    ? takenLetter({ url: `${publicUrl}/sign-in`, ...about })
    : confirmLetter({ side: 'new', ...of(newToken) });
  const newMailbox = { address: address.address, name: '' };
  await postSecurityLetter(act, {
    secret,
    letter: { key: `move-new:${id}`, to: newMailbox, ...toNew },
  });
  if (owner.address === '') return;
  const toOld = confirmLetter({ side: 'old', ...of(oldToken) });
  const oldMailbox = { address: owner.address, name: owner.name };
  await postSecurityLetter(act, {
    secret,
    letter: { key: `move-old:${id}`, to: oldMailbox, ...toOld },
  });
}

async function aboutCommunity(
  tx: Reader,
  owner: Owner,
): Promise<{ community: string; locale: Locale }> {
  const community = await findCommunity(tx);
  const locale = localeOf(owner.locale) ?? community?.locale ?? defaultLocale;
  return { community: community?.name ?? '', locale };
}

/** `half` until the other mailbox says yes as well. */
export type Confirmed = Outcome<{ step: 'half' | 'moved' | 'taken_back' }, 'over'>;

/** Says yes for one mailbox, moves the account when both have, or takes a change back. */
export async function confirmChange(
  runtime: Runtime,
  { token }: { token: string },
): Promise<Confirmed> {
  const confirmed = await inAct(runtime, async (act): Promise<Confirmed> => {
    const { tx, now } = act;
    const change = await findChange(tx, { token, now });
    if (change === undefined || change.use === 'over') return refused('over');
    const { row, link } = change;
    if (link === 'undo') return takeBack(act, row);
    const confirmedColumn = link === 'old' ? 'old_confirmed_at' : 'new_confirmed_at';
    await tx
      .updateTable('email_changes')
      .set({ [confirmedColumn]: now })
      .where('id', '=', row.id)
      .execute();
    return isComplete(stateOf(row), link) ? move(act, { runtime, row }) : done({ step: 'half' });
  });
  const outcome = confirmed.outcome === 'done' ? confirmed.step : confirmed.code;
  runtime.log.info({ security: 'address_change', outcome }, 'a change of address was answered');
  return confirmed;
}

async function move(
  act: Act,
  { runtime: { config, secret }, row }: { runtime: Runtime; row: FoundChange['row'] },
): Promise<Confirmed> {
  const { tx, now } = act;
  const owner = await findOwner(tx, row.member_id);
  const taken = await findByAddress(tx, row.new_address_key);
  if (owner === undefined || taken !== undefined || owner.address !== row.old_address)
    return refused('over');
  await setAddress(act, { memberId: row.member_id, address: row.new_address });
  const undoToken = makeToken(act.random);
  await tx
    .updateTable('email_changes')
    .set({ changed_at: now, undo_token_hash: fingerprint(undoToken) })
    .where('id', '=', row.id)
    .execute();
  if (row.old_address !== '') {
    const url = `${config.publicUrl}/sign-in/address/${undoToken}`;
    const words = movedLetter({
      url,
      newAddress: row.new_address,
      ...(await aboutCommunity(tx, owner)),
    });
    const to = { address: row.old_address, name: owner.name };
    await postSecurityLetter(act, { secret, letter: { key: `moved:${row.id}`, to, ...words } });
  }
  return done({ step: 'moved' });
}

/** Back to the old address, out of every device, and without the passkeys made since. */
async function takeBack(act: Act, row: FoundChange['row']): Promise<Confirmed> {
  const { tx, now } = act;
  const somebody = await findByAddress(tx, row.old_address.toLowerCase());
  if (somebody !== undefined && somebody.memberId !== row.member_id) return refused('over');
  await setAddress(act, { memberId: row.member_id, address: row.old_address });
  await tx.updateTable('email_changes').set({ undone_at: now }).where('id', '=', row.id).execute();
  await endOtherSessions(act, { memberId: row.member_id, exceptId: null });
  await tx
    .deleteFrom('passkeys')
    .where('member_id', '=', row.member_id)
    .where('created_at', '>=', row.created_at)
    .execute();
  return done({ step: 'taken_back' });
}

async function setAddress(
  { tx, now }: Act,
  { memberId, address }: { memberId: string; address: string },
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
