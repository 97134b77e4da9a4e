/** What the server does with questions when it is due: it offers the asker to ask a few more, once. */
import { reaction } from '#platform/reactions.server.ts';
import { runClock } from '#platform/thing-clock.server.ts';
import { AskingAroundOffered } from './events.ts';
import { questionClock, saveQuestion } from './question-store.commands.server.ts';
import { questionFrom, readQuestion } from './question-access.queries.server.ts';
import { offered } from './question.ts';

export const questionClockTask = runClock(questionClock, {
  read: readQuestion,
  async stopped(db, isStopped) {
    const rows = await db
      .selectFrom('questions')
      .selectAll()
      .where('state', '=', 'open')
      .where('offered_at', 'is', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('posts')
              .select('posts.id')
              .whereRef('posts.question_id', '=', 'questions.id')
              .whereRef('posts.from_id', '<>', 'questions.asker_id')
              .where('removed_at', 'is', null),
          ),
        ),
      )
      .where(isStopped('questions.id'))
      .execute();
    return rows.map(questionFrom);
  },
  async step(act, question) {
    await saveQuestion(act, offered(question, act.now));
    await act.announce(AskingAroundOffered, { questionId: question.id });
  },
});

/** After a rest, a waking or an ending: sets the clocks of the questions asked in that pairing again. */
export const rescheduleQuestions = reaction<{ pairingId: string }>(async (act, { pairingId }) => {
  const rows = await act.tx
    .selectFrom('questions')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'open')
    .execute();
  for (const row of rows) await act.schedule(questionClock, questionFrom(row));
});
