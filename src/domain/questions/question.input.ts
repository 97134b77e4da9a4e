/** What may be sent about a question. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { hasHiddenCharacters, lengthOf, tidyLine, tidyText } from '#lib/text.ts';

export const longestTitle = 160;
export const longestBody = 20_000;
export const longestTried = 5000;
export const longestTriedFor = 80;
export const longestThanks = 500;

const line = (longest: number) =>
  z
    .string()
    .transform(tidyLine)
    .refine((text) => lengthOf(text) <= longest, 'too_long')
    .refine((text) => !hasHiddenCharacters(text), 'hidden_characters');

const text = (longest: number) =>
  z
    .string()
    .transform(tidyText)
    .refine((words) => lengthOf(words) <= longest, 'too_long');

const title = line(longestTitle).refine((words) => words !== '', 'title_missing');
const body = text(longestBody).refine((words) => words !== '', 'body_missing');

/** A question as it is typed. Body and what was tried are Markdown. */
export const questionWords = z.strictObject({
  title,
  body,
  tried: text(longestTried),
  triedFor: line(longestTriedFor),
});

export type QuestionWords = z.infer<typeof questionWords>;

/** An answer, or a further word. */
export const postBody = body;

/** What the asker says to an answer that helped; '' for nothing. */
export const thanksWords = text(longestThanks);

/** The edited copy others would read. */
export const sharedWords = z.strictObject({
  title,
  question: body,
  answer: text(longestBody).refine((words) => words !== '', 'answer_missing'),
});
