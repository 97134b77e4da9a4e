import { unreadOf } from '#domain/conversations/conversations.queries.server.ts';
import { reviewsOf } from '#domain/reviews/reviews.queries.server.ts';
import { headOf } from '#ui/pairings/pairing-head.ts';
import { reviewRow } from '#ui/reviews/review-row-words.ts';
import type { PageServerLoad } from './$types';
import { openPairing } from '../open-pairing.server.ts';

export const load: PageServerLoad = async (event) => {
  const { pairing, viewer, reader, home } = await openPairing(event);
  const { read } = event.locals.runtime.db;
  const lines = await reviewsOf(read, { pairingId: pairing.id, viewerId: viewer.id });
  const unread = await unreadOf(read, viewer.id);
  const isLiving = pairing.state !== 'wrapped_up' && !pairing.other.isGone;
  const rowsIn = (state: (typeof lines)[number]['state']) =>
    lines
      .filter((line) => line.state === state)
      // What waits for the reader comes first.
      .toSorted((one, other) => Number(other.isYourTurn) - Number(one.isYourTurn))
      .map((line) => reviewRow(line, { reader, isLiving }));
  return {
    head: headOf(pairing, reader),
    hasNew: unread.has(pairing.conversationId),
    home: `${home}/reviews`,
    name: pairing.other.name,
    isLiving,
    topics: [`pairing:${pairing.id}`, ...lines.map(({ id }) => `review:${id}`).slice(0, 20)],
    drafted: rowsIn('drafted'),
    open: rowsIn('open'),
    wrappedUp: rowsIn('wrapped_up'),
  };
};
