/** How moments read: both clocks for what happens at a time. */
import { sayTime, type Reading } from '#lib/time-in-letters.ts';
import { m } from '#words/paraglide/messages.js';

/** Whose clock, and what it shows. */
export type Clocks = readonly { readonly label: string; readonly value: string }[];

/** The same moment on both clocks, neither in second place. Theirs is left out where it is not known. */
export function sayBothTimes(
  at: number,
  { name, theirs, ...reading }: Reading & { name: string; theirs: string },
): Clocks {
  const { locale } = reading;
  const yours = { label: m.letters_time_you({}, { locale }), value: sayTime(at, reading) };
  if (theirs === '') return [yours];
  return [yours, { label: name, value: sayTime(at, { locale, zone: theirs }) }];
}
