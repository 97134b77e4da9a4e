import { redirect, type RequestEvent } from '@sveltejs/kit';
import { suggestNext } from '#domain/hand-offs/hand-offs.commands.server.ts';
import { handOffWords } from '#domain/hand-offs/hand-off.input.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { findByName, type Candidate } from '../../../requests/[id]/other-mentors.server.ts';
import { frameOf } from '../pairing-frame.server.ts';
import { actingIn, openPairing, refusalOf } from '../open-pairing.server.ts';
import { candidatesFor } from './hand-off-candidates.server.ts';
import { answer, consentOf, type Answered } from './hand-off-consent.server.ts';

/** The suggestion as it is shown again. */
interface HandOffFormState {
  to: string;
  words: string;
  who: string;
  found?: Candidate[];
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const opened = await openPairing(event);
  const { pairing, home } = opened;
  const frame = await frameOf(event.locals.runtime.db.read, opened);
  const [waiting] = frame.forYou;
  const isTooLate = pairing.state === 'wrapped_up' && pairing.lastWordsUntil === null;
  if (waiting === undefined && isTooLate) redirect(303, home);
  return {
    home,
    name: pairing.other.name,
    nextFor: pairing.nextFor,
    byYou: frame.byYou.map(({ id, to }) => ({ id, to: to.name })),
    consent:
      waiting === undefined
        ? null
        : await consentOf(event.locals, { opened, handOff: waiting, goals: frame.goals.yours }),
    candidates: waiting === undefined ? await candidatesFor(event.locals, opened) : [],
  };
};

export const actions: Actions = {
  suggest: (event) => submit(event, (form) => suggest(event, form)),
  /** Looks for somebody by name; nothing is sent, and nothing typed is lost. */
  find: async (event): Promise<HandOffFormState> => {
    const { pairing, viewer } = await openPairing(event);
    const typed = typedIn(await readForm(event));
    const asked = { viewer, words: typed.who, except: pairing.other.id };
    return { ...typed, found: await findByName(event.locals, asked), problems: [] };
  },
  send: (event) => submit<Answered>(event, (form) => answer(event, { form, isYes: true })),
  notNow: (event) => submit<Answered>(event, (form) => answer(event, { form, isYes: false })),
};

const typedIn = (form: FormData) => ({
  to: textOf(form, 'to'),
  words: textOf(form, 'words'),
  who: textOf(form, 'who'),
});

async function suggest(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<HandOffFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const { pairing, home } = await openPairing(event);
  const typed = typedIn(form);
  const refuse = (field: string, message: string): Reply<HandOffFormState> => ({
    refusal: { ...typed, problems: [{ field, message }] },
  });
  const words = handOffWords.safeParse(typed.words);
  if (typed.to === '') return refuse('to', m.pairings_hand_choose());
  if (!words.success) return refuse('words', m.pairings_words_too_long());
  const suggestion = { actor, pairingId, toId: typed.to, words: words.data };
  const refusal = refusalOf(await suggestNext(runtime, suggestion));
  if (refusal === 'not_available') return refuse('to', m.pairings_hand_away());
  // Whoever goes on themselves says next what goes along.
  return { goTo: pairing.nextFor === 'you' ? `${home}/hand-off` : home };
}
