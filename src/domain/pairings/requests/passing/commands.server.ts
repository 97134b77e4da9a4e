/** Passing a note on: the one who was written to names somebody, the writer decides. */
import { findCommunity } from '#domain/community/queries.server.ts';
import { areApart } from '#domain/members/blocks/queries.server.ts';
import { tickOf } from '#domain/members/offers/queries.server.ts';
import { isAvailable } from '#domain/members/offers/tick.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { isId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { RequestPassedOn } from '../../events.ts';
import { saveEnd, type Moment } from '../keeping/commands.server.ts';
import { requestOf, type KeptRequest } from '../keeping/queries.server.ts';
import { ended, type MoveRefusal } from '../request.ts';
import { followUp, openRequest, type SendRefused } from '../sending/commands.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export type PassedOn =
  | { outcome: 'done' }
  /** `not_somebody`: nobody the actor could name; `not_available`: not on the list now. */
  | { outcome: 'refused'; code: MoveRefusal | 'not_found' | 'not_somebody' | 'not_available' };

export interface Passing {
  actor: Viewer;
  requestId: string;
  toId: string;
  reply: string;
}

/** Names somebody who might fit better. Nothing moves, and they hear nothing, before the writer agrees. */
export function passOn(
  { db, clock, random }: Room,
  { actor, requestId, toId, reply }: Passing,
): Promise<PassedOn> {
  const now = clock.now();
  return db.transact(async (tx): Promise<PassedOn> => {
    const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'to' });
    if (before === undefined) return { outcome: 'refused', code: 'not_found' };
    if (before.state === 'passed_on' && before.passedToId === toId) return { outcome: 'done' };
    const moved = ended(before, { state: 'passed_on', now });
    if (moved.outcome === 'refused') return moved;
    const code = await againstNaming(tx, { before, toId, now });
    if (code !== null) return { outcome: 'refused', code };
    const ending = { before, after: moved.request, byId: actor.id, reply, passedToId: toId };
    await saveEnd(tx, ending, { now, random });
    const event: RequestPassedOn = { name: 'RequestPassedOn', requestId };
    await announce(tx, { event, now, random });
    return { outcome: 'done' };
  });
}

/**
 * Why the actor cannot name somebody. That the writer and that person are apart is no reason here: to
 * say so would tell of a block. The writer's yes finds nobody then.
 */
async function againstNaming(
  tx: Tx,
  { before, toId, now }: { before: KeptRequest; toId: string; now: number },
): Promise<'not_somebody' | 'not_available' | null> {
  if (!isId(toId) || toId === before.fromId || toId === before.toId) return 'not_somebody';
  const member = await tx
    .selectFrom('members')
    .select('status')
    .where('id', '=', toId)
    .executeTakeFirst();
  if (member?.status !== 'active') return 'not_somebody';
  if (await areApart(tx, { memberId: before.toId, otherId: toId })) return 'not_somebody';
  const tickDays = (await findCommunity(tx))?.tickDays ?? 0;
  return isAvailable(await tickOf(tx, toId), { tickDays, now }) ? null : 'not_available';
}

export type PassAnswered =
  | { outcome: 'done'; requestId: string | null }
  | SendRefused
  | { outcome: 'refused'; code: 'not_found' | 'already_answered' };

export interface PassAnswer {
  actor: Viewer;
  requestId: string;
  isYes: boolean;
}

/**
 * The writer's answer: with a yes their note goes to that person, recommended by a member. Where it
 * cannot go now, nothing is answered yet.
 */
export function answerPassOn(
  { db, clock, random }: Room,
  { actor, requestId, isYes }: PassAnswer,
): Promise<PassAnswered> {
  const now = clock.now();
  return db.transact(async (tx): Promise<PassAnswered> => {
    const request = await requestOf(tx, { requestId, memberId: actor.id, side: 'from' });
    if (request?.state !== 'passed_on') return { outcome: 'refused', code: 'not_found' };
    if (request.passAnswer !== '') return answeredBefore(request, isYes);
    return isYes
      ? sendOn(tx, { actor, request }, { now, random })
      : keepAnswer(tx, { requestId, answer: 'no', nextId: null });
  });
}

function answeredBefore({ passAnswer, nextId }: KeptRequest, isYes: boolean): PassAnswered {
  if ((passAnswer === 'yes') !== isYes) return { outcome: 'refused', code: 'already_answered' };
  return { outcome: 'done', requestId: isYes ? nextId : null };
}

async function sendOn(
  tx: Tx,
  { actor, request }: { actor: Viewer; request: KeptRequest },
  moment: Moment,
): Promise<PassAnswered> {
  const { id, passedToId, note } = request;
  const sending = { writer: actor, mentorId: passedToId ?? '', note, isRecommended: true };
  const sent = await openRequest(tx, sending, moment);
  if (sent.outcome === 'refused') return sent;
  await followUp(tx, { requestId: id, nextId: sent.requestId });
  return keepAnswer(tx, { requestId: id, answer: 'yes', nextId: sent.requestId });
}

async function keepAnswer(
  tx: Tx,
  { requestId, answer, nextId }: { requestId: string; answer: 'yes' | 'no'; nextId: string | null },
): Promise<PassAnswered> {
  await tx
    .updateTable('requests')
    .set({ pass_answer: answer })
    .where('id', '=', requestId)
    .execute();
  return { outcome: 'done', requestId: nextId };
}
