import { z } from 'zod';
import { dayOf } from '#lib/calendar-day.ts';
import type { DaysOff } from './days-off.ts';

const longest = 200;
const date = z.iso.date();

/** Days off from a form: one day where the second is left empty; `odd` where they can't be read so. */
export function readDaysOff(fields: (name: string) => string): DaysOff | 'odd' {
  const from = date.safeParse(fields('from'));
  const to = date.safeParse(fields('to') || fields('from'));
  if (!from.success || !to.success) return 'odd';
  const days = dayOf(to.data) - dayOf(from.data);
  return days < 0 || days >= longest ? 'odd' : { from: from.data, to: to.data };
}
