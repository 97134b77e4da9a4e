/**
 * What two people agree on, line by line. Null is a line that says "we'll see". Either suggests other
 * lines, the other says OK or suggests again; what was agreed before stays readable.
 */
import { z } from 'zod';
import { termsSchema, type Terms } from '#domain/members/offer.ts';
import { jsonReader, type ShapeOf } from '#lib/json.ts';
import { usualReviewMonths } from './pairing.ts';

/** From the quickest to the calmest. */
export const rhythms = ['week', 'two_weeks', 'three_weeks', 'month', 'now_and_then'] as const;
export type Every = (typeof rhythms)[number];

export const ways = ['video', 'call', 'in_person', 'in_writing'] as const;
export type Way = (typeof ways)[number];

export const meetingMinutes = [15, 20, 30, 45, 60, 90, 120] as const;
/** In how many hours questions get an answer. */
export const questionHours = [4, 8, 24, 48, 72, 168] as const;
export const reviewMonths = [1, 2, 3, 6, 12] as const;

/** Whether another time for a meeting is asked for, or simply set and told. */
export const movesChoices = ['ask', 'just_do'] as const;
export type Moves = (typeof movesChoices)[number];

export interface Rhythm {
  readonly every: Every;
  readonly minutes: number;
  readonly way: Way;
}

export interface AgreementLines {
  readonly rhythm: Rhythm | null;
  readonly where: string | null;
  readonly questions: { readonly replyHours: number } | null;
  /** As they were in the moment of the note; a later price never reaches a pairing that runs. */
  readonly terms: Terms | null;
  /** What stays between the two. */
  readonly between: string | null;
  readonly reviewAfterMonths: number | null;
  /** Not said is asking, too. */
  readonly moves?: Moves | null | undefined;
}

/** What is agreed before anything was talked about: the terms, and for the rest we'll see. */
export const firstLines = (terms: Terms): AgreementLines => ({
  rhythm: null,
  where: null,
  questions: null,
  terms,
  between: null,
  reviewAfterMonths: null,
});

/** After how many months the two look at it again; said or not, every pairing has such a date. */
export const monthsToReview = ({ reviewAfterMonths }: AgreementLines): number =>
  reviewAfterMonths ?? usualReviewMonths;

export const writeLines = (lines: AgreementLines): string => JSON.stringify(lines);

/** Lines as the database holds them, which only {@link writeLines} writes. */
export const readLines = jsonReader<AgreementLines>(
  'the lines of an agreement',
  z.object({
    rhythm: z
      .object({
        every: z.enum(rhythms),
        minutes: z.number(),
        way: z.enum(ways),
      } satisfies ShapeOf<Rhythm>)
      .nullable(),
    where: z.string().nullable(),
    questions: z.object({ replyHours: z.number() }).nullable(),
    terms: termsSchema.nullable(),
    between: z.string().nullable(),
    reviewAfterMonths: z.number().nullable(),
    moves: z.enum(movesChoices).nullish(),
  } satisfies ShapeOf<AgreementLines>),
);

/** True where two sets of lines say the same. */
export function sameLines(one: AgreementLines, another: AgreementLines): boolean {
  return writeLines(inOrder(one)) === writeLines(inOrder(another));
}

const inOrder = (lines: AgreementLines): AgreementLines => ({
  rhythm:
    lines.rhythm === null
      ? null
      : { every: lines.rhythm.every, minutes: lines.rhythm.minutes, way: lines.rhythm.way },
  where: lines.where,
  questions: lines.questions === null ? null : { replyHours: lines.questions.replyHours },
  terms:
    lines.terms === null
      ? null
      : {
          kind: lines.terms.kind,
          amount: lines.terms.amount,
          currency: lines.terms.currency,
          note: lines.terms.note,
          firstChatFree: lines.terms.firstChatFree,
        },
  between: lines.between,
  reviewAfterMonths: lines.reviewAfterMonths,
  moves: lines.moves ?? null,
});

export type Pace = 'calmer' | 'quicker';

const firstRhythm: Rhythm = { every: 'month', minutes: 30, way: 'video' };

/** The same lines one rhythm calmer or quicker; undefined where there is none. */
export function otherPace(lines: AgreementLines, pace: Pace): AgreementLines | undefined {
  if (lines.rhythm === null) return { ...lines, rhythm: firstRhythm };
  const place = rhythms.indexOf(lines.rhythm.every) + (pace === 'calmer' ? 1 : -1);
  const every = rhythms[place];
  return every === undefined ? undefined : { ...lines, rhythm: { ...lines.rhythm, every } };
}

/** Who has to say OK to a suggestion: the other of the two, or both where we suggested it. */
export function isAgreedBy(
  oks: ReadonlySet<string>,
  { mentorId, menteeId }: { mentorId: string; menteeId: string },
): boolean {
  return oks.has(mentorId) && oks.has(menteeId);
}
