/** Who asked and answered, and what to let go, in words. */
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';
import type { Loosening } from './answer-query.ts';

/** "Ana, Ben and Cy". */
export const sayAll = (names: readonly string[]): string =>
  new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names);

/** Those who are named; '' where nobody is. */
export function sayNames({
  askedBy,
  answeredBy,
}: {
  askedBy: string | null;
  answeredBy: readonly string[];
}): string {
  const names = sayAll(answeredBy);
  if (askedBy === null) return names === '' ? '' : m.answers_answered_by({ names });
  return names === ''
    ? m.answers_asked_by({ name: askedBy })
    : m.answers_asked_answered({ asker: askedBy, names });
}

/** The one thing to let go. */
export function sayDrop({
  dropping,
  which,
  href,
}: Pick<Loosening, 'dropping' | 'which'> & { href: string }): {
  text: string;
  action: string;
  href: string;
} {
  switch (dropping) {
    case 'skill':
      return {
        text: m.answers_nothing_but_skill({ skill: which }),
        action: m.answers_drop_skill({ skill: which }),
        href,
      };
    case 'word':
      return {
        text: m.answers_nothing_but_word({ word: which }),
        action: m.answers_drop_word({ word: which }),
        href,
      };
    case 'words':
      return {
        text: m.answers_nothing_but_words({ skill: which }),
        action: m.answers_drop_words({ skill: which }),
        href,
      };
  }
}
