/** Hours two people have in common, in words. */
import { weekdayNames } from '#lib/date-format.ts';
import type { DayGroup } from '#lib/week.ts';
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';

/** "Mon 18–20, Wed and Thu 18–21", "Mo 18–20 Uhr, …": the days of a week with the same hours together. */
export function sayGroups(groups: readonly DayGroup[], length: 'short' | 'long' = 'short'): string {
  return groups.map(({ days, spans }) => `${sayDays(days, length)} ${saySpans(spans)}`).join(', ');
}

/** "18–20 and 21–22:30". Minutes after midnight. */
export function saySpans(spans: readonly { from: number; to: number }[]): string {
  return listed(
    spans.map(({ from, to }) => m.directory_time_span({ from: clockOf(from), to: clockOf(to) })),
  );
}

/** Hours as people count them: 2, 2½, 10¼. */
export function sayQuarters(quarters: number): string {
  const whole = Math.floor(quarters / 4);
  const rest = ['', '¼', '½', '¾'][quarters % 4] ?? '';
  return whole === 0 && rest !== '' ? rest : `${whole}${rest}`;
}

/** The name of a weekday, Monday being 0. */
export function sayDay(day: number, length: 'short' | 'long' = 'long'): string {
  const style = length === 'long' ? 'weekday' : 'shortWeekday';
  return weekdayNames(getLocale(), style)[day] ?? '';
}

function sayDays(days: readonly number[], length: 'short' | 'long'): string {
  return listed(days.map((day) => sayDay(day, length)));
}

/** "18", "18:30". */
function clockOf(minutes: number): string {
  const rest = minutes % 60;
  return rest === 0
    ? String(minutes / 60)
    : `${Math.floor(minutes / 60)}:${String(rest).padStart(2, '0')}`;
}

const lists = new Map<string, Intl.ListFormat>();

function listed(parts: readonly string[]): string {
  const [only = ''] = parts;
  if (parts.length < 2) return only;
  const locale = getLocale();
  const format = lists.get(locale) ?? new Intl.ListFormat(locale, { type: 'conjunction' });
  lists.set(locale, format);
  return format.format(parts).replace(/, and /, ' and ');
}
