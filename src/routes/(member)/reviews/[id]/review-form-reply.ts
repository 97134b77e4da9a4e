/** What an action hands back to the page of a review when something is to be mended. */
import type { Problem } from '#door/forms.server.ts';
import type { Typed } from '#ui/reviews/review-shown.ts';

export interface ReviewFormState {
  problems: Problem[];
  /** The comment that was being written or changed; null for another form. */
  writing: Typed | null;
  /** The words of another form, by the name of its field. */
  words: { field: string; text: string } | null;
}

/** Something to mend in the form of a comment. */
export const mendingComment = (
  writing: Typed,
  problems: Problem[],
): { refusal: ReviewFormState } => ({
  refusal: { problems, writing, words: null },
});

/** Something to mend in a form of one field. */
export const mendingWords = (
  words: { field: string; text: string },
  message: string,
): { refusal: ReviewFormState } => ({
  refusal: { problems: [{ field: words.field, message }], writing: null, words },
});
