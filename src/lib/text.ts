/** Text as people type it, made comparable and safe to show. */

/**
 * Folds a text for comparing and searching: compatibility forms unified, marks taken off,
 * lower case, spaces collapsed. "  Ångström " and "angstrom" fold alike.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ð', 'd')
    .replaceAll('þ', 'th')
    .replaceAll('ı', 'i')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** How many code points a text has, which is what people count as characters (nearly). */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u;

/**
 * A single line a person typed: NFC, outer and repeated spaces gone.
 * Joiners inside some scripts and emoji are format characters too; use {@link hasHiddenCharacters}
 * to refuse those that only deceive.
 */
export function tidyLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Several lines a person typed: NFC, LF line ends, trailing space gone, no NUL or lone surrogate. */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();
}

/** ZWNJ and ZWJ belong to Persian, Hindi and emoji; between such letters they are honest. */
const honestJoiner =
  /[\p{L}\p{M}\p{Extended_Pictographic}\ufe0f][\u200c\u200d](?=[\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/**
 * True when a name holds control, zero-width, bidirectional or private characters (requirement D6).
 * Joiners inside words of the scripts that need them are allowed.
 */
export function hasHiddenCharacters(text: string): boolean {
  return invisible.test(text.replace(honestJoiner, ''));
}

/** The first `limit` code points, with an ellipsis where something was cut. */
export function shorten(text: string, limit: number): string {
  const points = Array.from(text);
  if (points.length <= limit) return text;
  const kept = points.slice(0, limit - 1);
  while (' .,;:…\n'.includes(kept.at(-1) ?? '-')) kept.pop();
  return `${kept.join('')}…`;
}
