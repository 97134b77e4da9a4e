import { error } from '@sveltejs/kit';
import {
  answerCheckIn,
  leaveSuggestion,
  sayItForMe,
  skipCheckIn,
} from '#domain/checkins/answer-checkin.commands.server.ts';
import { readAnswer } from '#domain/checkins/checkin.input.ts';
import { checkInPage } from '#domain/checkins/checkins.queries.server.ts';
import { submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn } from '../open-pairing.server.ts';

const emptyAnswer = { feels: '', pace: '', changeWords: '' };

interface Refusal {
  typed: typeof emptyAnswer;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const { runtime, actor, pairingId } = actingIn(event);
  const found = await checkInPage(runtime.db.read, { pairingId, viewerId: actor.id });
  if (found === undefined) error(404, 'not_found');
  const reader = { now: runtime.clock.now(), timeZone: actor.timeZone };
  const { checkIn, nextAt, other } = found;
  return {
    name: other.name,
    home: `/pairings/${pairingId}`,
    checkIn,
    closes: checkIn === undefined ? '' : sayDate(checkIn.closesAt, reader),
    next: nextAt === null || nextAt < reader.now ? '' : sayDate(nextAt, reader),
  };
};

export const actions: Actions = {
  answer: (event) =>
    submit(event, async (form) => {
      const typed = {
        feels: textOf(form, 'feels'),
        pace: textOf(form, 'pace'),
        changeWords: textOf(form, 'changeWords'),
      };
      const read = readAnswer(typed);
      if ('problems' in read)
        return { refusal: { typed, problems: read.problems.map(sayProblem) } };
      const done = await answerCheckIn(event.locals.runtime, {
        ...actingIn(event),
        answer: read.answer,
      });
      return replyTo(done, { pairingId: event.params.id, typed });
    }),
  skip: (event) =>
    submit(event, async () => {
      const done = await skipCheckIn(event.locals.runtime, actingIn(event));
      return replyTo(done, { pairingId: event.params.id });
    }),
  say: (event) =>
    submit(event, async () => {
      const done = await sayItForMe(event.locals.runtime, actingIn(event));
      // There it stands, in nobody's name.
      return done.outcome === 'done'
        ? { goTo: `/pairings/${event.params.id}/agreement` }
        : replyTo(done, { pairingId: event.params.id });
    }),
  leave: (event) =>
    submit(event, async () => {
      const done = await leaveSuggestion(event.locals.runtime, actingIn(event));
      return replyTo(done, { pairingId: event.params.id });
    }),
};

const sayProblem = ({ field, code }: { field: string; code: string }): Problem => ({
  field,
  message: code === 'too_long' ? m.checkins_problem_too_long() : m.checkins_problem_choose_one(),
});

type Done =
  { outcome: 'done' } | { outcome: 'refused'; code: 'not_open' | 'answered' | 'nothing_to_say' };

const refusalWords = {
  not_open: m.checkins_problem_not_open,
  answered: m.checkins_problem_answered,
  nothing_to_say: m.checkins_problem_nothing_to_say,
};

function replyTo(
  done: Done,
  { pairingId, typed = emptyAnswer }: { pairingId: string; typed?: typeof emptyAnswer },
): Reply<Refusal> {
  if (done.outcome === 'done') return { goTo: `/pairings/${pairingId}/check-in` };
  const problem = { field: 'feels', message: refusalWords[done.code]() };
  return { status: 409, refusal: { typed, problems: [problem] } };
}
