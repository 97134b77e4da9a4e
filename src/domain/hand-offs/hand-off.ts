/** Handing on: one of the two knows somebody who fits; nothing is sent before the person concerned says yes. */
import type { Note } from '#domain/requests/note.ts';

export const longestReason = 500;

/**
 * A note with the goals that are to go along, one a line below what is being worked on.
 *
 * @param heading what stands above them, in the writer's language
 */
export function withGoals(
  note: Note,
  { goals, heading }: { goals: readonly string[]; heading: string },
): Note {
  if (goals.length === 0) return note;
  const list = goals.map((words) => `- ${words}`).join('\n');
  return { ...note, working: `${note.working}\n\n${heading}\n\n${list}` };
}
