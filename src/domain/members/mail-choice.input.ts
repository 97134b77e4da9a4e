import { z } from 'zod';
import { matters, waysFor, type Choices, type QuietHours } from './mail-choice.ts';

/** "22:30" as minutes since midnight. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** The choices a form holds; what it leaves out or gets wrong stays as it was. */
export function readChoices(fields: (name: string) => string, before: Choices): Choices {
  const choices = { ...before };
  for (const matter of matters) {
    const how = waysFor(matter).find((way) => way === fields(matter));
    if (how !== undefined) choices[matter] = how;
  }
  return choices;
}

/** Quiet hours from a form; `odd` where the two times can't be read or are the same. */
export function readQuietHours(fields: (name: string) => string): QuietHours | null | 'odd' {
  if (fields('quiet') !== 'yes') return null;
  const from = timeOfDay.safeParse(fields('from'));
  const until = timeOfDay.safeParse(fields('until'));
  if (!from.success || !until.success || from.data === until.data) return 'odd';
  return { from: from.data, until: until.data };
}
