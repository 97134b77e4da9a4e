import { tickGoal, tickStep } from '#domain/pairings/goals.commands.server.ts';
import {
  answerAfterChat,
  answerAgain,
  answerRenewal,
  sayWeChatted,
} from '#domain/pairings/private-answers.commands.server.ts';
import { hideThanks, showThanks } from '#domain/pairings/last-words.commands.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { archiveOf, leaveWords } from './pairing-archive.server.ts';
import { frameOf } from './pairing-frame.server.ts';
import { livingOf } from './living-pairing.server.ts';
import { actingIn, openPairing, refusalOf } from './open-pairing.server.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await openPairing(event);
  const { read } = event.locals.runtime.db;
  const frame = await frameOf(read, opened);
  const isOver = opened.pairing.state === 'wrapped_up';
  return {
    ...frame,
    living: isOver ? null : await livingOf(read, { opened, frame }),
    archive: isOver ? await archiveOf(read, opened) : null,
  };
};

export const actions: Actions = {
  /** "We've had our chat": both are asked now. */
  chatted: (event) =>
    submit(event, async () => {
      const { runtime, actor, pairingId } = actingIn(event);
      refusalOf(await sayWeChatted(runtime, { actor, pairingId }));
      return { goTo: `/pairings/${pairingId}` };
    }),
  answer: (event) =>
    submit(event, async (form) => {
      const { runtime, actor, pairingId } = actingIn(event);
      const says = saysIn(form);
      const answer = textOf(form, 'about') === 'renewal' ? answerRenewal : answerAfterChat;
      if (says !== null) refusalOf(await answer(runtime, { actor, pairingId, says }));
      return { goTo: `/pairings/${pairingId}` };
    }),
  tick: (event) =>
    submit(event, async (form) => {
      const { runtime, actor, pairingId } = actingIn(event);
      const id = textOf(form, 'id');
      const touching = { actor, pairingId, isDone: textOf(form, 'done') === 'yes' };
      refusalOf(
        textOf(form, 'is') === 'step'
          ? await tickStep(runtime, { ...touching, stepId: id })
          : await tickGoal(runtime, { ...touching, goalId: id }),
      );
      return { goTo: `/pairings/${pairingId}#goal-${id}` };
    }),
  again: (event) =>
    submit(event, async (form) => {
      const { runtime, actor, pairingId } = actingIn(event);
      const says = saysIn(form) ?? 'no';
      const result = await answerAgain(runtime, { actor, pairingId, says });
      const refusal = refusalOf(result);
      if (refusal === 'full' || refusal === 'not_available') {
        const problem = { field: 'again', message: m.pairings_again_not_now() };
        return { refusal: { field: 'again', words: '', problems: [problem] } };
      }
      const begun = result.outcome === 'done' ? result.pairingId : null;
      return { goTo: `/pairings/${begun ?? pairingId}` };
    }),
  goodbye: (event) => submit(event, (form) => leaveWords(event, { form, field: 'goodbye' })),
  thanks: (event) => submit(event, (form) => leaveWords(event, { form, field: 'thanks' })),
  pickedUp: (event) => submit(event, (form) => leaveWords(event, { form, field: 'pickedUp' })),
  show: (event) =>
    submit(event, async (form) => {
      const { runtime, actor, pairingId } = actingIn(event);
      await showThanks(runtime, { actor, thanksId: textOf(form, 'id') });
      return { goTo: `/pairings/${pairingId}#left` };
    }),
  hide: (event) =>
    submit(event, async (form) => {
      const { runtime, actor, pairingId } = actingIn(event);
      await hideThanks(runtime, { actor, thanksId: textOf(form, 'id') });
      return { goTo: `/pairings/${pairingId}#left` };
    }),
};

function saysIn(form: FormData): 'yes' | 'no' | null {
  const says = textOf(form, 'says');
  return says === 'yes' || says === 'no' ? says : null;
}
