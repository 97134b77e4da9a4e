/**
 * Reports: a member tells the organisers that something is off with a person, a message or a note. What it
 * is about is copied and sealed at that moment, so that it can be read though it is deleted later. The
 * person it is about is never told, and never reads it, organiser or not (requirement E4).
 */
import { z } from 'zod';
import { jsonReader, type ShapeOf } from '#lib/json.ts';

/**
 * What can be reported: a member's profile, one message, a note with the answers to it, a comment in a
 * review, a question, what somebody wrote to one, or an answer that everybody reads.
 */
export const things = [
  'member',
  'message',
  'request',
  'comment',
  'question',
  'post',
  'shared_answer',
] as const;
export type Thing = (typeof things)[number];

const firstParts: Readonly<Record<Thing, string>> = {
  member: 'members',
  message: 'messages',
  request: 'requests',
  comment: 'comments',
  question: 'questions',
  post: 'posts',
  shared_answer: 'answers',
};

/** The address of the page on which a thing is reported. */
export const reportHref = (thing: Thing, id: string): string =>
  `/${firstParts[thing]}/${id}/report`;

/** What is reported at addresses that begin with this part; undefined where nothing is. */
export const thingUnder = (firstPart: string): Thing | undefined =>
  things.find((thing) => firstParts[thing] === firstPart);

export const reasons = [
  'unkind',
  'unwanted',
  'money',
  'pretending',
  'danger',
  'something_else',
] as const;
export type Reason = (typeof reasons)[number];

export const isReason = (text: string): text is Reason => reasons.some((each) => each === text);

const passageParts = [
  'name',
  'pronouns',
  'place',
  'own_words',
  'link',
  'skills',
  'working',
  'share',
  'reply',
  'message',
  'comment',
  'suggestion',
  'title',
  'question',
  'tried',
  'post',
] as const;

/** One piece of what was reported, in the words of the person it is about. */
export interface Passage {
  readonly part: (typeof passageParts)[number];
  readonly words: string;
  /** Epoch milliseconds; null for what has no moment of its own. */
  readonly at: number | null;
}

/** A message, comment or post near the one reported. It does not name the reporter, who stays hidden. */
export interface Nearby {
  readonly by: 'them' | 'other';
  readonly words: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The copy that is kept of what was reported. */
export interface ReportSnapshot {
  /** What the person it is about was called then; '' where it is about nobody in particular. */
  readonly name: string;
  readonly passages: readonly Passage[];
  /** Only where the reporter chose to send them along. */
  readonly nearby: readonly Nearby[];
}

/** The copy as it was sealed. */
export const readSnapshot = jsonReader<ReportSnapshot>(
  'the sealed copy of a report',
  z.object({
    name: z.string(),
    passages: z.array(
      z.object({
        part: z.enum(passageParts),
        words: z.string(),
        at: z.number().nullable(),
      } satisfies ShapeOf<Passage>),
    ),
    nearby: z.array(
      z.object({
        by: z.enum(['them', 'other']),
        words: z.string(),
        at: z.number(),
      } satisfies ShapeOf<Nearby>),
    ),
  } satisfies ShapeOf<ReportSnapshot>),
);

export const longestWords = 2000;
/** How many reports one member can make in a day. */
export const mostADay = 10;
/** How many messages before, and after, go along where the reporter chooses so. */
export const nearbyEachWay = 5;

/** True for an organiser who may read it: anyone but those it is about. */
export const mayRead = (aboutIds: readonly string[], organiserId: string): boolean =>
  !aboutIds.includes(organiserId);
