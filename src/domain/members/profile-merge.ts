/**
 * Two browsers, one profile. Each form carries marks of what it was filled with; when something else
 * was saved meanwhile, the marks tell field by field who changed what. What only one side changed
 * merges by itself; what both changed differently is for the member to choose.
 */
import { digest } from '#lib/keyed-shuffle.ts';
import { profileFields, type Profile, type ProfileField } from './profile.ts';

/** A short mark of each field's value: equal values have equal marks. */
export type Marks = Readonly<Partial<Record<ProfileField, string>>>;

/** The marks of a profile as it stands. */
export function marksOf(profile: Profile): Marks {
  return Object.fromEntries(profileFields.map((field) => [field, markOf(profile, field)]));
}

/** The marks in one line of text, for a form to carry. */
export const writeMarks = (marks: Marks): string =>
  profileFields.map((field) => marks[field] ?? '').join('.');

/** Reads {@link writeMarks}' line. Anything else is no mark, so that every difference is asked about. */
export function readMarks(text: string): Marks {
  const parts = text.split('.');
  if (parts.length !== profileFields.length) return {};
  return Object.fromEntries(profileFields.map((field, index) => [field, parts[index]]));
}

export interface Merged {
  readonly profile: Profile;
  /** Fields both sides changed, differently; the merged profile has what was typed here. */
  readonly conflicts: readonly ProfileField[];
}

/**
 * Three-way merge by field.
 *
 * @param mine what this browser sent
 * @param theirs what is saved now
 * @param base the marks of what this browser was filled with
 */
export function merge({
  mine,
  theirs,
  base,
}: {
  mine: Profile;
  theirs: Profile;
  base: Marks;
}): Merged {
  let profile = mine;
  const conflicts: ProfileField[] = [];
  for (const field of profileFields) {
    const ours = markOf(mine, field);
    const saved = markOf(theirs, field);
    if (ours === base[field]) profile = { ...profile, [field]: theirs[field] };
    else if (saved !== ours && saved !== base[field]) conflicts.push(field);
  }
  return { profile, conflicts };
}

function markOf(profile: Profile, field: ProfileField): string {
  const { high, low } = digest(canonical(profile, field));
  return high.toString(36) + low.toString(36);
}

/** Lists whose order means nothing are sorted, so that only a real change looks like one. */
function canonical(profile: Profile, field: ProfileField): string {
  const value = profile[field];
  const isOrdered = field === 'links';
  return JSON.stringify(
    Array.isArray(value) && !isOrdered
      ? value.map((each) => JSON.stringify(each)).toSorted()
      : value,
  );
}
