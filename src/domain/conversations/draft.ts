/** What somebody is still writing: the fields of a form as they stand, kept until it is sent. */
import { z } from 'zod';
import { jsonReader } from '#lib/json.ts';

/** A form's fields in their order; a name may come several times. */
export type DraftFields = readonly (readonly [name: string, value: string])[];

export interface Draft {
  /** Which form it belongs to, such as "note:" and a member's id. */
  about: string;
  fields: DraftFields;
  /** Epoch milliseconds. */
  savedAt: number;
}

/** Fields as they are stored. */
export const readFields = jsonReader<DraftFields>(
  'the fields of a draft',
  z.array(z.tuple([z.string(), z.string()])),
);

/** So many forms may one member have begun; the oldest go first. */
export const mostDrafts = 50;
/** Days a draft is kept after it was last touched. */
export const draftDays = 90;

/** Fields that say how a form is sent and nothing of what was written. */
const machinery = ['about', 'back', 'once'];

/** Reads what was typed out of a submitted form; files are left out. */
export function typedIn(form: FormData): DraftFields {
  return [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
}

/** Without the machinery; null when nothing worth keeping is left. */
export function worthKeeping(fields: DraftFields): DraftFields | null {
  const left = fields.filter(([name]) => !machinery.includes(name));
  return left.some(([, value]) => value.trim() !== '') ? left : null;
}

/** The first value of a field; `otherwise` where the draft doesn't have it, or there is no draft. */
export function draftValue(
  draft: Draft | undefined,
  { name, otherwise = '' }: { name: string; otherwise?: string },
): string {
  return draft?.fields.find(([each]) => each === name)?.[1] ?? otherwise;
}

/** Every value of a field that may come several times. */
export function draftValues(draft: Draft | undefined, name: string): string[] {
  return (draft?.fields ?? []).filter(([each]) => each === name).map(([, value]) => value);
}
