/** The filters beside the list: every choice with its name, its number and whether it is made. */
import type { Count, Counts } from '#domain/directory/filter-counts.ts';
import { writeAsked, writeHours, type Asked } from '#domain/directory/mentor-query.input.ts';
import { hoursOffered, type FilterName, type MentorQuery } from '#domain/directory/mentor-query.ts';
import { skillKey } from '#domain/skills/skill.ts';
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';
import { sayQuarters } from './hours-words.ts';
import { modeWords, sayLanguage, termsWords } from './offer-words.ts';
import { itself, remembered } from './phrase-cache.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count: string;
  readonly isMade: boolean;
}

/** A filter in force, and the address without it. */
interface FilterChip {
  readonly label: string;
  readonly href: string;
}

export interface Narrowing {
  readonly words: string;
  readonly hours: readonly Choice[];
  readonly skills: readonly Choice[];
  readonly skillMode: 'any' | 'all';
  readonly wants: readonly Choice[];
  readonly modes: readonly Choice[];
  readonly terms: readonly Choice[];
  readonly languages: readonly Choice[];
  readonly chips: readonly FilterChip[];
}

/** What the page needs to know to name what was asked for. */
export interface Named {
  readonly query: MentorQuery;
  readonly counts: Counts;
  readonly skillName: (id: string) => string;
}

/** A number of people with its thousands apart. */
export const sayCount = (count: number): string =>
  count < 1000 ? String(count) : sayThousands(count);

const sayThousands = remembered(
  (count: number) => new Intl.NumberFormat(getLocale()).format(count),
  itself,
);

/** "At least 2 hours a week". */
const sayLeast = remembered(
  (hours: number) =>
    m.directory_hours_least({ count: hours, hours: sayQuarters(Math.ceil(hours * 4)) }),
  itself,
);

/** "6 more skills". */
export const sayMoreSkills = remembered(
  (count: number) => m.directory_skills_more({ count }),
  itself,
);

/** "6 more languages". */
export const sayMoreLanguages = remembered(
  (count: number) => m.directory_languages_more({ count }),
  itself,
);

/** "14 people". */
export const sayFound = remembered(
  (count: number) => m.directory_found({ count, shown: sayCount(count) }),
  itself,
);

/** "161 people are available for mentoring. See who seems interesting." */
export const sayAround = remembered(
  (count: number) =>
    count === 0 ? m.directory_lead_none() : m.directory_lead({ count, shown: sayCount(count) }),
  itself,
);

/** "Show 12 more people". */
export const sayMorePeople = remembered((count: number) => m.directory_more({ count }), itself);

const written = new WeakMap<Counts, Map<string, Narrowing>>();

/** The same answer is written out once for a language; counts are made anew when anything changes. */
export function narrowingOf(named: Named): Narrowing {
  const languages = written.get(named.counts) ?? new Map<string, Narrowing>();
  const narrowing = languages.get(getLocale()) ?? writeOut(named);
  written.set(named.counts, languages.set(getLocale(), narrowing));
  return narrowing;
}

function writeOut(named: Named): Narrowing {
  const { query, counts, skillName } = named;
  const keyOf = (id: string) => skillKey(skillName(id));
  const choose = <Value extends string>(
    all: readonly Count<Value>[],
    { made, name, value = (each) => each }: Naming<Value>,
  ): Choice[] =>
    all.map((each) => ({
      value: value(each.value),
      label: name(each.value),
      count: sayCount(each.count),
      isMade: made.includes(each.value),
    }));
  const skills = { name: skillName, value: keyOf };
  return {
    words: query.words,
    hours: hourChoices(named),
    skills: choose(shown(counts.skills, query.skills), { ...skills, made: query.skills }),
    skillMode: query.skillMode,
    wants: choose(counts.wants, { ...skills, made: query.wants }),
    modes: choose(counts.modes, { made: query.modes, name: (mode) => modeWords[mode]() }),
    terms: choose(counts.terms, { made: query.terms, name: (terms) => termsWords[terms]() }),
    languages: choose(shown(counts.languages, query.languages), {
      made: query.languages,
      name: sayLanguage,
    }),
    chips: chipsOf(named),
  };
}

interface Naming<Value> {
  readonly made: readonly string[];
  readonly name: (value: Value) => string;
  readonly value?: (value: Value) => string;
}

/** Long lists leave out what would find nobody, unless it was asked for. */
function shown(all: readonly Count<string>[], made: readonly string[]): Count<string>[] {
  return all.filter(({ value, count }) => count > 0 || made.includes(value));
}

function hourChoices({ query, counts }: Named): Choice[] {
  if (counts.hours.length === 0) return [];
  const any = {
    value: '',
    label: m.directory_hours_any(),
    count: sayCount(counts.anyHours),
    isMade: query.hours === 0,
  };
  const others = counts.hours.map(({ value, count }) => ({
    value: writeHours(value),
    label: value === hoursOffered[0] ? m.directory_hours_some() : sayLeast(value),
    count: sayCount(count),
    isMade: query.hours === value,
  }));
  return [any, ...others];
}

/** The search as the address says it, skills by their usual keys. */
export function askedFrom({ query, skillName }: Pick<Named, 'query' | 'skillName'>): Asked {
  const keys = (ids: readonly string[]) => ids.map((id) => skillKey(skillName(id)));
  return { ...query, skills: keys(query.skills), wants: keys(query.wants) };
}

/** Where a search is found. */
export function hrefOf(asked: Asked, after = ''): string {
  const params = writeAsked(asked);
  if (after !== '') params.set('after', after);
  const text = params.toString();
  return text === '' ? '/mentors' : `/mentors?${text}`;
}

function chipsOf(named: Named): FilterChip[] {
  const { query } = named;
  const chip = (name: FilterName, value = ''): FilterChip => ({
    label: sayFilter(named, { name, value }),
    href: hrefOf(askedFrom({ ...named, query: without(query, { name, value }) })),
  });
  const each = (name: FilterName, values: readonly string[]) =>
    values.map((value) => chip(name, value));
  return [
    ...(query.words === '' ? [] : [chip('words')]),
    ...(query.hours === 0 || named.counts.hours.length === 0 ? [] : [chip('hours')]),
    ...each('skills', query.skills),
    ...each('wants', query.wants),
    ...each('modes', query.modes),
    ...each('terms', query.terms),
    ...each('languages', query.languages),
  ];
}

interface Part {
  readonly name: FilterName;
  /** One choice of the filter; '' for all of it. */
  readonly value: string;
}

/** A search without one filter, or without one choice of it. */
export function without(query: MentorQuery, { name, value }: Part): MentorQuery {
  const rest = <Value extends string>(all: readonly Value[]) =>
    value === '' ? [] : all.filter((each) => each !== value);
  switch (name) {
    case 'words':
      return { ...query, words: '' };
    case 'hours':
      return { ...query, hours: 0 };
    case 'hasRoom':
      return { ...query, hasRoom: false };
    case 'skills':
      return { ...query, skills: rest(query.skills) };
    case 'wants':
      return { ...query, wants: rest(query.wants) };
    case 'modes':
      return { ...query, modes: rest(query.modes) };
    case 'terms':
      return { ...query, terms: rest(query.terms) };
    case 'languages':
      return { ...query, languages: rest(query.languages) };
  }
}

/** A filter, or one choice of it, as its chip says it. */
export function sayFilter({ query, skillName }: Named, { name, value }: Part): string {
  const said = <Value extends string>(all: readonly Value[], say: (each: Value) => string) =>
    all
      .filter((each) => value === '' || each === value)
      .map(say)
      .join(', ');
  switch (name) {
    case 'words':
      return m.directory_chip_words({ words: query.words });
    case 'hours':
      return query.hours === hoursOffered[0] ? m.directory_chip_some() : sayLeast(query.hours);
    case 'hasRoom':
      return m.directory_room({ count: 1 });
    case 'skills':
      return said(query.skills, skillName);
    case 'wants':
      return said(query.wants, (id) => m.directory_chip_wants({ skill: skillName(id) }));
    case 'modes':
      return said(query.modes, (mode) => modeWords[mode]());
    case 'terms':
      return said(query.terms, (terms) => termsWords[terms]());
    case 'languages':
      return said(query.languages, sayLanguage);
  }
}
