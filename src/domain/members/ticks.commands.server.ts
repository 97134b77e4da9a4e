import { findCommunity } from '#domain/community/community.queries.server.ts';
import { isId } from '#lib/ids.ts';
import { command, inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import { sameText, sign } from '#platform/crypto.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { firstOffer } from './offer.ts';
import { announcePlaces } from './capacity.commands.server.ts';
import { tickOf } from './ticks.queries.server.ts';
import { answerFor, lapsed, ticked, unticked, type Answer, type Tick } from './tick.ts';

interface Ticking {
  memberId: string;
}

/**
 * Ticks the box, or confirms the tick that is there: on the list from now on, fresh from now. Whoever
 * is on the waiting list for a free place is asked again from here on.
 */
export const tickBox = command((act, { memberId }: Ticking) => confirmTick(act, memberId));

async function confirmTick(act: Act, memberId: string): Promise<void> {
  await saveTick(act, { memberId, tick: ticked(await tickOf(act.tx, memberId), act.now) });
  await announcePlaces(act, { memberId });
}

/** Unticks the box. Announces nothing: nobody is told, and everything else stays. */
export const untickBox = command(async (act, { memberId }: Ticking) =>
  saveTick(act, { memberId, tick: unticked(await tickOf(act.tx, memberId)) }),
);

/**
 * Turns a tick off before its time, until the member says that they are still around.
 *
 * @returns false where the box is not ticked
 */
export async function lapseTick(act: Act, { memberId }: Ticking): Promise<boolean> {
  const tick = await tickOf(act.tx, memberId);
  if (tick.availableAt === null) return false;
  await saveTick(act, { memberId, tick: lapsed(tick, act.now) });
  return true;
}

/** Saves a member's tick, making their offer where they have none yet. */
async function saveTick(
  act: Act,
  { memberId, tick }: { memberId: string; tick: Tick },
): Promise<void> {
  const { tx, now } = act;
  await makeOffer(act, memberId);
  await tx.updateTable('offers').set(columnsOf(tick)).where('member_id', '=', memberId).execute();
  await tx
    .updateTable('members')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('id', '=', memberId)
    .execute();
  act.touched('member', memberId);
}

/** Gives a member the offer everybody begins with, unticked; one that is there stays as it is. */
export async function makeOffer({ tx }: Act, memberId: string): Promise<void> {
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
  { db, clock, secret }: Pick<Runtime, 'db' | 'clock' | 'secret'>,
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
  runtime: ActRuntime & Pick<Runtime, 'secret'>,
  { token }: { token: string },
): Promise<StillAround | undefined> {
  const found = await readStillAround(runtime, token);
  if (found?.answer !== 'may_confirm') return found;
  const { memberId, confirmedAt } = found;
  await inAct(runtime, async (act) => {
    const tick = await tickOf(act.tx, memberId);
    const isAsRead =
      tick.confirmedAt === confirmedAt && (tick.availableAt !== null || tick.lapsedAt !== null);
    if (isAsRead) await confirmTick(act, memberId);
  });
  return found;
}
