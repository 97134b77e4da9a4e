/** What people are told of, in the app and by letter. */
import type { Matter } from '#domain/members/choices/choice.ts';

/** A kind of notice: which choice it comes under, and how it is to be handled. */
export interface Manner {
  readonly matter: Matter;
  /** Somebody waits for it, or plans change: its letter waits for no other. */
  readonly isUrgent: boolean;
  /** The other person did it, so the letter comes from them via the community. */
  readonly isFromOther: boolean;
}

const fromThem = (matter: Matter): Manner => ({ matter, isUrgent: true, isFromOther: true });
const fromUs = (matter: Matter): Manner => ({ matter, isUrgent: true, isFromOther: false });
const calm = (manner: Manner): Manner => ({ ...manner, isUrgent: false });

const manners = {
  note_received: fromThem('notes'),
  note_waiting: fromThem('notes'),
  note_wrote_back: fromThem('notes'),
  note_question: fromThem('answers'),
  note_answered: fromThem('answers'),
  note_yes: fromThem('answers'),
  note_promised: fromThem('answers'),
  note_no: fromThem('answers'),
  note_passed_on: fromThem('answers'),
  note_quiet: fromUs('answers'),
  note_closed: fromUs('answers'),
  place_offered: fromUs('answers'),
  waited_long: calm(fromUs('answers')),
  tick_questioned: fromUs('tick'),
  message: fromThem('messages'),
  after_chat_asked: calm(fromUs('pairings')),
  goes_along: calm(fromUs('pairings')),
  renewal_asked: calm(fromUs('pairings')),
  renewed: calm(fromUs('pairings')),
  rested: calm(fromUs('pairings')),
  woke: calm(fromUs('pairings')),
  wrapped_up: fromUs('pairings'),
  agreement_suggested: calm(fromThem('pairings')),
  agreement_agreed: calm(fromThem('details')),
  contact_shared: calm(fromThem('details')),
  goodbye_left: calm(fromThem('kind_words')),
  thanks_left: calm(fromThem('kind_words')),
  hand_off_suggested: calm(fromThem('kind_words')),
  meeting_suggested: fromThem('meetings'),
  meeting_booked: fromThem('meetings'),
  meeting_moved: fromThem('meetings'),
  meeting_called_off: fromThem('meetings'),
  meeting_clash: fromUs('meetings'),
  rhythm_agreed: fromThem('meetings'),
  rhythm_paused: fromThem('meetings'),
  rhythm_shifted: fromUs('meetings'),
  drift: calm(fromUs('meetings')),
  meeting_reminder: fromUs('reminders'),
  feed_unused: calm(fromUs('reminders')),
  review_asked: fromThem('reviews'),
  revision_added: fromThem('reviews'),
  review_looked_at: fromThem('reviews'),
  comment_replied: fromThem('reviews'),
  review_wrapped_up: calm(fromUs('reviews')),
  question_asked: fromThem('questions'),
  asking_around_offered: fromUs('questions'),
  question_widened: calm(fromUs('questions')),
  post_written: fromThem('questions'),
  answer_helped: calm(fromThem('questions')),
  sharing_suggested: calm(fromThem('questions')),
  answer_shared: calm(fromUs('questions')),
  check_in_opened: calm(fromUs('check_ins')),
  check_in_revealed: calm(fromUs('check_ins')),
  /** Its letter is written by moderation, which alone knows what may stand in it. */
  report_made: fromUs('reports'),
} as const satisfies Record<string, Manner>;

export type NoticeKind = keyof typeof manners;

export const noticeKinds = Object.keys(manners).filter((kind) => isNoticeKind(kind));

export function isNoticeKind(text: string): text is NoticeKind {
  return Object.hasOwn(manners, text);
}

/** How this kind is to be handled. */
export const mannerOf = (kind: NoticeKind): Manner => manners[kind];

/** Kinds that come many in a row while two people write: whoever is looking needs no letter of each. */
export const livelyKinds = ['message', 'comment_replied', 'post_written'] as const;
export type LivelyKind = (typeof livelyKinds)[number];

export const isLively = (kind: NoticeKind): kind is LivelyKind =>
  livelyKinds.some((each) => each === kind);

const reviewKinds = [
  'review_asked',
  'revision_added',
  'review_looked_at',
  'comment_replied',
  'review_wrapped_up',
] as const satisfies readonly NoticeKind[];
export type ReviewKind = (typeof reviewKinds)[number];

export const isReviewKind = (kind: NoticeKind): kind is ReviewKind =>
  reviewKinds.some((each) => each === kind);

const questionKinds = [
  'question_asked',
  'asking_around_offered',
  'question_widened',
  'post_written',
  'answer_helped',
  'sharing_suggested',
  'answer_shared',
] as const satisfies readonly NoticeKind[];
export type QuestionKind = (typeof questionKinds)[number];

export const isQuestionKind = (kind: NoticeKind): kind is QuestionKind =>
  questionKinds.some((each) => each === kind);
export interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * What is kept of a notice beside who and whom: ids and times its receiver may know, never words that
 * somebody wrote (requirement C3).
 */
export interface Facts {
  /** The request, pairing, conversation or other thing it is about. */
  readonly about: string;
  /** The instant or day it names, epoch milliseconds. */
  readonly at?: number | undefined;
  /** Somebody else who is named in it. */
  readonly thirdId?: string | undefined;
  /** The other of the two where it is told of nobody in particular, as endings are. */
  readonly withId?: string | undefined;
  /** What a note is about, from the list of skills. */
  readonly skills?: readonly string[] | undefined;
  /** The latest thing it tells of, such as a message. */
  readonly latest?: string | undefined;
  /** Which of several of its kind, where the words differ: what is suggested about a meeting. */
  readonly what?: string | undefined;
  /** The days it names, ISO dates, both included. */
  readonly days?: Days | undefined;
}

/** What a letter that still waits tells, and whom. */
export type About = Readonly<{ facts: Facts; memberId: string }>;

/** Facts as they were kept. */
export function readFacts(text: string): Facts {
  const facts: Facts = JSON.parse(text);
  return facts;
}

/** Something one person is to be told. */
export interface Telling {
  /** One notice for each key, however often it is told. */
  readonly key: string;
  readonly memberId: string;
  /**
   * Whom it tells of; null where it is about nobody in particular. People who are apart are told nothing
   * of each other, but an ending names no author, and leaving it out would say that somebody was blocked.
   */
  readonly otherId: string | null;
  readonly kind: NoticeKind;
  readonly facts: Facts;
  /** Where it is to be seen. */
  readonly href: string;
  /** Where else whoever did it has nothing left to look at. */
  readonly settledHref?: string | undefined;
  /** Another letter tells of it already, such as an invitation for their calendar. */
  readonly isMailed?: boolean | undefined;
}

/** Whether a letter about it comes from here. */
export const hasLetter = (kind: NoticeKind): boolean => kind !== 'report_made';
