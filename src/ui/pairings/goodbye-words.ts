/** The ready-made words of a goodbye note. Which were chosen is nobody's business and kept nowhere. */
import { m } from '#words/paraglide/messages.js';

const reasons = ['done', 'busy', 'skills', 'not_working', 'change', 'unsaid'] as const;
type Reason = (typeof reasons)[number];

const labels: Record<Reason, () => string> = {
  done: m.pairings_end_why_done,
  busy: m.pairings_end_why_busy,
  skills: m.pairings_end_why_skills,
  not_working: m.pairings_end_why_not_working,
  change: m.pairings_end_why_change,
  unsaid: m.pairings_end_why_unsaid,
};

const words: Record<Reason, () => string> = {
  done: m.pairings_end_words_done,
  busy: m.pairings_end_words_busy,
  skills: m.pairings_end_words_skills,
  not_working: m.pairings_end_words_not_working,
  change: m.pairings_end_words_change,
  unsaid: m.pairings_end_words_unsaid,
};

interface ReadyWords {
  value: string;
  label: string;
  words: string;
}

/** Every choice with its words, in the reader's language. */
export const readyGoodbyes = (): ReadyWords[] =>
  reasons.map((value) => ({ value, label: labels[value](), words: words[value]() }));

/**
 * The note with the chosen words in it. Ready-made words make room for others; what somebody wrote
 * themselves stays below them.
 */
export function withReadyWords(typed: string, chosen: string): string {
  const ready = readyGoodbyes();
  const picked = ready.find(({ value }) => value === chosen)?.words;
  const own = typed.trim();
  if (picked === undefined) return typed;
  const isOwn = own !== '' && ready.every((each) => each.words !== own);
  return isOwn ? `${picked}\n\n${own}` : picked;
}
