/** Phrases that are the same on many cards are said once and remembered. */
import { getLocale } from '#words/paraglide/runtime.js';

const kept = 500;

/**
 * Remembers what `say` answers, for each language by itself. Only for phrases that depend on nothing but
 * what `key` is made of.
 */
export function remembered<Thing>(
  say: (thing: Thing) => string,
  key: (thing: Thing) => string | number,
): (thing: Thing) => string {
  const known = new Map<string, string>();
  return (thing) => {
    const name = `${getLocale()} ${key(thing)}`;
    const phrase = known.get(name) ?? say(thing);
    if (known.size >= kept) known.clear();
    known.set(name, phrase);
    return phrase;
  };
}
