/** The address of the list: what may stand behind its question mark, read and written. */
import { z } from 'zod';
import { helpModes, termsKinds, type HelpMode, type TermsKind } from '#domain/members/offer.ts';
import { LruCache } from '#lib/lru-cache.ts';
import { tidyLine } from '#lib/text.ts';
import { readCursor, type Cursor } from './list-page.ts';

/** A search as the address says it: skills by what people call them. */
export interface Asked {
  readonly words: string;
  readonly skills: readonly string[];
  readonly skillMode: 'any' | 'all';
  readonly wants: readonly string[];
  readonly modes: readonly HelpMode[];
  readonly terms: readonly TermsKind[];
  readonly languages: readonly string[];
  /** Least hours in common a week; 0 for any number, 0.25 for some at all. */
  readonly hours: number;
  readonly hasRoom: boolean;
}

const mostChoices = 20;
const longestWords = 200;
/** Longer addresses are read anew each time. */
const longestKept = 500;

/** Texts tidied, each once, empty and overlong ones left out. */
const texts = (longest: number) =>
  z.array(z.string()).transform((all) => {
    const tidied = all.map(tidyLine).filter((text) => text !== '' && text.length <= longest);
    return [...new Set(tidied)].slice(0, mostChoices);
  });

/** Those of the values that exist, in their own order. */
const someOf = <Value extends string>(values: readonly Value[]) =>
  z.array(z.string()).transform((all) => values.filter((value) => all.includes(value)));

const hours = z.union([
  z.literal('some').transform(() => 0.25),
  z.coerce.number().min(0.25).max(168),
]);

// Nothing in an address is wrong: what means nothing is left out.
const asked = z.object({
  words: z.string().transform((text) => tidyLine(text).slice(0, longestWords)),
  skills: texts(60),
  skillMode: z.enum(['any', 'all']).catch('any'),
  wants: texts(60),
  modes: someOf(helpModes),
  terms: someOf(termsKinds),
  languages: texts(35),
  hours: hours.catch(0),
  hasRoom: z
    .literal('on')
    .transform(() => true)
    .catch(false),
});

interface Read {
  readonly asked: Asked;
  readonly after: Cursor | undefined;
}

/** Most people look at the same few addresses, and parsing one costs as much as searching. */
const known = new LruCache<string, Read>(500);

/** Reads the part of an address behind the question mark; never fails. */
export function readAsked(params: URLSearchParams): Read {
  const text = params.toString();
  const read = known.get(text) ?? parseAsked(params);
  if (text.length <= longestKept) known.set(text, read);
  return read;
}

function parseAsked(params: URLSearchParams): Read {
  return {
    asked: asked.parse({
      words: params.get('q') ?? '',
      skills: params.getAll('skill'),
      skillMode: params.get('match'),
      wants: params.getAll('wants'),
      modes: params.getAll('mode'),
      terms: params.getAll('terms'),
      languages: params.getAll('language'),
      hours: params.get('hours'),
      hasRoom: params.get('room'),
    }),
    after: readCursor(params.get('after') ?? ''),
  };
}

/** How the address says so many hours. */
export const writeHours = (hours: number): string => (hours === 0.25 ? 'some' : String(hours));

/** The address of a search; {@link readAsked} reads it back. */
export function writeAsked(search: Asked): URLSearchParams {
  const params = new URLSearchParams();
  const add = (name: string, values: readonly string[]) => {
    for (const value of values) params.append(name, value);
  };
  if (search.words !== '') params.set('q', search.words);
  add('skill', search.skills);
  if (search.skillMode === 'all' && search.skills.length > 1) params.set('match', 'all');
  add('wants', search.wants);
  add('mode', search.modes);
  add('terms', search.terms);
  add('language', search.languages);
  if (search.hours > 0) params.set('hours', writeHours(search.hours));
  if (search.hasRoom) params.set('room', 'on');
  return params;
}
