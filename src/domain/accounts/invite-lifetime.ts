/** How long an invite stays open, by the choice an organiser makes: days, or null until somebody ends it. */
const lifetimes: ReadonlyMap<string, number | null> = new Map([
  ['week', 7],
  ['month', 30],
  ['always', null],
]);

/** The days of a choice, a month's for anything that is none; null until somebody ends the invite. */
export function inviteDays(choice: string): number | null {
  const days = lifetimes.get(choice);
  return days === undefined ? 30 : days;
}
