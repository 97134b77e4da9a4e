/** The number beside each filter: how many people you would see if you chose it. */
import { countBits, countCommon } from '#lib/bit-set.ts';
import type { Filters } from './mentor-filters.ts';
import { helpModes, termsKinds, type HelpMode, type TermsKind } from '#domain/members/offer.ts';
import { hoursOffered, type MentorQuery } from './mentor-query.ts';
import type { MentorIndex, Trait } from './mentor-index.ts';
import type { ViewerRanking } from './viewer-ranking.ts';

/** How many skills and languages are offered beside those already chosen. */
const SKILLS_OFFERED = 12;
const LANGUAGES_OFFERED = 40;

export interface Count<Value> {
  readonly value: Value;
  readonly count: number;
}

export interface Counts {
  readonly total: number;
  /** Without any filter. */
  readonly everyone: number;
  /** With any number of hours in common, none included. */
  readonly anyHours: number;
  /** Empty where the viewer has not said their hours. */
  readonly hours: readonly Count<number>[];
  readonly modes: readonly Count<HelpMode>[];
  readonly terms: readonly Count<TermsKind>[];
  /** Most spoken first. */
  readonly languages: readonly Count<string>[];
  /** The most shared skills, the viewer's wishes and those chosen. */
  readonly skills: readonly Count<string>[];
  /** What the viewer could share and those chosen. */
  readonly wants: readonly Count<string>[];
  readonly hasRoom: number;
}

export interface CountsInput {
  readonly mentorIndex: MentorIndex;
  readonly ranking: ViewerRanking;
  readonly query: MentorQuery;
  readonly filters: Filters;
}

/** Counts for one query. Choices that find nobody are left in: a zero is an answer too. */
export function countAll(input: CountsInput): Counts {
  const { mentorIndex, query, filters } = input;
  const anyOf = (name: 'skills' | 'wants' | 'terms' | 'languages', trait: Trait) =>
    filters.countAny(name, mentorIndex.withTrait(trait));
  const also = (trait: Trait) => filters.countAlso(mentorIndex.withTrait(trait));
  const skill = query.skillMode === 'all' ? also : (trait: Trait) => anyOf('skills', trait);
  return {
    total: countBits(filters.found),
    everyone: countBits(filters.everyone),
    anyHours: countBits(filters.without('hours')),
    hours: countHours(input),
    modes: helpModes.map((value) => ({ value, count: also(`mode:${value}`) })),
    terms: termsKinds.map((value) => ({ value, count: anyOf('terms', `terms:${value}`) })),
    languages: languagesFor(input).map((value) => ({
      value,
      count: anyOf('languages', `speaks:${value}`),
    })),
    skills: skillsFor(input).map((value) => ({ value, count: skill(`share:${value}`) })),
    wants: wantsFor(input).map((value) => ({ value, count: anyOf('wants', `want:${value}`) })),
    hasRoom: countCommon(filters.without('hasRoom'), mentorIndex.roomy),
  };
}

function countHours({ ranking, query, filters }: CountsInput): Count<number>[] {
  if (ranking.seeker.weekHours === '') return [];
  const wanted = new Set<number>([...hoursOffered, query.hours]);
  wanted.delete(0);
  return [...wanted]
    .sort((a, b) => a - b)
    .map((value) => ({
      value,
      count: countCommon(filters.without('hours'), ranking.withQuarters(Math.ceil(value * 4))),
    }));
}

function languagesFor({ mentorIndex, query }: CountsInput): string[] {
  const spoken = mentorIndex.commonest('speaks').slice(0, LANGUAGES_OFFERED);
  return [...new Set([...spoken, ...query.languages])];
}

function skillsFor({ mentorIndex, ranking, query }: CountsInput): string[] {
  return [
    ...new Set([
      ...query.skills,
      ...ranking.seeker.wanted.map(({ skillId }) => skillId),
      ...mentorIndex.commonest('share').slice(0, SKILLS_OFFERED),
    ]),
  ];
}

function wantsFor({ ranking, query }: CountsInput): string[] {
  return [...new Set([...query.wants, ...ranking.seeker.shared.map(({ skillId }) => skillId)])];
}
