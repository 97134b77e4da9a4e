/**
 * Check-ins: now and then both people of a pairing are asked, each for themselves, how it is going. An
 * answer is seen by nobody but the one who gave it. Only where both said the same are both told so;
 * anything else leads to a private suggestion to the person who said it. All times are epoch milliseconds.
 */
import { z } from 'zod';
import { day } from '#lib/duration.ts';
import { jsonReader, type ShapeOf } from '#lib/json.ts';

/** How a pairing feels; '' for a question left out. */
export const feelings = ['good', 'okay', 'off'] as const;
export type Feeling = (typeof feelings)[number] | '';

/** How the rhythm is; '' for a question left out. */
export const paces = ['too_much', 'right', 'too_little'] as const;
export type Pace = (typeof paces)[number] | '';

export interface Answer {
  readonly feels: Feeling;
  readonly pace: Pace;
  /** One thing they'd change, '' for none. It stays with the person who wrote it. */
  readonly changeWords: string;
}

export const longestChange = 500;

/** What both are told: the two answers they have in common. */
export interface Agreement {
  readonly feels: Feeling;
  readonly pace: Pace;
}

/** What both were told, as it is stored. */
export const readAgreement = jsonReader<Agreement>(
  'what a check-in revealed',
  z.object({
    feels: z.enum(['', ...feelings]),
    pace: z.enum(['', ...paces]),
  } satisfies ShapeOf<Agreement>),
);

/**
 * What is revealed once both have answered; null where nothing is. Only two whole answers that are the
 * same are told: if one half were, each could work out that the other half differed.
 */
export function agreementOf(one: Answer, other: Answer): Agreement | null {
  const isSame = one.feels === other.feels && one.pace === other.pace;
  return isSame && !isBlank(one) ? { feels: one.feels, pace: one.pace } : null;
}

/** True where neither question was answered. */
export const isBlank = ({ feels, pace }: Agreement): boolean => feels === '' && pace === '';

/** What somebody may do about what they said; nobody else learns that it was suggested. */
const suggestions = ['change_rhythm', 'say_it_for_me', 'rest', 'wrap_up', 'organiser'] as const;
export type Suggestion = (typeof suggestions)[number];

/**
 * What is suggested to the person who gave this answer, from that answer alone, so that nothing about
 * the other's can be read from it.
 */
export function suggestionsFor({ feels, pace }: Agreement): readonly Suggestion[] {
  if (feels === 'off') return suggestions;
  if (pace === 'too_much') return ['change_rhythm', 'say_it_for_me', 'rest'];
  return pace === 'too_little' ? ['change_rhythm', 'say_it_for_me'] : [];
}

/** Which way "say it for me" goes: a calmer rhythm, but for somebody who would like to meet more often. */
export const paceWished = ({ pace }: Agreement): 'calmer' | 'quicker' =>
  pace === 'too_little' ? 'quicker' : 'calmer';

/** A check-in that is open, for one of the two. */
export interface CheckInView {
  readonly id: string;
  readonly pairingId: string;
  /** Epoch milliseconds, and so with all times here. */
  readonly openedAt: number;
  readonly closesAt: number;
  readonly you: 'not_yet' | 'answered' | 'skipped';
  readonly yourAnswer: Answer | null;
  /** Where both said the same. */
  readonly revealed: Agreement | null;
  /** From your answer alone; none once you chose one or dismissed them. */
  readonly suggestions: readonly Suggestion[];
}

/** How long a check-in stays open; that it closes is announced to nobody. */
export const openFor = 14 * day;
const weeksBetween = 6;
const meetingsBetween = 4;

/**
 * When the next check-in is: six weeks after the last (or after the two began), or with the fourth meeting
 * since, whichever comes first.
 *
 * @param meetings when the two have met since, in order; none are known where meetings are not kept here
 */
export function nextCheckInAt({
  since,
  meetings = [],
}: {
  since: number;
  meetings?: readonly number[];
}): number {
  const bySpan = since + weeksBetween * 7 * day;
  return Math.min(bySpan, meetings[meetingsBetween - 1] ?? Infinity);
}

/** What decides when check-ins of a pairing open and close. */
export interface CheckInState {
  readonly state: 'trying_out' | 'going' | 'resting' | 'wrapped_up';
  readonly goingSince: number | null;
  /** When the next one opens; null where that was never decided. */
  readonly checkInAt: number | null;
  /** The one that is open. */
  readonly open: { readonly openedAt: number; readonly closesAt: number } | null;
}

export type CheckInStep =
  | { readonly step: 'open'; readonly closesAt: number }
  | { readonly step: 'close'; readonly nextAt: number | null }
  | { readonly step: 'plan'; readonly nextAt: number }
  | { readonly step: 'wait'; readonly until: number }
  | { readonly step: 'none' };

/**
 * The one step that is due now. After weeks in which the server was off one check-in opens, never several;
 * two who rest or have wrapped up are not asked anything.
 */
export function nextCheckInStep(
  { state, goingSince, checkInAt, open }: CheckInState,
  now: number,
): CheckInStep {
  if (open !== null && state === 'going' && now < open.closesAt)
    return { step: 'wait', until: open.closesAt };
  if (open !== null) {
    const nextAt = state === 'wrapped_up' ? null : nextCheckInAt({ since: open.openedAt });
    return { step: 'close', nextAt };
  }
  if (state !== 'going') return { step: 'none' };
  if (checkInAt === null)
    return { step: 'plan', nextAt: nextCheckInAt({ since: goingSince ?? now }) };
  if (now < checkInAt) return { step: 'wait', until: checkInAt };
  return { step: 'open', closesAt: now + openFor };
}

/** When the next step is due: `now` where it already is, null for never. */
export function checkInDue(state: CheckInState, now: number): number | null {
  const next = nextCheckInStep(state, now);
  if (next.step === 'none') return null;
  return next.step === 'wait' ? next.until : now;
}
