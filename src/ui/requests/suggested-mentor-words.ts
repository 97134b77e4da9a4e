/** Why somebody might fit, in a sentence. */
import type { Suggestion } from '#domain/directory/suggested-mentor.ts';
import { sayQuarters } from '#ui/members/hours-words.ts';
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';

/** Of each kind of reason so many skills are named; more would be a list, not a reason. */
const named = 3;

/** "Shares Go and Testing, would love to learn Elixir, which you share, about 3 hours a week in common." */
export function sayWhy({
  shares,
  wants,
  together,
}: Pick<Suggestion, 'shares' | 'wants' | 'together'>): string {
  const listed = (skills: readonly string[]) =>
    new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(skills.slice(0, named));
  const quarters = together?.quarters ?? 0;
  const reasons = [
    shares.length > 0 ? m.requests_why_shares({ skills: listed(shares) }) : '',
    wants.length > 0 ? m.requests_why_wants({ skills: listed(wants) }) : '',
    quarters === 4 ? m.requests_why_one_hour() : '',
    quarters > 0 && quarters !== 4 ? m.requests_why_hours({ hours: sayQuarters(quarters) }) : '',
  ].filter((reason) => reason !== '');
  return `${reasons.join('; ')}.`;
}
