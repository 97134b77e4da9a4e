/** Whether one member may write to another now, and what they should know before. */
import type { HelpMode, Terms } from '#domain/members/offers/offer.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Person } from '../queries.server.ts';

/** Why nobody can be written to now. */
export type SendRefusal =
  | 'self'
  /** No such member, or none for this writer. */
  | 'nobody'
  | 'not_available'
  | 'learners_only'
  /** The writer has an open note with them. */
  | 'one_open'
  /** They wrote first; their note waits for an answer. */
  | 'they_wrote'
  /** The writer stands in their line already. */
  | 'in_line'
  | 'too_many_open'
  | 'too_many_today'
  | 'paired';

export interface MentorSkill {
  readonly name: string;
  /** Shared: 1 curious to 3 confident. Wanted: 1 most to 3. */
  readonly grade: 1 | 2 | 3;
  /** The writer's own side of it: they want what is shared, or share what is wanted. */
  readonly fits: boolean;
}

/** Whom somebody is about to write to. */
export interface MentorFacts extends Person {
  readonly terms: Terms;
  readonly modes: readonly HelpMode[];
  readonly shares: readonly MentorSkill[];
  readonly wants: readonly MentorSkill[];
  /** 168 characters on their own clock, '' where not said. */
  readonly weekHours: string;
}

export type MayWrite =
  | {
      readonly may: true;
      readonly mentor: MentorFacts;
      /** Every place is taken or spoken for: the note goes on the waiting list. */
      readonly isFull: boolean;
      /** How many more open notes the writer may have. */
      readonly openLeft: number;
    }
  | {
      readonly may: false;
      readonly code: SendRefusal;
      /** The open note, where there is one between the two. */
      readonly requestId?: string;
      readonly pairingId?: string;
      readonly waitingPlaceId?: string;
      /** Missing for `nobody` and `self`. */
      readonly mentor?: MentorFacts;
    };

/** Whether `writer` may write to a mentor now, with the first reason against it. */
export function mayWriteTo(
  _db: Reader,
  _asking: { writer: Viewer; mentorId: string; now: number },
): Promise<MayWrite> {
  return Promise.resolve({ may: false, code: 'nobody' });
}
