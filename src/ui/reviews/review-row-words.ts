/** A review in a list, said for the one who reads. */
import type { ReviewSummary } from '#domain/reviews/review-summary.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

interface Reader {
  readonly now: number;
  readonly timeZone: string;
}

interface RowState {
  readonly shape: 'half' | 'wait' | 'rest' | 'done';
  readonly words: string;
}

export interface ReviewRowShown {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly state: RowState;
  /** "Kweku asked for a look on 3 September. 2 files, 9 lines added, 5 removed." */
  readonly said: string;
}

/** `isLiving` is false where nothing waits for anybody any more. */
export function reviewRow(
  line: ReviewSummary,
  { reader, isLiving }: { reader: Reader; isLiving: boolean },
): ReviewRowShown {
  const isDraft = line.state === 'drafted';
  return {
    id: line.id,
    href: isDraft ? `/reviews/${line.id}/draft` : `/reviews/${line.id}`,
    title: line.title,
    state: stateOf(line, isLiving),
    said: [sayWhen(line, reader), saySize(line)].filter((part) => part !== '').join(' '),
  };
}

function stateOf({ state, isYourTurn, youAre, other }: ReviewSummary, isLiving: boolean): RowState {
  if (state === 'drafted') return { shape: 'rest', words: m.reviews_row_drafted() };
  if (state === 'wrapped_up') return { shape: 'done', words: m.reviews_state_wrapped_up() };
  if (!isLiving) return { shape: 'rest', words: m.reviews_state_over() };
  if (isYourTurn) return { shape: 'wait', words: m.reviews_state_yours() };
  const { name } = other;
  return youAre === 'author'
    ? { shape: 'half', words: m.reviews_state_looking({ name }) }
    : { shape: 'half', words: m.reviews_state_theirs({ name }) };
}

function sayWhen({ state, youAre, other, ...line }: ReviewSummary, reader: Reader): string {
  const { name } = other;
  if (state === 'drafted') return m.reviews_row_begun({ day: sayDate(line.changedAt, reader) });
  const day = sayDate(line.askedAt ?? line.changedAt, reader);
  return youAre === 'author'
    ? m.reviews_row_you_asked({ name, day })
    : m.reviews_row_they_asked({ name, day });
}

function saySize({ filesCount, added, removed, revisionsCount }: ReviewSummary): string {
  if (filesCount === 0) return '';
  const files = m.reviews_files_count({ count: filesCount });
  const lines =
    removed === 0
      ? m.reviews_lines_count({ count: added })
      : m.reviews_draft_counts({ added, removed });
  const size = m.reviews_row_size({ files, lines });
  return revisionsCount > 1
    ? `${size} ${m.reviews_row_revisions({ count: revisionsCount })}`
    : size;
}
