import { isPaired } from './alignment.ts';
import { numbersOf, type KnownText, type Span } from './known-text.ts';

/** A file as one revision holds it: the original as far as it is known, and how it is now. */
export interface Edition {
  readonly before: KnownText | null;
  readonly after: KnownText | null;
}

/**
 * A file in an earlier and in a later revision, ready to be compared: `before` and `after` are the two texts with
 * all that the two patches tell of them together. Where one of the patches shows lines the other leaves
 * out, these are filled in, and what neither shows neither has changed, so that the spans of both answer
 * each other. The later patch may start from the same original or continue the earlier revision. Where
 * the originals contradict each other the texts come back as they are.
 */
export function fillFromBases({ earlier, later }: { earlier: Edition; later: Edition }): Edition {
  const asTheyAre = { before: earlier.after, after: later.after };
  if (earlier.after === null || later.after === null) return asTheyAre;
  if (earlier.after.isWhole && later.after.isWhole) return asTheyAre;
  const continued = { before: earlier.after, after: earlier.after };
  return onOneBase(earlier, later) ?? onOneBase(continued, later) ?? asTheyAre;
}

/** The texts after either change of one original; null where the originals are not one, or not known. */
export function onOneBase(one: Edition, other: Edition): Edition | null {
  const changes = changesOf(one);
  const others = changesOf(other);
  if (changes === null || others === null || !agree(changes.base, others.base)) return null;
  const islands = islandsOf([...changes.base.spans, ...others.base.spans]);
  const known = new Map([...linesByNumber(changes.base), ...linesByNumber(others.base)]);
  const isWhole = changes.base.isWhole || others.base.isWhole;
  return {
    before: apply(changes, { islands, known, isWhole, other: others.base }),
    after: apply(others, { islands, known, isWhole, other: changes.base }),
  };
}

interface Change {
  readonly base: Span;
  readonly lines: readonly string[];
}

interface Changes {
  readonly base: KnownText;
  readonly after: KnownText;
  readonly list: readonly Change[];
}

function changesOf({ before, after }: Edition): Changes | null {
  if (before === null || after === null || !isPaired(before, after)) return null;
  let at = 0;
  const list = before.spans.map((base, i) => {
    const count = after.spans[i]?.count ?? 0;
    at += count;
    return { base, lines: after.lines.slice(at - count, at) };
  });
  return { base: before, after, list };
}

function linesByNumber(text: KnownText): [number, string][] {
  return numbersOf(text).map((number, index) => [number, text.lines[index] ?? '']);
}

/** Whether two texts known in parts can be one: the same words wherever both are known, one length if one is whole. */
function agree(one: KnownText, other: KnownText): boolean {
  const others = new Map(linesByNumber(other));
  const isSame = linesByNumber(one).every(
    ([number, line]) => (others.get(number) ?? line) === line,
  );
  return isSame && fitsIn(one, other) && fitsIn(other, one);
}

function fitsIn(part: KnownText, whole: KnownText): boolean {
  return !whole.isWhole || part.spans.every((span) => endOf(span) <= whole.lines.length + 1);
}

const endOf = ({ start, count }: Span) => start + count;

/** The spans joined where they overlap or touch. */
function islandsOf(spans: readonly Span[]): Span[] {
  const islands: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.count - b.count)) {
    const last = islands.at(-1);
    if (last === undefined || span.start > endOf(last)) islands.push(span);
    else {
      const end = Math.max(endOf(last), endOf(span));
      islands[islands.length - 1] = { start: last.start, count: end - last.start };
    }
  }
  return islands;
}

interface Base {
  readonly islands: readonly Span[];
  readonly known: ReadonlyMap<number, string>;
  readonly isWhole: boolean;
  readonly other: KnownText;
}

function apply(changes: Changes, { islands, known, isWhole, other }: Base): KnownText {
  const lines: string[] = [];
  const spans: Span[] = [];
  const rest = changes.list.values();
  let next = rest.next();
  let shift = 0;
  for (const island of islands) {
    const first = lines.length;
    let number = island.start;
    const copyTo = (end: number) => {
      for (; number < end; number++) lines.push(known.get(number) ?? '');
    };
    for (; next.done !== true && endOf(next.value.base) <= endOf(island); next = rest.next()) {
      copyTo(next.value.base.start);
      for (const line of next.value.lines) lines.push(line);
      number = endOf(next.value.base);
    }
    copyTo(endOf(island));
    spans.push({ start: island.start + shift, count: lines.length - first });
    shift += lines.length - first - island.count;
  }
  return { lines, spans, isWhole, endsWithNewline: endsWithNewline(changes, islands, other) };
}

function endsWithNewline(
  { base, after }: Changes,
  islands: readonly Span[],
  other: KnownText,
): boolean {
  const end = lastEnd(islands);
  if (lastEnd(base.spans) === end) return after.endsWithNewline;
  return lastEnd(other.spans) === end ? other.endsWithNewline : true;
}

const lastEnd = (spans: readonly Span[]) => {
  const last = spans.at(-1);
  return last === undefined ? 0 : endOf(last);
};
