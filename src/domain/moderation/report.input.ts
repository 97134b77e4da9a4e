/** What may be sent with a report. Each refusal's message is a code the page has words for. */
import { z } from 'zod';
import { lengthOf, tidyText } from '#lib/text.ts';
import { longestWords, reasons, type Reason } from './report.ts';

export interface TypedReport {
  readonly reason: string;
  readonly words: string;
}

export interface SaidReport {
  readonly reason: Reason;
  readonly words: string;
}

export interface ReportProblem {
  readonly field: 'reason' | 'words';
  readonly code: 'choose_one' | 'too_long' | 'words_missing';
}

const said = z.object({
  reason: z.enum(reasons, 'choose_one'),
  words: z
    .string()
    .transform(tidyText)
    .refine((text) => lengthOf(text) <= longestWords, 'too_long'),
});

/** Reads a report as typed. "Something else" has to say what; every other reason says enough. */
export function readReport(
  typed: TypedReport,
): { said: SaidReport } | { problems: ReportProblem[] } {
  const read = said.safeParse(typed);
  if (!read.success) return { problems: read.error.issues.map(problemFrom) };
  const { reason, words } = read.data;
  return reason === 'something_else' && words === ''
    ? { problems: [{ field: 'words', code: 'words_missing' }] }
    : { said: { reason, words } };
}

const problemFrom = ({ path: [field] }: z.core.$ZodIssue): ReportProblem =>
  field === 'reason'
    ? { field: 'reason', code: 'choose_one' }
    : { field: 'words', code: 'too_long' };
