import { fieldLines } from './vocabulary-fields.ts';
import languages from './programming-languages.json' with { type: 'json' };
import { skillKey, type NamedSkill } from './skill.ts';

/** Skills that tend to be met together, most shared first. */
export interface Field {
  readonly name: string;
  readonly skills: readonly string[];
}

/** Any set of skills, found by whatever people call them. */
export interface Vocabulary<Skill extends NamedSkill = NamedSkill> {
  readonly skills: readonly Skill[];
  readonly byKey: ReadonlyMap<string, Skill>;
}

interface HandWritten {
  readonly skills: readonly NamedSkill[];
  readonly fields: readonly Field[];
  /** How the common nouns among them read in the middle of a sentence. */
  readonly inSentence: ReadonlyMap<string, string>;
}

/** Reads the hand-written lines of vocabulary-fields.ts into skills, fields and sentence forms. */
export function parseFields(lines: Readonly<Record<string, string>>): HandWritten {
  const skills = new Map<string, NamedSkill>();
  const inSentence = new Map<string, string>();
  const fields: Field[] = [];
  for (const [field, text] of Object.entries(lines)) {
    const members = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parseLine);
    for (const { name, aliases, sentenceForm } of members) {
      if (!skills.has(name) || aliases.length > 0) skills.set(name, { name, aliases });
      if (sentenceForm !== null && !inSentence.has(name)) inSentence.set(name, sentenceForm);
    }
    fields.push({ name: field, skills: members.map(({ name }) => name) });
  }
  return { skills: [...skills.values()], fields, inSentence };
}

function parseLine(line: string): NamedSkill & { readonly sentenceForm: string | null } {
  const [head = '', tail = ''] = line.trim().split(/: /, 2);
  const [name = '', given] = head.replace(/^~/, '').replace(/\)$/, '').split(' (', 2);
  const aliases = tail.split(', ').filter((alias) => alias !== '');
  return { name, aliases, sentenceForm: head.startsWith('~') ? (given ?? smallFirst(name)) : null };
}

/** `Code review` becomes `code review`; `REST APIs`, `CVs` and `E-commerce` know better. */
function smallFirst(name: string): string {
  const second = name.charAt(1);
  return second === second.toLowerCase() ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

const handWritten = parseFields(fieldLines);

/** Puts skills in order to be found; the first to claim a key keeps it. */
export function vocabularyOf<Skill extends NamedSkill>(
  skills: readonly Skill[],
): Vocabulary<Skill> {
  const byKey = new Map<string, Skill>();
  for (const skill of skills) {
    for (const text of [skill.name, ...skill.aliases]) {
      const key = skillKey(text);
      if (!byKey.has(key)) byKey.set(key, skill);
    }
  }
  return { skills, byKey };
}

/** What a new community starts with: the hand-written skills first, then programming languages. */
export const startingVocabulary: Vocabulary = vocabularyOf([...handWritten.skills, ...languages]);

export const fields: readonly Field[] = handWritten.fields;

/** How a skill reads in the middle of a sentence: "I like code review", "I like Rust". */
export function skillInSentence(name: string): string {
  return handWritten.inSentence.get(name) ?? name;
}

/** True for skills that are things people do (testing), not products with a name of their own (Rust). */
export function isCommonNoun(name: string): boolean {
  return handWritten.inSentence.has(name);
}

const looseEndings = ['developer', 'development', 'programming', 'engineer', 'language'];

/** The one skill a text means, or null; see {@link keysOf} for how freely it is read. */
export function findSkill<Skill extends NamedSkill = NamedSkill>(
  text: string,
  vocabulary: Vocabulary<Skill>,
): Skill | null;
export function findSkill(text: string): NamedSkill | null;
export function findSkill(
  text: string,
  { byKey }: Vocabulary = startingVocabulary,
): NamedSkill | null {
  const key = keysOf(text).find((each) => byKey.has(each));
  return key === undefined ? null : (byKey.get(key) ?? null);
}

/**
 * The keys a text may be known under, best first: as it stands, then without a version
 * (`python 3.12`), then without an ending such as `developer` (`golang developer`).
 */
export function keysOf(text: string): string[] {
  const key = skillKey(text);
  return key === '' ? [] : [...new Set([key, withoutVersion(key), withoutEnding(key)])];
}

/** Single letters keep their number: `b2` is not `b`. */
function withoutVersion(key: string): string {
  const bare = key.replace(/[\d+]+$/, '');
  return bare.length >= 3 ? bare : /^c\+\+\d+$/.test(key) ? 'c++' : key;
}

function withoutEnding(key: string): string {
  const ending = looseEndings.find((each) => key.endsWith(each) && key.length > each.length);
  return ending === undefined ? key : key.slice(0, -ending.length);
}

/**
 * Skills whose name, a word of it, or another name begins with what was typed, best first:
 * the very skill, names, words inside names, other names; within each, in the given order.
 */
export function suggestSkills<Skill extends NamedSkill>(
  prefix: string,
  { skills, limit = 8 }: { skills: readonly Skill[]; limit?: number },
): Skill[] {
  const key = skillKey(prefix);
  if (key === '') return [];
  return skills
    .map((skill, place) => ({ skill, place, nearness: nearness(key, skill) }))
    .filter(({ nearness }) => nearness < notNear)
    .sort((a, b) => a.nearness - b.nearness || a.place - b.place)
    .slice(0, limit)
    .map(({ skill }) => skill);
}

const notNear = 9;

function nearness(key: string, { name, aliases }: NamedSkill): number {
  const nameKey = skillKey(name);
  const aliasKeys = aliases.map(skillKey);
  if (nameKey === key) return 0;
  if (aliasKeys.includes(key)) return 1;
  if (nameKey.startsWith(key)) return 2;
  if (name.split(/[\s-]/).some((word) => skillKey(word).startsWith(key))) return 3;
  return aliasKeys.some((alias) => alias.startsWith(key)) ? 4 : notNear;
}
