/** How sure a member feels about a skill they share: a feeling, not a grade. */
export type Confidence = 1 | 2 | 3;

/** How much a member wants to learn a skill: 1 is the most wished for. */
export type WantPriority = 1 | 2 | 3;

/** What we keep of a skill that is not in any database: its name and the other names it answers to. */
export interface NamedSkill {
  readonly name: string;
  readonly aliases: readonly string[];
}

export const longestSkillName = 60;

/**
 * The key under which a typed skill is found: small letters, no accents, spaces or joining marks.
 * Keeps what tells languages apart: `c`, `c++`, `c#`, `f#`, `f*` and `.net` have six different keys.
 * Text without a letter or digit has the empty key.
 */
export function skillKey(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('♯', '#')
    .trim();
  const kept = keepTellingMarks(plain);
  return /[\p{L}\p{N}]/u.test(kept) ? kept : '';
}

/** Dots and signs mean something only in certain places: `.net`, `c++`, `c#`; elsewhere they join words. */
function keepTellingMarks(plain: string): string {
  let kept = '';
  for (const sign of plain) {
    const isWord = /[\p{L}\p{M}\p{N}]/u.test(sign);
    const isTail = (sign === '+' || sign === '#' || sign === '*') && kept !== '' && kept !== '.';
    const isFirstDot = sign === '.' && kept === '';
    if (isWord || isTail || isFirstDot) kept += sign;
  }
  return kept;
}

/**
 * A typed skill as it may be shown: one line, single spaces, at most 60 characters.
 * Null when nothing readable is left.
 */
export function skillName(text: string): string | null {
  const name = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return skillKey(name) === '' || name.length > longestSkillName ? null : name;
}
