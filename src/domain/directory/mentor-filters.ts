/**
 * The filters of a query as sets of mentors, and what can be said of every subset of them: how many
 * there are, how many there would be with one choice more or one filter less.
 */
import { countBits, emptyBits, keepCommon, putBit, type Bits } from '#lib/bit-set.ts';
import type { Posting } from '#lib/posting-list.ts';
import type { FilterName, MentorQuery } from './mentor-query.ts';
import type { MentorIndex, Trait } from './mentor-index.ts';
import type { ViewerRanking } from './viewer-ranking.ts';
import type { Wording } from './matching-words.ts';

/** One filter in force, or one choice of it where each must be met: what a chip on the page removes. */
interface Filter {
  readonly name: FilterName;
  /** The choice it stands for, '' for the whole filter. */
  readonly value: string;
  readonly found: Bits;
}

/** The one filter whose removal helps most, and how many there are without it. */
export interface Loosening {
  readonly name: FilterName;
  readonly value: string;
  readonly count: number;
}

export interface FiltersInput {
  readonly mentorIndex: MentorIndex;
  readonly ranking: ViewerRanking;
  readonly query: MentorQuery;
  readonly wording: Wording | undefined;
  /** Everyone this viewer may be shown now. */
  readonly everyone: Bits;
}

export class Filters {
  readonly #input: FiltersInput;
  readonly #filters: readonly Filter[];
  readonly #without = new Map<string, Bits>();
  /** Everyone this viewer may be shown now. */
  get everyone(): Bits {
    return this.#input.everyone;
  }

  /** Those who pass every filter. */
  readonly found: Bits;

  constructor(input: FiltersInput) {
    this.#input = input;
    this.#filters = filtersOf(input);
    this.found = this.#passing(() => true);
  }

  /** How many have a trait among those who pass every *other* filter; for choices of which any will do. */
  countAny(name: FilterName, posting: Posting | undefined): number {
    return posting?.countIn(this.without(name)) ?? 0;
  }

  /** How many would be left if this were asked for too; for choices that must all be met. */
  countAlso(posting: Posting | undefined): number {
    return posting?.countIn(this.found) ?? 0;
  }

  /** Those who pass all filters but the one of this name. Not to be changed by the caller. */
  without(name: FilterName): Bits {
    if (!this.#filters.some((filter) => filter.name === name)) return this.found;
    const known = this.#without.get(name) ?? this.#passing((filter) => filter.name !== name);
    this.#without.set(name, known);
    return known;
  }

  /** Undefined where no single filter is the reason that nobody was found. */
  bestLoosening(): Loosening | undefined {
    let best: Loosening | undefined;
    for (const left of this.#filters) {
      const count = countBits(this.#passing((filter) => filter !== left));
      if (count > (best?.count ?? 0)) best = { name: left.name, value: left.value, count };
    }
    return best;
  }

  #passing(counts: (filter: Filter) => boolean): Bits {
    const passing = this.#input.everyone.slice();
    for (const filter of this.#filters) if (counts(filter)) keepCommon(passing, filter.found);
    return passing;
  }
}

function filtersOf(input: FiltersInput): Filter[] {
  const { mentorIndex, ranking, query, wording } = input;
  const filters: Filter[] = [];
  const add = (name: FilterName, found: Bits, value = '') => filters.push({ name, value, found });
  const addAny = (name: FilterName, traits: readonly Trait[]) => {
    if (traits.length > 0) add(name, union(mentorIndex, traits));
  };
  const addEach = (
    name: FilterName,
    values: readonly string[],
    traitOf: (value: string) => Trait,
  ) => {
    for (const value of values) add(name, union(mentorIndex, [traitOf(value)]), value);
  };
  if (wording) add('words', wording.found);
  if (query.skillMode === 'all') addEach('skills', query.skills, (id) => `share:${id}`);
  else
    addAny(
      'skills',
      query.skills.map((id): Trait => `share:${id}`),
    );
  addAny(
    'wants',
    query.wants.map((id): Trait => `want:${id}`),
  );
  addEach('modes', query.modes, (mode) => `mode:${mode}`);
  addAny(
    'terms',
    query.terms.map((terms): Trait => `terms:${terms}`),
  );
  addAny(
    'languages',
    query.languages.map((code): Trait => `speaks:${code}`),
  );
  if (query.hours > 0 && ranking.seeker.weekHours !== '') {
    add('hours', ranking.withQuarters(Math.ceil(query.hours * 4)));
  }
  if (query.hasRoom) add('hasRoom', mentorIndex.roomy);
  return filters;
}

function union(mentorIndex: MentorIndex, traits: readonly Trait[]): Bits {
  const bits = emptyBits(mentorIndex.slotCount);
  for (const trait of traits) mentorIndex.withTrait(trait)?.addTo(bits);
  return bits;
}

/** Everyone this viewer may be shown: fresh, with room (unless full ones stay), not self, not hidden. */
export function everyoneFor(input: {
  mentorIndex: MentorIndex;
  ranking: ViewerRanking;
  hidden: readonly string[];
  showsFull: boolean;
  now: number;
}): Bits {
  const { mentorIndex, ranking, hidden } = input;
  const everyone = mentorIndex.freshAt(input.now).slice();
  if (!input.showsFull) keepCommon(everyone, mentorIndex.roomy);
  for (const memberId of [ranking.seeker.id, ...hidden]) {
    const slot = mentorIndex.slotOf(memberId);
    if (slot !== undefined) putBit(everyone, slot, false);
  }
  return everyone;
}
