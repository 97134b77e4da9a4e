/** What may be sent when writing to somebody and when answering. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { lengthOf, tidyLine, tidyText } from '#lib/text.ts';
import { checkNote, noteLimits, starts, type Note, type NoteProblem } from './note.ts';

/** The form as it was typed, to be saved as a draft and shown again as it was. */
export interface NoteDraft {
  skills: string[];
  working: string;
  share: string;
  start: string;
  /** Instants in epoch milliseconds, as text. */
  times: string[];
  isSwap: boolean;
}

const draft = z.object({
  skills: z.array(z.string()).catch([]),
  working: z.string().catch(''),
  share: z.string().catch(''),
  start: z.enum(starts).catch('chat'),
  times: z.array(z.string()).catch([]),
  isSwap: z.boolean().catch(false),
});

/** The note a form describes, or what to mend in it. Times that have passed by `now` are left out. */
export function parseNote(
  typed: NoteDraft,
  now: number,
): { note: Note } | { problems: NoteProblem[] } {
  const said = draft.parse(typed);
  const note: Note = {
    skills: unique(said.skills.map((skill) => tidyLine(skill.toWellFormed()))),
    working: tidyText(said.working),
    share: tidyText(said.share),
    start: said.start,
    times: timesAfter(now, said.times),
    isSwap: said.isSwap,
  };
  const problems = checkNote(note);
  return problems.length > 0 ? { problems } : { note };
}

/** A saved draft; an empty one where the text cannot be read. */
export function readDraft(body: string): NoteDraft {
  let kept: unknown = {};
  try {
    kept = JSON.parse(body);
  } catch {
    // Unreadable, so empty.
  }
  return draft.catch(draft.parse({})).parse(kept);
}

const unique = (words: readonly string[]): string[] => [
  ...new Set(words.filter((each) => each !== '')),
];

function timesAfter(now: number, typed: readonly string[]): number[] {
  const times = typed.filter((time) => /^\d{1,15}$/.test(time)).map(Number);
  return [...new Set(times)].filter((time) => time > now).toSorted((a, b) => a - b);
}

export const longestReply = noteLimits.working;
export type WordsProblem = 'words_missing' | 'words_long';

/** Words that are sent with an answer; there may be none unless a question is asked. */
export function parseWords(
  typed: string,
  { mayBeEmpty }: { mayBeEmpty: boolean },
): { words: string } | { problem: WordsProblem } {
  const words = tidyText(typed);
  if (words === '' && !mayBeEmpty) return { problem: 'words_missing' };
  return lengthOf(words) > longestReply ? { problem: 'words_long' } : { words };
}
