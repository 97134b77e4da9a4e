/** Notices about goodbyes, thanks and hand-offs. */
import { GoodbyeLeft, HandOffSuggested, ThanksLeft } from '#domain/pairings/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import { notice, type Notice } from './notice-kind.queries.server.ts';
import { otherOf, pairingOf, toOne } from './pairing-notices.queries.server.ts';

const goodbyeLeft = notice('goodbye_left', GoodbyeLeft, {
  preference: 'kind_words',
  isUrgent: false,
  isFromOther: true,
  async to(db, { pairingId, fromId }) {
    const pairing = await pairingOf(db, pairingId);
    return pairing === undefined ? [] : [toOne(pairing, otherOf(pairing, fromId), { time: '' })];
  },
  words: (w, to) => ({
    subject: m.letters_goodbye_left_subject(w, to),
    paragraphs: [m.letters_goodbye_left_what({}, to)],
    button: m.letters_goodbye_left_button({}, to),
  }),
});

const thanksLeft = notice('thanks_left', ThanksLeft, {
  preference: 'kind_words',
  isUrgent: false,
  isFromOther: true,
  async to(db, { thanksId }) {
    const thanks = await db
      .selectFrom('thanks')
      .select(['pairing_id', 'to_id'])
      .where('id', '=', thanksId)
      .executeTakeFirst();
    const pairing = thanks && (await pairingOf(db, thanks.pairing_id));
    if (thanks === undefined || pairing === undefined) return [];
    return [toOne(pairing, thanks.to_id, { time: thanksId })];
  },
  words: (w, to) => ({
    subject: m.letters_thanks_left_subject(w, to),
    paragraphs: [m.letters_thanks_left_what({}, to)],
    button: m.letters_thanks_left_button({}, to),
  }),
});

const handOffOf = (db: Reader, handOffId: string) =>
  db.selectFrom('hand_offs').selectAll().where('id', '=', handOffId).executeTakeFirst();

/** Whoever suggested somebody to themselves knows it. */
const handOffSuggested = notice('hand_off_suggested', HandOffSuggested, {
  preference: 'kind_words',
  isUrgent: false,
  isFromOther: true,
  async to(db, { handOffId }) {
    const handOff = await handOffOf(db, handOffId);
    const pairing = handOff && (await pairingOf(db, handOff.pairing_id));
    if (handOff === undefined || pairing === undefined) return [];
    if (handOff.suggested_by === handOff.mentee_id) return [];
    const facts = { latest: handOffId, thirdId: handOff.to_id };
    return [toOne(pairing, handOff.mentee_id, { time: handOffId, facts, page: '/hand-off' })];
  },
  isOver: async (db, { facts }) => (await handOffOf(db, facts.latest ?? ''))?.state !== 'suggested',
  words: (w, to) => ({
    subject: m.letters_hand_off_suggested_subject(w, to),
    paragraphs: [
      m.letters_hand_off_suggested_what({}, to),
      m.letters_hand_off_suggested_next(w, to),
    ],
    button: m.letters_hand_off_suggested_button({}, to),
  }),
});

export const lastWordsNotices: readonly Notice[] = [goodbyeLeft, thanksLeft, handOffSuggested];
