/** What is said about reviews, in the words of the page's language. */
import { isOnLines, type CommentKind } from '#domain/reviews/review-comment.ts';
import type { CommentView, FileView, ReviewPage } from '#domain/reviews/review-view.ts';
import { m } from '#words/paraglide/messages.js';

/** "Nice", "Question", "Idea", "Worth fixing". */
export const kindWords: Readonly<Record<CommentKind, () => string>> = {
  nice: m.reviews_kind_nice,
  question: m.reviews_kind_question,
  idea: m.reviews_kind_idea,
  worth_fixing: m.reviews_kind_worth_fixing,
};

/** "Line 43" or "Lines 43 to 47". */
export const sayLines = ({ from, to }: { from: number; to: number }): string =>
  from === to ? m.reviews_line({ line: from }) : m.reviews_lines({ from, to });

/** The same within a sentence: "line 43". */
export const sayAtLines = ({ from, to }: { from: number; to: number }): string =>
  from === to ? m.reviews_at_line({ line: from }) : m.reviews_at_lines({ from, to });

/** What became of the place of a comment since it was written; '' where nothing did. */
export function saySince({ now, place, revision }: CommentView): string {
  if (!isOnLines(place))
    return now.on === 'whole' && now.lost === 'gone' && place !== null
      ? m.reviews_since_file_gone({ path: place.path })
      : '';
  const of = place.side === 'before' ? m.reviews_original_of() : m.reviews_revision({ revision });
  const lines = sayAtLines(place);
  if (now.on === 'lines') {
    if (now.is === 'changed') return m.reviews_since_changed({ lines, of });
    return now.from === place.from ? '' : m.reviews_since_moved({ lines, of });
  }
  return now.lost === 'not_shown'
    ? m.reviews_since_not_shown({ lines, of })
    : m.reviews_since_gone({ lines, of });
}

/** What happened to a file, '' where its lines say it. */
export function sayChange(file: FileView): string {
  if (file.isBinary) return m.reviews_file_binary();
  switch (file.change) {
    case 'added':
      return m.reviews_file_added();
    case 'removed':
      return m.reviews_file_removed();
    case 'renamed':
      return m.reviews_file_renamed({ path: file.oldPath ?? '' });
    case 'same':
      return m.reviews_file_same();
    case 'changed':
      return '';
  }
}

export interface StateShown {
  readonly shape: 'full' | 'half' | 'wait' | 'rest' | 'done';
  readonly words: string;
}

/** Whose turn it is. */
export function sayState({ review, youAre, isYourTurn, other, isLiving }: ReviewPage): StateShown {
  const { name } = other;
  if (review.state === 'wrapped_up') return { shape: 'done', words: m.reviews_state_wrapped_up() };
  if (!isLiving) return { shape: 'rest', words: m.reviews_state_past() };
  if (isYourTurn) return { shape: 'wait', words: m.reviews_state_yours() };
  return youAre === 'author'
    ? { shape: 'half', words: m.reviews_state_looking({ name }) }
    : { shape: 'half', words: m.reviews_state_theirs({ name }) };
}
