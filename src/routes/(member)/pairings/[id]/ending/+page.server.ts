import { redirect, type RequestEvent } from '@sveltejs/kit';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { leaveGoodbye } from '#domain/pairings/last-words.commands.server.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { readyGoodbyes, withReadyWords } from '#ui/pairings/goodbye-words.ts';
import { goodbyeWords } from '#domain/pairings/last-words.input.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf } from '../open-pairing.server.ts';

/** The form as it is shown again. */
interface EndingFormState {
  why: string;
  goodbye: string;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const { pairing, home } = await openPairing(event);
  if (pairing.state === 'wrapped_up') redirect(303, home);
  return {
    name: pairing.other.name,
    nextFor: pairing.nextFor,
    home,
    ready: readyGoodbyes(),
  };
};

export const actions: Actions = {
  end: (event) => submit(event, (form) => end(event, form)),
  /** Puts ready-made words into the note. Nothing is kept, not even in the address. */
  words: async (event): Promise<EndingFormState> => {
    const form = await readForm(event);
    const why = textOf(form, 'why');
    return { why, goodbye: withReadyWords(textOf(form, 'goodbye'), why), problems: [] };
  },
};

/** Both find the same page at the same address afterwards, so nothing is said on the way there. */
async function end(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<EndingFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const goodbye = goodbyeWords.safeParse(textOf(form, 'goodbye'));
  if (!goodbye.success) return { refusal: tooLong(form) };
  refusalOf(await wrapUp(runtime, { actor, pairingId }));
  if (goodbye.data !== '')
    refusalOf(await leaveGoodbye(runtime, { actor, pairingId, words: goodbye.data }));
  return { goTo: `/pairings/${pairingId}` };
}

const tooLong = (form: FormData): EndingFormState => ({
  why: textOf(form, 'why'),
  goodbye: textOf(form, 'goodbye'),
  problems: [{ field: 'goodbye', message: m.pairings_words_too_long() }],
});
