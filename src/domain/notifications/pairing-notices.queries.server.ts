/** Who is told what about pairings, their conversations and check-ins. */
import type { CheckInOpened, CheckInRevealed } from '#domain/checkins/events.ts';
import type { MessageWritten } from '#domain/conversations/events.ts';
import type {
  AfterChatAsked,
  AgreementAgreed,
  AgreementSuggested,
  ContactShared,
  GoodbyeLeft,
  HandOffSuggested,
  PairingGoesAlong,
  PairingRenewed,
  PairingRested,
  PairingWoke,
  PairingWrappedUp,
  RenewalAsked,
  ThanksLeft,
} from '#domain/pairings/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Facts, NoticeKind, Telling } from '../../notice.ts';

type Tellings = Promise<Telling[]>;

const pairingOf = (db: Reader, pairingId: string) =>
  db.selectFrom('pairings').selectAll().where('id', '=', pairingId).executeTakeFirst();

type PairingRow = NonNullable<Awaited<ReturnType<typeof pairingOf>>>;

interface About {
  kind: NoticeKind;
  /** What tells this time from another of the same kind. */
  time: number | string;
  facts?: Partial<Facts>;
  /** Below the pairing's own address. */
  page?: string;
}

/** The same for both, but for whose name stands in it. */
const toBoth = (pairing: PairingRow, about: About): Telling[] =>
  [pairing.mentor_id, pairing.mentee_id].map((memberId) => toOne(pairing, memberId, about));

function toOne(
  { id, mentor_id, mentee_id }: PairingRow,
  memberId: string,
  { kind, time, facts = {}, page = '' }: About,
): Telling {
  return {
    key: `${kind}:${id}:${time}:${memberId}`,
    memberId,
    otherId: memberId === mentor_id ? mentee_id : mentor_id,
    kind,
    facts: { about: id, ...facts },
    href: `/pairings/${id}${page}`,
  };
}

const otherOf = ({ mentor_id, mentee_id }: PairingRow, memberId: string): string =>
  memberId === mentor_id ? mentee_id : mentor_id;

type PairingEvent =
  | AfterChatAsked
  | PairingGoesAlong
  | RenewalAsked
  | PairingRenewed
  | PairingRested
  | PairingWoke
  | PairingWrappedUp;

/** What happened to a pairing concerns both, whoever or whatever brought it about (requirement E6). */
export async function pairingChanged(db: Reader, event: PairingEvent): Tellings {
  const pairing = await pairingOf(db, event.pairingId);
  if (pairing === undefined) return [];
  const tellings = toBoth(pairing, changeOf(pairing, event.name));
  return event.name === 'PairingWrappedUp' ? tellings.map(ofNobody) : tellings;
}

/** An ending has no author, and is told even of people who are apart. */
const ofNobody = ({ otherId, facts, ...telling }: Telling): Telling => ({
  ...telling,
  otherId: null,
  facts: { ...facts, withId: otherId ?? '' },
});

function changeOf(pairing: PairingRow, name: PairingEvent['name']): About {
  const orNone = (at: number | null) => (at === null ? {} : { at });
  const { asked_at, ask_ends_at, review_at, going_since, resting_until } = pairing;
  switch (name) {
    case 'AfterChatAsked':
      return { kind: 'after_chat_asked', time: asked_at ?? 0, facts: orNone(ask_ends_at) };
    case 'RenewalAsked':
      return { kind: 'renewal_asked', time: asked_at ?? 0, facts: orNone(review_at) };
    case 'PairingGoesAlong':
      return { kind: 'goes_along', time: going_since ?? 0 };
    case 'PairingRenewed':
      return { kind: 'renewed', time: review_at ?? 0, facts: orNone(review_at) };
    case 'PairingRested':
      return { kind: 'rested', time: resting_until ?? 0, facts: orNone(resting_until) };
    case 'PairingWoke':
      return { kind: 'woke', time: resting_until ?? 0 };
    case 'PairingWrappedUp':
      return { kind: 'wrapped_up', time: '' };
  }
}

/** A suggestion is for the other of the two; an OK is for whoever suggested it. */
export async function agreementMoved(
  db: Reader,
  { name, pairingId, agreementId }: AgreementSuggested | AgreementAgreed,
): Tellings {
  const pairing = await pairingOf(db, pairingId);
  const agreement = await db
    .selectFrom('agreements')
    .select('suggested_by')
    .where('id', '=', agreementId)
    .executeTakeFirst();
  const suggestedBy = agreement?.suggested_by ?? null;
  if (pairing === undefined || suggestedBy === null) return [];
  const about = { time: agreementId, facts: { latest: agreementId }, page: '/agreement' };
  return name === 'AgreementSuggested'
    ? [toOne(pairing, otherOf(pairing, suggestedBy), { ...about, kind: 'agreement_suggested' })]
    : [toOne(pairing, suggestedBy, { ...about, kind: 'agreement_agreed' })];
}

export async function goodbyeLeft(db: Reader, { pairingId, fromId }: GoodbyeLeft): Tellings {
  const pairing = await pairingOf(db, pairingId);
  if (pairing === undefined) return [];
  return [toOne(pairing, otherOf(pairing, fromId), { kind: 'goodbye_left', time: '' })];
}

export async function thanksLeft(db: Reader, { thanksId }: ThanksLeft): Tellings {
  const thanks = await db
    .selectFrom('thanks')
    .select(['pairing_id', 'to_id'])
    .where('id', '=', thanksId)
    .executeTakeFirst();
  const pairing = thanks && (await pairingOf(db, thanks.pairing_id));
  if (thanks === undefined || pairing === undefined) return [];
  return [toOne(pairing, thanks.to_id, { kind: 'thanks_left', time: thanksId })];
}

/** Whoever suggested somebody to themselves knows it. */
export async function handOffSuggested(db: Reader, { handOffId }: HandOffSuggested): Tellings {
  const handOff = await db
    .selectFrom('hand_offs')
    .selectAll()
    .where('id', '=', handOffId)
    .executeTakeFirst();
  const pairing = handOff && (await pairingOf(db, handOff.pairing_id));
  if (handOff === undefined || pairing === undefined) return [];
  if (handOff.suggested_by === handOff.mentee_id) return [];
  const facts = { latest: handOffId, thirdId: handOff.to_id };
  const about = { kind: 'hand_off_suggested', time: handOffId, facts, page: '/hand-off' } as const;
  return [toOne(pairing, handOff.mentee_id, about)];
}

export async function contactShared(db: Reader, { pairingId, contactId }: ContactShared): Tellings {
  const pairing = await pairingOf(db, pairingId);
  const contact = await db
    .selectFrom('shared_contacts')
    .select('owner_id')
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (pairing === undefined || contact === undefined) return [];
  const about = { kind: 'contact_shared', time: contactId, page: '/contacts' } as const;
  const facts = { latest: contactId };
  return [toOne(pairing, otherOf(pairing, contact.owner_id), { ...about, facts })];
}

export async function checkInMoved(
  db: Reader,
  { name, checkInId }: CheckInOpened | CheckInRevealed,
): Tellings {
  const checkIn = await db
    .selectFrom('check_ins')
    .select('pairing_id')
    .where('id', '=', checkInId)
    .executeTakeFirst();
  const pairing = checkIn && (await pairingOf(db, checkIn.pairing_id));
  if (pairing === undefined) return [];
  const kind = name === 'CheckInOpened' ? 'check_in_opened' : 'check_in_revealed';
  return toBoth(pairing, {
    kind,
    time: checkInId,
    facts: { latest: checkInId },
    page: '/check-in',
  });
}

/**
 * One notice for a conversation until its reader has looked again: the moment of their last look is part
 * of the key. Whoever muted it, or has read it by now, hears nothing (requirement E14).
 */
export async function messageWritten(
  db: Reader,
  { conversationId, messageId }: MessageWritten,
): Tellings {
  const message = await db
    .selectFrom('messages')
    .select(['from_id', 'written_at', 'removed_at'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  const pairing = await db
    .selectFrom('pairings')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('began_at', 'desc')
    .executeTakeFirst();
  if (message === undefined || pairing === undefined || message.removed_at !== null) return [];
  const readers = await db
    .selectFrom('conversation_members')
    .select(['member_id', 'read_at'])
    .where('conversation_id', '=', conversationId)
    .where('member_id', '<>', message.from_id)
    .where('muted_at', 'is', null)
    .where('read_at', '<', message.written_at)
    .execute();
  return readers.map(({ member_id, read_at }) => ({
    ...toOne(pairing, member_id, { kind: 'message', time: read_at, page: '/messages' }),
    otherId: message.from_id,
    facts: { about: conversationId, latest: messageId },
  }));
}
