import { unreadOf } from '#domain/conversations/conversations.queries.server.ts';
import { questionsIn } from '#domain/questions/questions.queries.server.ts';
import { headOf } from '#ui/pairings/pairing-head.ts';
import { rowOf } from '#ui/questions/question-row-words.ts';
import type { PageServerLoad } from './$types';
import { openPairing } from '../open-pairing.server.ts';

export const load: PageServerLoad = async (event) => {
  const { pairing, viewer, reader } = await openPairing(event);
  const { read } = event.locals.runtime.db;
  const lines = await questionsIn(read, { pairingId: pairing.id, viewerId: viewer.id });
  const unread = await unreadOf(read, viewer.id);
  const isOver = pairing.state === 'wrapped_up';
  const open = lines.filter(({ state }) => state === 'open' && !isOver);
  return {
    head: headOf(pairing, reader),
    hasNew: unread.has(pairing.conversationId),
    topics: [`pairing:${pairing.id}`],
    askHref: isOver || pairing.other.isGone ? '' : `/questions/new?pairing=${pairing.id}`,
    open: open.map((line) => rowOf(line, reader)),
    past: lines.filter((line) => !open.includes(line)).map((line) => rowOf(line, reader)),
  };
};
