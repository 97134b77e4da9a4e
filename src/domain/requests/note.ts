/**
 * The note a first contact begins with: what somebody would like to get better at, what they are
 * working on, what they could share back and how they would like to start.
 */
import { z } from 'zod';
import { jsonReader, type ShapeOf } from '#lib/json.ts';
import { lengthOf } from '#lib/text.ts';

export const starts = ['chat', 'rhythm', 'review', 'questions', 'you_tell_me'] as const;
export type Start = (typeof starts)[number];

export interface Note {
  /** What they would like to get better at, in the words of the vocabulary or their own. */
  readonly skills: readonly string[];
  /** What they are working on at the moment; the one thing that is asked for. */
  readonly working: string;
  readonly share: string;
  readonly start: Start;
  /** Instants that could work, epoch milliseconds, earliest first. */
  readonly times: readonly number[];
  /** They help each other, each with their own things. */
  readonly isSwap: boolean;
}

export const emptyNote: Note = {
  skills: [],
  working: '',
  share: '',
  start: 'chat',
  times: [],
  isSwap: false,
};

/** Code points and counts a note may have. */
export const noteLimits = { working: 4000, share: 2000, skill: 60, skills: 10, times: 6 } as const;

/** Letters that say something; fewer than this is a greeting. */
export const fewestLetters = 20;

export type NoteProblem =
  | 'working_missing'
  | 'working_short'
  | 'working_long'
  | 'share_long'
  | 'skills_many'
  | 'times_many';

/** What to mend in a note before it is sent; nothing for a good one. */
export function checkNote({ working, share, skills, times }: Note): NoteProblem[] {
  const problems: NoteProblem[] = [];
  if (working.trim() === '') problems.push('working_missing');
  else if (lengthOf(working) > noteLimits.working) problems.push('working_long');
  else if (weightOf(working) < fewestLetters) problems.push('working_short');
  if (lengthOf(share) > noteLimits.share) problems.push('share_long');
  const isLong = skills.some((skill) => lengthOf(skill) > noteLimits.skill);
  if (skills.length > noteLimits.skills || isLong) problems.push('skills_many');
  if (times.length > noteLimits.times) problems.push('times_many');
  return problems;
}

const address = /\bhttps?:\/\/\S+/giu;
const letter = /[\p{L}\p{N}]/gu;
/** One sign of these scripts says about as much as two letters of the others. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How much a text says: its letters, addresses left out, and nothing for one key held down. */
function weightOf(text: string): number {
  const words = text.replace(address, ' ').toLowerCase();
  const letters = words.match(letter) ?? [];
  const isKeyHeldDown = new Set(letters).size < Math.min(5, letters.length);
  return isKeyHeldDown ? 0 : letters.length + (words.match(dense)?.length ?? 0);
}

/** A note as text for the database. */
export function writeNote({ skills, working, share, start, times, isSwap }: Note): string {
  return JSON.stringify({ skills, working, share, start, times, isSwap });
}

/** A note that {@link writeNote} wrote, or an earlier version that knew less of it. */
export const readNote = jsonReader<Note>(
  'the note of a request',
  z.object({
    skills: z.array(z.string()).default([]),
    working: z.string().default(emptyNote.working),
    share: z.string().default(emptyNote.share),
    start: z.enum(starts).default(emptyNote.start),
    times: z.array(z.number()).default([]),
    isSwap: z.boolean().default(emptyNote.isSwap),
  } satisfies ShapeOf<Note>),
);
