/** What may wait for somebody, from every module. */
import type { CheckInTurn } from '#domain/checkins/your-turn-checkin.ts';
import type { MeetingTurn } from '#domain/meetings/your-turn-meeting.ts';
import type { RequestSummary } from '#domain/requests/request-summary.ts';
import type { PairingTurn } from '#domain/pairings/your-turn-pairing.ts';
import type { QuestionTurn } from '#domain/questions/question-summary.ts';
import type { ReviewSummary } from '#domain/reviews/review-summary.ts';

/** Whoever it comes from. */
export interface Face {
  readonly name: string;
  /** 0 to 23. */
  readonly hue: number;
  readonly avatarId: string | null;
}

/** A place in line that is free now. Times are epoch milliseconds. */
export interface PlaceTurn {
  readonly id: string;
  readonly mentor: Face;
  readonly offeredAt: number;
  readonly offerEndsAt: number;
}

export type Turn =
  | { readonly about: 'note'; readonly line: NoteTurn }
  | { readonly about: 'place'; readonly place: PlaceTurn }
  | { readonly about: 'pairing'; readonly turn: PairingTurn }
  | { readonly about: 'meeting'; readonly turn: MeetingTurn }
  | { readonly about: 'check_in'; readonly turn: CheckInTurn }
  | { readonly about: 'review'; readonly line: ReviewTurn }
  | { readonly about: 'question'; readonly turn: QuestionTurn };

export type NoteTurn = Pick<RequestSummary, 'id' | 'side' | 'sentAt' | 'lastWordAt'> & {
  readonly other: Face;
};
export type ReviewTurn = Pick<
  ReviewSummary,
  'id' | 'title' | 'youAre' | 'waitsSince' | 'askedAt'
> & {
  readonly other: Face;
};

/** Since when it waits, in epoch milliseconds. */
export function sinceOf(turn: Turn): number {
  switch (turn.about) {
    case 'note':
      return turn.line.lastWordAt ?? turn.line.sentAt;
    case 'place':
      return turn.place.offeredAt;
    case 'review':
      return turn.line.waitsSince;
    case 'pairing':
    case 'meeting':
    case 'check_in':
    case 'question':
      return turn.turn.since;
  }
}
