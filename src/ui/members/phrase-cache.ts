/** Phrases that are the same on many cards are said once and remembered. */
import { getLocale } from '#words/paraglide/runtime.js';

const kept = 1000;

/**
 * Remembers what `say` answers, for each language by itself. Only for phrases that depend on nothing but
 * what `key` is made of.
 */
export function remembered<Thing>(
  say: (thing: Thing) => string,
  key: (thing: Thing) => string | number,
): (thing: Thing) => string {
  const languages = new Map<string, Map<string | number, string>>();
  return (thing) => {
    const locale = getLocale();
    const known = languages.get(locale) ?? new Map<string | number, string>();
    const name = key(thing);
    const said = known.get(name);
    if (said !== undefined) return said;
    if (known.size >= kept) known.clear();
    const phrase = say(thing);
    known.set(name, phrase);
    languages.set(locale, known);
    return phrase;
  };
}

/** The key of a phrase that depends on a number or a word alone. */
export const itself = <Key extends string | number>(key: Key): Key => key;
