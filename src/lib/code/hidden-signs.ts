/** Signs in code that nobody would see, made visible (requirement D6). */

/** A run of ordinary text, or one sign nobody would see. */
export interface Segment {
  readonly text: string;
  /** How the sign is called, such as "U+202E"; null for ordinary text. */
  readonly sign: string | null;
}

/** A line with more of them than this is no text: the others become U+FFFD, which does nothing. */
const mostSigns = 200;

/**
 * Controls, formats (direction, zero width, tags), separators, fillers that look like nothing, and halves of
 * a surrogate pair; but neither tab and space nor the selectors that colour an emoji.
 */
const hidden = /(?![\ufe00-\ufe0f\t ])[\p{DI}\p{Cc}\p{Cf}\p{Cs}\p{Z}\u2800]/gu;

/**
 * A line of code in runs of ordinary text and single hidden signs (requirement D6): those that turn the
 * direction of writing, have no width, control a terminal or only look like a space. Tabs are ordinary.
 * A lone surrogate becomes U+FFFD, and is named.
 */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(hidden)) {
    if (index > start) segments.push({ text: text.slice(start, index), sign: null });
    start = index + sign.length;
    if (segments.length >= 2 * mostSigns) {
      const rest = text.slice(index).replace(hidden, '\ufffd');
      return [...segments, { text: rest, sign: null }];
    }
    segments.push({ text: sign.toWellFormed(), sign: nameOf(sign) });
  }
  if (start < text.length) segments.push({ text: text.slice(start), sign: null });
  return segments;
}

const nameOf = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
