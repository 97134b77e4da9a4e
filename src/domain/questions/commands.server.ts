import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { inQuestion, saveQuestion } from './keeping/commands.server.ts';
import { closed } from './question.ts';

/** The asker needs no answer any more; writing again opens it. Closing what is closed is fine. */
export function closeQuestion(
  room: Room,
  { actor, questionId }: { actor: Viewer; questionId: string },
): Promise<Done | Refused<'not_found'>> {
  return inQuestion(room, { actor, questionId }, async (acting) => {
    const { tx, question, part, now } = acting;
    if (part !== 'asker') return refused('not_found');
    await saveQuestion(tx, closed(question, now), acting);
    return done;
  });
}
