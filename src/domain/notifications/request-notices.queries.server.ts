/** Notices about notes. */
import {
  RequestAccepted,
  RequestAskedFirst,
  RequestDeclined,
  RequestExpired,
  RequestPassedOn,
  RequestReminded,
  RequestReplied,
  RequestSent,
} from '#domain/pairings/events.ts';
import { readNote } from '#domain/requests/note.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import { isRead } from './message-notices.queries.server.ts';
import type { InLocale, NoticeFacts, Recipient, Waiting, Wording } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';
import { pairingOf } from './pairing-notices.queries.server.ts';

type Recipients = Promise<Recipient[]>;

const requestOf = (db: Reader, requestId: string) =>
  db.selectFrom('requests').selectAll().where('id', '=', requestId).executeTakeFirst();

type RequestRow = NonNullable<Awaited<ReturnType<typeof requestOf>>>;

/** Something about a request, for the one it was sent to or the one who sent it. */
function aboutRequest(
  { id, from_id, to_id }: RequestRow,
  side: 'writer' | 'mentor',
  { facts = {}, keyPart = '' }: { facts?: Partial<NoticeFacts>; keyPart?: string } = {},
): Recipient {
  return {
    key: `${id}${keyPart}`,
    memberId: side === 'writer' ? from_id : to_id,
    otherId: side === 'writer' ? to_id : from_id,
    facts: { about: id, ...facts },
    href: `/requests/${id}`,
  };
}

async function toWriter(db: Reader, { requestId }: { requestId: string }): Recipients {
  const request = await requestOf(db, requestId);
  return request === undefined ? [] : [aboutRequest(request, 'writer')];
}

/** Either of the two may write while they find out; the other one is told. */
async function exchanged(
  db: Reader,
  { requestId, messageId }: { requestId: string; messageId: string },
  side: 'writer' | 'mentor',
): Recipients {
  const request = await requestOf(db, requestId);
  const message = await db
    .selectFrom('messages')
    .select('from_id')
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (request === undefined || message === undefined) return [];
  const isForWriter = message.from_id !== request.from_id;
  if (isForWriter !== (side === 'writer')) return [];
  const facts = { at: request.due_at, latest: messageId };
  return [aboutRequest(request, side, { facts, keyPart: `:${messageId}` })];
}

const isClosed = async (db: Reader, { facts }: Waiting): Promise<boolean> =>
  (await requestOf(db, facts.about))?.state !== 'open';

const isClosedOrRead = async (db: Reader, waiting: Waiting): Promise<boolean> =>
  (await isClosed(db, waiting)) || (await isRead(db, waiting));

/** The writer went on from here: the words went to somebody else, or will not. */
async function isFollowedUp(db: Reader, { facts }: Waiting): Promise<boolean> {
  const request = await requestOf(db, facts.about);
  return request === undefined || request.next_id !== null || request.pass_answer !== '';
}

/** The answers a note can be given, each one click away; the page behind it decides nothing by itself. */
const answerLinks = (to: InLocale): NonNullable<Wording['links']> => [
  { label: m.letters_note_answer_yes({}, to), query: 'answer=yes' },
  { label: m.letters_note_answer_question({}, to), query: 'answer=question' },
  { label: m.letters_note_answer_full({}, to), query: 'answer=full' },
  { label: m.letters_note_answer_pass({}, to), query: 'answer=pass' },
];

const noteReceived = notice('note_received', RequestSent, {
  preference: 'notes',
  isFromOther: true,
  async to(db, { requestId }) {
    const request = await requestOf(db, requestId);
    if (request === undefined) return [];
    const { skills } = readNote(request.note);
    const facts = { at: request.due_at, skills: skills.slice(0, 3) };
    return [aboutRequest(request, 'mentor', { facts })];
  },
  isOver: isClosed,
  words: (w, to) => ({
    subject: m.letters_note_received_subject(w, to),
    paragraphs: [
      w.skills === '' ? m.letters_note_received_what(w, to) : m.letters_note_received_skills(w, to),
      m.letters_note_received_next(w, to),
    ],
    button: m.letters_note_received_button({}, to),
    links: answerLinks(to),
  }),
});

const noteWaiting = notice('note_waiting', RequestReminded, {
  preference: 'notes',
  isFromOther: true,
  async to(db, { requestId }) {
    const request = await requestOf(db, requestId);
    if (request === undefined) return [];
    return [aboutRequest(request, 'mentor', { facts: { at: request.due_at } })];
  },
  isOver: isClosed,
  words: (w, to) => ({
    subject: m.letters_note_waiting_subject(w, to),
    paragraphs: [m.letters_note_waiting_what({}, to), m.letters_note_waiting_next(w, to)],
    button: m.letters_note_received_button({}, to),
    links: answerLinks(to),
  }),
});

const noteWroteBack = notice('note_wrote_back', [RequestAskedFirst, RequestReplied], {
  preference: 'notes',
  isFromOther: true,
  to: (db, facts) => exchanged(db, facts, 'mentor'),
  isOver: isClosedOrRead,
  words: (w, to) => ({
    subject: m.letters_note_wrote_back_subject(w, to),
    paragraphs: [m.letters_note_wrote_back_what(w, to), m.letters_note_wrote_back_next(w, to)],
    button: m.letters_note_question_button({}, to),
  }),
});

const noteQuestion = notice('note_question', RequestAskedFirst, {
  preference: 'answers',
  isFromOther: true,
  to: (db, facts) => exchanged(db, facts, 'writer'),
  isOver: isClosedOrRead,
  words: (w, to) => ({
    subject: m.letters_note_question_subject(w, to),
    paragraphs: [m.letters_note_question_what(w, to), m.letters_note_wrote_back_next(w, to)],
    button: m.letters_note_question_button({}, to),
  }),
});

const noteAnswered = notice('note_answered', RequestReplied, {
  preference: 'answers',
  isFromOther: true,
  to: (db, facts) => exchanged(db, facts, 'writer'),
  isOver: isClosedOrRead,
  words: (w, to) => ({
    subject: m.letters_note_answered_subject(w, to),
    paragraphs: [m.letters_note_answered_what({}, to), m.letters_note_wrote_back_next(w, to)],
    button: m.letters_note_question_button({}, to),
  }),
});

/** Whoever did not say the last yes is told: the writer, or the mentor where a place was waited for. */
const noteYes = notice('note_yes', RequestAccepted, {
  preference: 'answers',
  isFromOther: true,
  showsTime: true,
  async to(db, { requestId, pairingId }) {
    const request = await requestOf(db, requestId);
    const pairing = await pairingOf(db, pairingId);
    if (request === undefined || pairing === undefined) return [];
    const promised = await db
      .selectFrom('waiting_places')
      .select('id')
      .where('request_id', '=', requestId)
      .where('promised', '=', 1)
      .executeTakeFirst();
    const facts = { about: pairingId, at: pairing.chat_at ?? undefined };
    const side = promised === undefined ? 'writer' : 'mentor';
    const recipient = aboutRequest(request, side, { facts });
    return [{ ...recipient, href: `/pairings/${pairingId}`, settledHref: recipient.href }];
  },
  isOver: async (db, { facts }) => (await pairingOf(db, facts.about))?.state === 'wrapped_up',
  words: (w, to) => ({
    subject:
      w.at === null ? m.letters_note_yes_subject(w, to) : m.letters_note_yes_subject_time(w, to),
    paragraphs: [
      w.at === null ? m.letters_note_yes_what({}, to) : m.letters_note_yes_chat({}, to),
      m.letters_note_yes_next({}, to),
    ],
    button: m.letters_pairing_button(w, to),
  }),
});

const noteNo = notice('note_no', RequestDeclined, {
  preference: 'answers',
  isFromOther: true,
  to: toWriter,
  isOver: isFollowedUp,
  words: (w, to) => ({
    subject: m.letters_note_no_subject(w, to),
    paragraphs: [m.letters_note_no_what({}, to), m.letters_note_no_next({}, to)],
    button: m.letters_note_next_button({}, to),
  }),
});

const notePassedOn = notice('note_passed_on', RequestPassedOn, {
  preference: 'answers',
  isFromOther: true,
  async to(db, { requestId }) {
    const request = await requestOf(db, requestId);
    const thirdId = request?.passed_to_id ?? null;
    if (request === undefined || thirdId === null) return [];
    return [aboutRequest(request, 'writer', { facts: { thirdId } })];
  },
  isOver: isFollowedUp,
  words: (w, to) => ({
    subject: m.letters_note_passed_on_subject(w, to),
    paragraphs: [m.letters_note_passed_on_what(w, to), m.letters_note_passed_on_next(w, to)],
    button: m.letters_note_passed_on_button({}, to),
  }),
});

const hasMessages = async (db: Reader, requestId: string): Promise<boolean> =>
  (await db
    .selectFrom('messages')
    .innerJoin('requests', 'requests.conversation_id', 'messages.conversation_id')
    .select('messages.id')
    .where('requests.id', '=', requestId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** It ended without any answer. */
const noteQuiet = notice('note_quiet', RequestExpired, {
  preference: 'answers',
  to: async (db, facts) => ((await hasMessages(db, facts.requestId)) ? [] : toWriter(db, facts)),
  isOver: isFollowedUp,
  words: (w, to) => ({
    subject: m.letters_note_quiet_subject(w, to),
    paragraphs: [m.letters_note_quiet_what(w, to), m.letters_note_quiet_next({}, to)],
    button: m.letters_note_next_button({}, to),
  }),
});

/** It ended after the mentor had asked something: the words blame nobody for the silence. */
const noteClosed = notice('note_closed', RequestExpired, {
  preference: 'answers',
  to: async (db, facts) => ((await hasMessages(db, facts.requestId)) ? toWriter(db, facts) : []),
  isOver: isFollowedUp,
  words: (w, to) => ({
    subject: m.letters_note_closed_subject(w, to),
    paragraphs: [m.letters_note_closed_what({}, to), m.letters_note_quiet_next({}, to)],
    button: m.letters_note_next_button({}, to),
  }),
});

export const requestNotices: readonly Notice[] = [
  noteReceived,
  noteWaiting,
  noteWroteBack,
  noteQuestion,
  noteAnswered,
  noteYes,
  noteNo,
  notePassedOn,
  noteQuiet,
  noteClosed,
];
