/** A stretch of a day in hours, 0 to 24, start before end. */
export type Span = readonly [from: number, to: number];

/** What a day's strip draws: one person's hours, the other's, and the hours of both. */
export interface Lanes {
  you: Span[];
  them: Span[];
  both: Span[];
}

/**
 * Splits two people's spans of one day into what only you have, what only they have, and what you
 * share. Spans may come unordered, touching or overlapping; empty and backward ones are dropped.
 */
export function lanes({ you, them }: { you: readonly Span[]; them: readonly Span[] }): Lanes {
  const yours = merged(you);
  const theirs = merged(them);
  const both = intersection(yours, theirs);
  return { you: without(yours, both), them: without(theirs, both), both };
}

function merged(spans: readonly Span[]): Span[] {
  const ordered = spans
    .map(([from, to]): Span => [Math.max(0, from), Math.min(24, to)])
    .filter(([from, to]) => from < to)
    .sort((a, b) => a[0] - b[0]);
  const joined: Span[] = [];
  for (const span of ordered) {
    const last = joined.at(-1);
    if (last && span[0] <= last[1])
      joined[joined.length - 1] = [last[0], Math.max(last[1], span[1])];
    else joined.push(span);
  }
  return joined;
}

function intersection(left: readonly Span[], right: readonly Span[]): Span[] {
  return left.flatMap((a) =>
    right
      .map((b): Span => [Math.max(a[0], b[0]), Math.min(a[1], b[1])])
      .filter(([from, to]) => from < to),
  );
}

function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return holes.reduce<Span[]>(
    (rest, hole) =>
      rest.flatMap((span) => [
        ...keep(span[0], Math.min(span[1], hole[0])),
        ...keep(Math.max(span[0], hole[1]), span[1]),
      ]),
    [...spans],
  );
}

function keep(from: number, to: number): Span[] {
  return from < to ? [[from, to]] : [];
}
