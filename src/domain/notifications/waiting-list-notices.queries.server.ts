/** Notices about places on a waiting list, and about a tick that goes off in silence. */
import {
  PlaceOffered,
  PutOnWaitingList,
  TickQuestioned,
  WaitedLongEnough,
} from '#domain/pairings/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { NoticeFacts, Recipient } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';

const waitingPlaceOf = (db: Reader, id: string) =>
  db.selectFrom('waiting_places').selectAll().where('id', '=', id).executeTakeFirst();

const aboutPlace = (
  { id, member_id, mentor_id, offered_at }: NonNullable<Awaited<ReturnType<typeof waitingPlaceOf>>>,
  facts: Partial<NoticeFacts> = {},
): Recipient => ({
  key: `${id}:${offered_at ?? 0}`,
  memberId: member_id,
  otherId: mentor_id,
  facts: { about: id, ...facts },
  href: `/requests/waiting/${id}`,
});

/** Somebody who joined the waiting list by themselves knows it; only a yes without a place is news. */
const notePromised = notice('note_promised', PutOnWaitingList, {
  preference: 'answers',
  isFromOther: true,
  async to(db, { waitingPlaceId }) {
    const place = await waitingPlaceOf(db, waitingPlaceId);
    return place?.promised === 1 ? [aboutPlace(place)] : [];
  },
  isOver: async (db, { facts }) => (await waitingPlaceOf(db, facts.about))?.state !== 'waiting',
  words: (w, to) => ({
    subject: m.letters_note_promised_subject(w, to),
    paragraphs: [m.letters_note_promised_what(w, to), m.letters_note_promised_next({}, to)],
    button: m.letters_note_promised_button({}, to),
  }),
});

const placeOffered = notice('place_offered', PlaceOffered, {
  preference: 'answers',
  async to(db, { waitingPlaceId }) {
    const place = await waitingPlaceOf(db, waitingPlaceId);
    const at = place?.offer_ends_at ?? null;
    return place === undefined || at === null ? [] : [aboutPlace(place, { at })];
  },
  async isOver(db, { facts }, now) {
    const place = await waitingPlaceOf(db, facts.about);
    return place?.state !== 'offered' || (place.offer_ends_at ?? 0) <= now;
  },
  words: (w, to) => ({
    subject: m.letters_place_offered_subject(w, to),
    paragraphs: [m.letters_place_offered_what(w, to), m.letters_place_offered_next({}, to)],
    button: m.letters_place_offered_button({}, to),
  }),
});

const waitedLong = notice('waited_long', WaitedLongEnough, {
  preference: 'answers',
  isUrgent: false,
  async to(db, { waitingPlaceId }) {
    const place = await waitingPlaceOf(db, waitingPlaceId);
    return place === undefined ? [] : [aboutPlace(place)];
  },
  words: (w, to) => ({
    subject: m.letters_waited_long_subject(w, to),
    paragraphs: [m.letters_waited_long_what(w, to), m.letters_waited_long_next({}, to)],
    button: m.letters_waited_long_button({}, to),
  }),
});

const offerOf = (db: Reader, memberId: string) =>
  db
    .selectFrom('offers')
    .select(['confirmed_at', 'available_at'])
    .where('member_id', '=', memberId)
    .executeTakeFirst();

/** The confirmation that no longer held names the notice: one for each time the tick went off. */
const tickQuestioned = notice('tick_questioned', TickQuestioned, {
  preference: 'tick',
  async to(db, { memberId }) {
    const offer = await offerOf(db, memberId);
    if (offer === undefined || offer.available_at !== null) return [];
    const at = offer.confirmed_at ?? 0;
    const key = `${memberId}:${at}`;
    return [{ key, memberId, otherId: null, facts: { about: memberId, at }, href: '/profile' }];
  },
  isOver: async (db, { memberId }) => (await offerOf(db, memberId))?.available_at !== null,
  words: (w, to) => ({
    subject: m.letters_tick_lapsed_subject(w, to),
    paragraphs: [m.letters_tick_questioned_what(w, to), m.letters_tick_lapsed_back({}, to)],
    button: m.letters_tick_button({}, to),
  }),
});

export const waitingListNotices: readonly Notice[] = [
  notePromised,
  placeOffered,
  waitedLong,
  tickQuestioned,
];
