/** What may be sent from a check-in. Each refusal's message is a code the page has words for. */
import { z } from 'zod';
import { lengthOf, tidyText } from '#lib/text.ts';
import { feelings, longestChange, paces, type Answer } from './checkin.ts';

const answer = z.object({
  feels: z.enum(['', ...feelings], 'choose_one'),
  pace: z.enum(['', ...paces], 'choose_one'),
  changeWords: z
    .string()
    .transform(tidyText)
    .refine((text) => lengthOf(text) <= longestChange, 'too_long'),
});

export interface AnswerProblem {
  readonly field: keyof Answer;
  readonly code: string;
}

/** Reads an answer as typed: an answer, or what is to be mended in it. */
export function readAnswer(
  typed: Record<keyof Answer, string>,
): { answer: Answer } | { problems: AnswerProblem[] } {
  const read = answer.safeParse(typed);
  if (read.success) return { answer: read.data };
  return {
    problems: read.error.issues.flatMap(({ path: [field], message }) =>
      field === 'feels' || field === 'pace' || field === 'changeWords'
        ? [{ field, code: message }]
        : [],
    ),
  };
}
