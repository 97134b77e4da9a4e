import { done, refused } from '#lib/outcome.ts';
import { questionCommand, saveQuestion } from './question-store.commands.server.ts';
import { closed } from './question.ts';

/** The asker needs no answer any more; writing again opens it. Closing what is closed changes nothing. */
export const closeQuestion = questionCommand(async (act, { question, part }) => {
  if (part !== 'asker') return refused('not_found');
  await saveQuestion(act, closed(question, act.now));
  return done();
});
