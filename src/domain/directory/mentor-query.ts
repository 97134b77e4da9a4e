/** What someone looks for in the list of available mentors. */
import type { HelpMode, TermsKind } from '#domain/members/offer.ts';
import type { SharedSkill, WantedSkill } from './listing.ts';
import type { WeekHours } from '#lib/week.ts';

export interface MentorQuery {
  /** Free words over skills, names and own words; '' for none. */
  readonly words: string;
  /** Skills they should share: any of them or all of them. */
  readonly skills: readonly string[];
  readonly skillMode: 'any' | 'all';
  /** Skills they want to learn (for a swap): any of them. */
  readonly wants: readonly string[];
  /** Ways of helping: each of them. */
  readonly modes: readonly HelpMode[];
  /** Any of them. */
  readonly terms: readonly TermsKind[];
  /** Spoken languages: any of them. */
  readonly languages: readonly string[];
  /** Least hours in common a week: 0 for any number, 0.25 for some at all. */
  readonly hours: number;
  /** Only those with room for one more. */
  readonly hasRoom: boolean;
}

/** Least hours in common that the page offers to ask for, beside any number: some, then so many a week. */
export const hoursOffered = [0.25, 2, 3, 5] as const;

export const everyone: MentorQuery = {
  words: '',
  skills: [],
  skillMode: 'any',
  wants: [],
  modes: [],
  terms: [],
  languages: [],
  hours: 0,
  hasRoom: false,
};

/** The member (or visitor, with the id '') who looks, as far as filters and order need to know them. */
export interface Seeker {
  readonly id: string;
  /** IANA zone, '' where not said. */
  readonly timeZone: string;
  readonly weekHours: WeekHours;
  readonly shared: readonly SharedSkill[];
  readonly wanted: readonly WantedSkill[];
}

/** A filter by name; what a removable chip on the page stands for. */
export type FilterName =
  'words' | 'skills' | 'wants' | 'modes' | 'terms' | 'languages' | 'hours' | 'hasRoom';
