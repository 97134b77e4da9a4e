/** Passing a note on: the one who was written to names somebody, the writer decides. */
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { areApart } from '#domain/members/blocks.queries.server.ts';
import { tickOf } from '#domain/members/ticks.queries.server.ts';
import { isAvailable } from '#domain/members/tick.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { isId } from '#lib/ids.ts';
import { done, refused, type Done, type Outcome, type Refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import { RequestPassedOn } from '#domain/pairings/events.ts';
import { saveEnd } from './request-store.commands.server.ts';
import { requestOf, type StoredRequest } from './request-store.queries.server.ts';
import { ended } from './request.ts';
import { followUp, openRequest, type SendRefused } from './send-note.commands.server.ts';

interface Passing {
  actor: Viewer;
  requestId: string;
  toId: string;
  reply: string;
}

/**
 * Names somebody who might fit better. Nothing is sent to them, and they are not told, before the writer agrees.
 *
 * @returns `not_somebody`: nobody the actor could name; `not_available`: not on the list now
 */
export const passOn = command(async (act, { actor, requestId, toId, reply }: Passing) => {
  const before = await requestOf(act.tx, { requestId, memberId: actor.id, side: 'to' });
  if (before === undefined) return refused('not_found');
  if (before.state === 'passed_on' && before.passedToId === toId) return done();
  const next = ended(before, { state: 'passed_on', now: act.now });
  if (next.outcome === 'refused') return next;
  const code = await againstNaming(act, { before, toId });
  if (code !== null) return refused(code);
  await saveEnd(act, { before, after: next.request, byId: actor.id, reply, passedToId: toId });
  await act.announce(RequestPassedOn, { requestId });
  return done();
});

/**
 * Why the actor cannot name somebody. That the writer and that person are apart is no reason here: to
 * say so would tell of a block. The writer's yes is then refused with `nobody`.
 */
async function againstNaming(
  { tx, now }: Act,
  { before, toId }: { before: StoredRequest; toId: string },
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

/** `requestId` is the note that went on; null after a no. */
type PassAnswered =
  Done<{ requestId: string | null }> | SendRefused | Refused<'not_found' | 'already_answered'>;

interface PassAnswer {
  actor: Viewer;
  requestId: string;
  isYes: boolean;
}

/**
 * The writer's answer: with a yes their note goes to that person, recommended by a member. Where it
 * cannot go now, nothing is answered yet.
 */
export const answerPassOn = command(
  async (act, { actor, requestId, isYes }: PassAnswer): Promise<PassAnswered> => {
    const request = await requestOf(act.tx, { requestId, memberId: actor.id, side: 'from' });
    if (request?.state !== 'passed_on') return refused('not_found');
    if (request.passAnswer !== '') return answeredBefore(request, isYes);
    return isYes
      ? sendOn(act, { actor, request })
      : keepAnswer(act, { requestId, answer: 'no', nextId: null });
  },
);

function answeredBefore(
  { passAnswer, nextId }: StoredRequest,
  isYes: boolean,
): Outcome<{ requestId: string | null }, 'already_answered'> {
  if ((passAnswer === 'yes') !== isYes) return refused('already_answered');
  return done({ requestId: isYes ? nextId : null });
}

async function sendOn(
  act: Act,
  { actor, request }: { actor: Viewer; request: StoredRequest },
): Promise<PassAnswered> {
  const { id: requestId, passedToId, note } = request;
  const mentorId = passedToId ?? '';
  const sent = await openRequest(act, { writer: actor, mentorId, note, isRecommended: true });
  if (sent.outcome === 'refused') return sent;
  await followUp(act, { requestId, nextId: sent.requestId });
  return keepAnswer(act, { requestId, answer: 'yes', nextId: sent.requestId });
}

async function keepAnswer(
  { tx }: Act,
  { requestId, answer, nextId }: { requestId: string; answer: 'yes' | 'no'; nextId: string | null },
): Promise<Done<{ requestId: string | null }>> {
  await tx
    .updateTable('requests')
    .set({ pass_answer: answer })
    .where('id', '=', requestId)
    .execute();
  return done({ requestId: nextId });
}
