/** What a member offers while they are available for mentoring. */
import { z } from 'zod';
import { jsonReader, type ShapeOf } from '#lib/json.ts';

export const helpModes = ['meet', 'review', 'answer', 'swap'] as const;
export type HelpMode = (typeof helpModes)[number];

export const termsKinds = ['free', 'charges', 'pay_what_feels_right'] as const;
export type TermsKind = (typeof termsKinds)[number];

export const writers = ['everyone', 'learners'] as const;
export type Writers = (typeof writers)[number];

/** In how many days a member usually replies. */
export const replyPromises = [1, 2, 3, 7, 14] as const;
export const mostPeople = 20;

export interface Terms {
  readonly kind: TermsKind;
  /** Minor units of `currency` an hour; null unless they charge. */
  readonly amount: number | null;
  /** ISO 4217; '' unless they charge. */
  readonly currency: string;
  readonly note: string;
  readonly firstChatFree: boolean;
}

/** Terms as they are stored with a note, an agreement and a listing. */
export const termsSchema: z.ZodType<Terms> = z.object({
  kind: z.enum(termsKinds),
  amount: z.number().nullable(),
  currency: z.string(),
  note: z.string(),
  firstChatFree: z.boolean(),
} satisfies ShapeOf<Terms>);

/** Terms as they were when a note was written. */
export const readTerms = jsonReader('the terms of a request', termsSchema);

/** What stays as it is while the box is ticked and unticked. */
export interface Offer {
  /** How many people at once. */
  readonly capacity: number;
  readonly modes: readonly HelpMode[];
  readonly replyDays: number;
  readonly terms: Terms;
  /** Who may write: everyone, or those who want to learn something this member shares. */
  readonly whoMayWrite: Writers;
}

/** What a member who never said anything about it would offer. */
export const firstOffer: Offer = {
  capacity: 2,
  modes: helpModes,
  replyDays: 3,
  terms: { kind: 'free', amount: null, currency: '', note: '', firstChatFree: false },
  whoMayWrite: 'everyone',
};
