import { findCommunity } from '#domain/community/queries.server.ts';
import { sameText, sign } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { isId } from '#lib/ids.ts';
import type { AlsoInTransaction } from '../pictures/commands.server.ts';
import { firstOffer } from './offer.ts';
import { tellOfPlaces } from './places/commands.server.ts';
import { tickOf } from './queries.server.ts';
import { answerFor, lapsed, ticked, unticked, type Answer, type Tick } from './tick.ts';

type Room = Pick<Runtime, 'db' | 'clock'>;
type TickingRoom = Pick<Runtime, 'db' | 'clock' | 'random'>;

interface Ticking {
  memberId: string;
  alsoInTransaction: AlsoInTransaction;
}

/**
 * Ticks the box, or confirms the tick that is there: on the list from now on, fresh from now. Whoever
 * waits in line for a free place is asked again from here on.
 */
export async function tickBox(
  { db, clock, random }: TickingRoom,
  { memberId, alsoInTransaction }: Ticking,
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    await saveTick(tx, { memberId, tick: ticked(await tickOf(tx, memberId), now), now });
    await tellOfPlaces(tx, { memberId, now, random });
    await alsoInTransaction(tx, { memberId, now });
  });
}

/** Unticks the box. Announces nothing: nobody is told, and everything else stays. */
export async function untickBox(
  { db, clock }: Room,
  { memberId, alsoInTransaction }: Ticking,
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    await saveTick(tx, { memberId, tick: unticked(await tickOf(tx, memberId)), now });
    await alsoInTransaction(tx, { memberId, now });
  });
}

/**
 * Turns a tick off before its time, until the member says that they are still around.
 *
 * @returns false where the box is not ticked
 */
export async function lapseTick(
  tx: Tx,
  { memberId, now }: { memberId: string; now: number },
): Promise<boolean> {
  const tick = await tickOf(tx, memberId);
  if (tick.availableAt === null) return false;
  await saveTick(tx, { memberId, tick: lapsed(tick, now), now });
  return true;
}

/** Writes a member's tick, making their offer where they have none yet. */
async function saveTick(
  tx: Tx,
  { memberId, tick, now }: { memberId: string; tick: Tick; now: number },
): Promise<void> {
  await makeOffer(tx, memberId);
  await tx.updateTable('offers').set(columnsOf(tick)).where('member_id', '=', memberId).execute();
  await tx
    .updateTable('members')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('id', '=', memberId)
    .execute();
}

/** Gives a member the offer everybody begins with, unticked; one that is there stays as it is. */
export async function makeOffer(tx: Tx, memberId: string): Promise<void> {
  const { capacity, modes, replyDays, terms, whoMayWrite } = firstOffer;
  const has = (mode: (typeof modes)[number]) => (modes.includes(mode) ? 1 : 0);
  await tx
    .insertInto('offers')
    .values({
      member_id: memberId,
      capacity,
      held: 0,
      meet: has('meet'),
      review: has('review'),
      answer: has('answer'),
      swap: has('swap'),
      reply_days: replyDays,
      terms: terms.kind,
      currency: terms.currency,
      terms_note: terms.note,
      first_chat_free: 0,
      who_may_write: whoMayWrite,
    })
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .execute();
}

/** A tick as the columns that hold it. */
export const columnsOf = ({ availableAt, confirmedAt, remindedAt, lapsedAt }: Tick) => ({
  available_at: availableAt,
  confirmed_at: confirmedAt,
  reminded_at: remindedAt,
  lapsed_at: lapsedAt,
});

const purpose = 'still-around';

/** What the link in a letter carries: whom it is about, which confirmation, and our signature. */
export function stillAroundToken(
  secret: string,
  { memberId, confirmedAt }: { memberId: string; confirmedAt: number },
): string {
  const text = `${memberId}.${confirmedAt}`;
  return `${text}.${sign({ secret, purpose, text })}`;
}

export interface StillAround {
  memberId: string;
  confirmedAt: number;
  answer: Answer;
}

/** What a link from a letter means now; undefined for one we did not write. Changes nothing. */
export async function readStillAround(
  { db, clock, secret }: Room & Pick<Runtime, 'secret'>,
  token: string,
): Promise<StillAround | undefined> {
  const claim = readToken(secret, token);
  if (claim === undefined) return undefined;
  const community = await findCommunity(db.read);
  const member = await db.read
    .selectFrom('members')
    .select('status')
    .where('id', '=', claim.memberId)
    .executeTakeFirst();
  if (community === undefined || member?.status !== 'active') return undefined;
  const tick = await tickOf(db.read, claim.memberId);
  const { tickDays } = community;
  return {
    ...claim,
    answer: answerFor(tick, { confirmedAt: claim.confirmedAt, tickDays, now: clock.now() }),
  };
}

function readToken(
  secret: string,
  token: string,
): { memberId: string; confirmedAt: number } | undefined {
  const [memberId = '', time = '', signature = '', ...more] = token.split('.');
  const isShaped = isId(memberId) && /^\d{1,16}$/.test(time) && more.length === 0;
  if (!isShaped || !sameText(signature, sign({ secret, purpose, text: `${memberId}.${time}` })))
    return undefined;
  return { memberId, confirmedAt: Number(time) };
}

/**
 * Confirms the tick a letter was about, signed in or not. Doing it twice is doing it once.
 *
 * @returns what the link meant when it was used; undefined for one we did not write
 */
export async function confirmFromLetter(
  room: TickingRoom & Pick<Runtime, 'secret'>,
  { token, alsoInTransaction }: { token: string; alsoInTransaction: AlsoInTransaction },
): Promise<StillAround | undefined> {
  const found = await readStillAround(room, token);
  if (found?.answer !== 'may_confirm') return found;
  const { db, clock, random } = room;
  const now = clock.now();
  const { memberId, confirmedAt } = found;
  await db.transact(async (tx) => {
    const tick = await tickOf(tx, memberId);
    const isAsRead =
      tick.confirmedAt === confirmedAt && (tick.availableAt !== null || tick.lapsedAt !== null);
    if (!isAsRead) return;
    await saveTick(tx, { memberId, tick: ticked(tick, now), now });
    await tellOfPlaces(tx, { memberId, now, random });
    await alsoInTransaction(tx, { memberId, now });
  });
  return found;
}
