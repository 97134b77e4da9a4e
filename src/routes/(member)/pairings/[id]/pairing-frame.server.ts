/** What the page of a pairing shows whatever its state. */
import { unreadOf } from '#domain/conversations/conversations.queries.server.ts';
import { agreementOf } from '#domain/pairings/agreements.queries.server.ts';
import { contactsOf } from '#domain/pairings/contacts.queries.server.ts';
import { goalsOf } from '#domain/pairings/goals.queries.server.ts';
import { handOffsOf } from '#domain/hand-offs/hand-offs.queries.server.ts';
import { sayLines, type AgreedLine } from '#ui/pairings/agreement-words.ts';
import { headOf } from '#ui/pairings/pairing-head.ts';
import type { Opened } from './open-pairing.server.ts';

/** Where these pages read from. */
export type Reader = App.Locals['runtime']['db']['read'];

/** Goals, contacts, what was agreed and who was suggested, for the one who looks. */
export async function frameOf(read: Reader, { pairing, viewer, reader, home }: Opened) {
  const about = { pairingId: pairing.id, viewerId: viewer.id };
  const [unread, goals, contacts, agreement, handOffs] = await Promise.all([
    unreadOf(read, viewer.id),
    goalsOf(read, about),
    contactsOf(read, about),
    agreementOf(read, about),
    handOffsOf(read, about),
  ]);
  const isOver = pairing.state === 'wrapped_up';
  const reviewAt = isOver ? null : pairing.reviewAt;
  const current = agreement?.current;
  const lines: AgreedLine[] =
    current === undefined
      ? []
      : sayLines(current.lines, { kind: pairing.kind, reviewAt, ...reader });
  return {
    head: headOf(pairing, reader),
    hasNew: unread.has(pairing.conversationId),
    home,
    name: pairing.other.name,
    topics: pairing.topics,
    goals: goals ?? { yours: [], theirs: [] },
    contacts: contacts ?? { yours: [], theirs: [] },
    agreement,
    lines,
    nextFor: pairing.nextFor,
    forYou: (handOffs ?? []).filter(
      ({ isForYou, state, to }) => isForYou && state === 'suggested' && !to.isGone,
    ),
    byYou: (handOffs ?? []).filter(({ by, isForYou }) => by === 'you' && !isForYou),
  };
}
