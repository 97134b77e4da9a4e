/**
 * Names that look alike though their letters differ (requirement D6): "Аna" with a Cyrillic А, "0na",
 * "Anа". A small table of the letters that really deceive, after the idea of Unicode's
 * "confusables" (UTS #39 §4); it is for drawing an organiser's eye, not for refusing a name.
 */
import { fold } from '#lib/text.ts';

const alike: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'aаɑα',
    'bьв',
    'cсϲ',
    'dԁ',
    'eеєε',
    'gɡ',
    'hһнʜ',
    'iіι1lӏ|',
    'jј',
    'kкκ',
    'mм',
    'nпηո',
    'oоο0օσ',
    'pрρ',
    'sѕ',
    'tтτ',
    'uυս',
    'vνѵ',
    'wԝшω',
    'xхχ',
    'yуγү',
    'zʐ',
  ].flatMap((group) => Array.from(group, (letter) => [letter, group.charAt(0)])),
);

/** The shape of a name: names that look alike have the same one. */
export function shapeOf(name: string): string {
  const plain = fold(name).replaceAll('rn', 'm').replaceAll('vv', 'w');
  return Array.from(plain, (letter) => alike[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Whoever among `others` has a name that looks like `name`. */
export function lookalikeOf<Person extends { readonly name: string }>(
  name: string,
  others: readonly Person[],
): Person | undefined {
  const shape = shapeOf(name);
  return shape === '' ? undefined : others.find((other) => shapeOf(other.name) === shape);
}
