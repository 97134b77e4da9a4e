/** Notices about pairings, their agreements and shared contacts. */
import {
  AfterChatAsked,
  AgreementAgreed,
  AgreementSuggested,
  ContactShared,
  PairingGoesAlong,
  PairingRenewed,
  PairingRested,
  PairingWoke,
  PairingWrappedUp,
  RenewalAsked,
} from '#domain/pairings/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { NoticeFacts, Recipient, Waiting } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';

type Recipients = Promise<Recipient[]>;

/** A pairing's row, for those who are told of it. */
export const pairingOf = (db: Reader, pairingId: string) =>
  db.selectFrom('pairings').selectAll().where('id', '=', pairingId).executeTakeFirst();

type PairingRow = NonNullable<Awaited<ReturnType<typeof pairingOf>>>;

export interface Change {
  /** What tells this time from another of the same kind. */
  time: number | string;
  facts?: Partial<NoticeFacts>;
  /** Below the pairing's own address. */
  page?: string;
}

/** The other of the two. */
export const otherOf = ({ mentor_id, mentee_id }: PairingRow, memberId: string): string =>
  memberId === mentor_id ? mentee_id : mentor_id;

/** What is told to one of the two. */
export const toOne = (
  pairing: PairingRow,
  memberId: string,
  { time, facts = {}, page = '' }: Change,
): Recipient => ({
  key: `${pairing.id}:${time}:${memberId}`,
  memberId,
  otherId: otherOf(pairing, memberId),
  facts: { about: pairing.id, ...facts },
  href: `/pairings/${pairing.id}${page}`,
});

/** The same for both, but for whose name stands in it. */
export const toBoth = (pairing: PairingRow, change: Change): Recipient[] =>
  [pairing.mentor_id, pairing.mentee_id].map((memberId) => toOne(pairing, memberId, change));

/** What happened to a pairing concerns both, whoever or whatever brought it about (requirement E6). */
const bothOf =
  (changeOf: (pairing: PairingRow) => Change) =>
  async (db: Reader, { pairingId }: { pairingId: string }): Recipients => {
    const pairing = await pairingOf(db, pairingId);
    return pairing === undefined ? [] : toBoth(pairing, changeOf(pairing));
  };

const orNone = (at: number | null): Partial<NoticeFacts> => (at === null ? {} : { at });

const hasState =
  (...states: readonly string[]) =>
  async (db: Reader, { facts }: Waiting): Promise<boolean> =>
    states.includes((await pairingOf(db, facts.about))?.state ?? '');

/** True once the pairing of a notice has wrapped up. */
export const isWrappedUp = hasState('wrapped_up');

const isNot =
  (state: string) =>
  async (db: Reader, waiting: Waiting): Promise<boolean> =>
    !(await hasState(state)(db, waiting));

/** Nobody is asked any more, or this one has answered; what the other did is not looked at. */
const isAnswered =
  (question: 'after_chat' | 'renewal') =>
  async (db: Reader, { facts, memberId }: Waiting): Promise<boolean> => {
    const askedIn = question === 'after_chat' ? 'trying_out' : 'going';
    const pairing = await pairingOf(db, facts.about);
    const askedAt = pairing?.asked_at ?? null;
    if (pairing?.state !== askedIn || askedAt === null) return true;
    const answer = await db
      .selectFrom('pairing_answers')
      .select('says')
      .where('pairing_id', '=', facts.about)
      .where('member_id', '=', memberId)
      .where('about', '=', question)
      .where('answered_at', '>=', askedAt)
      .executeTakeFirst();
    return answer !== undefined;
  };

const afterChatAsked = notice('after_chat_asked', AfterChatAsked, {
  preference: 'pairings',
  isUrgent: false,
  to: bothOf(({ asked_at, ask_ends_at }) => ({ time: asked_at ?? 0, facts: orNone(ask_ends_at) })),
  isOver: isAnswered('after_chat'),
  words: (w, to) => ({
    subject: m.letters_after_chat_asked_subject(w, to),
    paragraphs: [m.letters_after_chat_asked_what({}, to), m.letters_after_chat_asked_next(w, to)],
    button: m.letters_answer_alone_button({}, to),
  }),
});

const goesAlong = notice('goes_along', PairingGoesAlong, {
  preference: 'pairings',
  isUrgent: false,
  to: bothOf(({ going_since }) => ({ time: going_since ?? 0 })),
  isOver: isNot('going'),
  words: (w, to) => ({
    subject: m.letters_goes_along_subject(w, to),
    paragraphs: [m.letters_goes_along_what({}, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

const renewalAsked = notice('renewal_asked', RenewalAsked, {
  preference: 'pairings',
  isUrgent: false,
  to: bothOf(({ asked_at, review_at }) => ({ time: asked_at ?? 0, facts: orNone(review_at) })),
  isOver: isAnswered('renewal'),
  words: (w, to) => ({
    subject: m.letters_renewal_asked_subject(w, to),
    paragraphs: [m.letters_renewal_asked_what(w, to), m.letters_renewal_asked_next({}, to)],
    button: m.letters_answer_alone_button({}, to),
  }),
});

const renewed = notice('renewed', PairingRenewed, {
  preference: 'pairings',
  isUrgent: false,
  to: bothOf(({ review_at }) => ({ time: review_at ?? 0, facts: orNone(review_at) })),
  isOver: isNot('going'),
  words: (w, to) => ({
    subject: m.letters_renewed_subject(w, to),
    paragraphs: [m.letters_renewed_what(w, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

const rested = notice('rested', PairingRested, {
  preference: 'pairings',
  isUrgent: false,
  to: bothOf(({ resting_until }) => ({ time: resting_until ?? 0, facts: orNone(resting_until) })),
  isOver: isNot('resting'),
  words: (w, to) => ({
    subject: m.letters_rested_subject(w, to),
    paragraphs: [m.letters_rested_what(w, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

const woke = notice('woke', PairingWoke, {
  preference: 'pairings',
  isUrgent: false,
  to: bothOf(({ resting_until }) => ({ time: resting_until ?? 0 })),
  isOver: isWrappedUp,
  words: (w, to) => ({
    subject: m.letters_woke_subject(w, to),
    paragraphs: [m.letters_woke_what({}, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

/** An ending has no author, and is told even of people who are apart (requirement E6). */
const wrappedUp = notice('wrapped_up', PairingWrappedUp, {
  preference: 'pairings',
  async to(db, { pairingId }) {
    const pairing = await pairingOf(db, pairingId);
    if (pairing === undefined) return [];
    return toBoth(pairing, { time: '' }).map(({ otherId, facts, ...recipient }) => ({
      ...recipient,
      otherId: null,
      facts: { ...facts, withId: otherId ?? '' },
    }));
  },
  words: (w, to) => ({
    subject: m.letters_wrapped_up_subject(w, to),
    paragraphs: [m.letters_wrapped_up_what({}, to), m.letters_wrapped_up_next(w, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

/** What two people suggest to each other about their agreement, for one of the two. */
async function aboutAgreement(
  db: Reader,
  { pairingId, agreementId }: { pairingId: string; agreementId: string },
  isForSuggester: boolean,
): Recipients {
  const pairing = await pairingOf(db, pairingId);
  const agreement = await agreementOf(db, agreementId);
  const suggestedBy = agreement?.suggested_by ?? null;
  if (pairing === undefined || suggestedBy === null) return [];
  const memberId = isForSuggester ? suggestedBy : otherOf(pairing, suggestedBy);
  const facts = { latest: agreementId };
  return [toOne(pairing, memberId, { time: agreementId, facts, page: '/agreement' })];
}

const agreementOf = (db: Reader, agreementId: string) =>
  db
    .selectFrom('agreements')
    .select(['suggested_by', 'state'])
    .where('id', '=', agreementId)
    .executeTakeFirst();

const agreementSuggested = notice('agreement_suggested', AgreementSuggested, {
  preference: 'pairings',
  isUrgent: false,
  isFromOther: true,
  to: (db, facts) => aboutAgreement(db, facts, false),
  isOver: async (db, { facts }) =>
    (await agreementOf(db, facts.latest ?? ''))?.state !== 'suggested',
  words: (w, to) => ({
    subject: m.letters_agreement_suggested_subject(w, to),
    paragraphs: [m.letters_agreement_suggested_what({}, to)],
    button: m.letters_agreement_suggested_button({}, to),
  }),
});

const agreementAgreed = notice('agreement_agreed', AgreementAgreed, {
  preference: 'details',
  isUrgent: false,
  isFromOther: true,
  to: (db, facts) => aboutAgreement(db, facts, true),
  words: (w, to) => ({
    subject: m.letters_agreement_agreed_subject(w, to),
    paragraphs: [m.letters_agreement_agreed_what({}, to)],
    button: m.letters_agreement_agreed_button({}, to),
  }),
});

const contactOf = (db: Reader, contactId: string) =>
  db
    .selectFrom('shared_contacts')
    .select('owner_id')
    .where('id', '=', contactId)
    .executeTakeFirst();

const contactShared = notice('contact_shared', ContactShared, {
  preference: 'details',
  isUrgent: false,
  isFromOther: true,
  async to(db, { pairingId, contactId }) {
    const pairing = await pairingOf(db, pairingId);
    const contact = await contactOf(db, contactId);
    if (pairing === undefined || contact === undefined) return [];
    const change = { time: contactId, facts: { latest: contactId }, page: '/contacts' };
    return [toOne(pairing, otherOf(pairing, contact.owner_id), change)];
  },
  isOver: async (db, { facts }) => (await contactOf(db, facts.latest ?? '')) === undefined,
  words: (w, to) => ({
    subject: m.letters_contact_shared_subject(w, to),
    paragraphs: [m.letters_contact_shared_what({}, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

export const pairingNotices: readonly Notice[] = [
  afterChatAsked,
  goesAlong,
  renewalAsked,
  renewed,
  rested,
  woke,
  wrappedUp,
  agreementSuggested,
  agreementAgreed,
  contactShared,
];
