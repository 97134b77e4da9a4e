/** What the page of a pairing shows once it has wrapped up: the same for both, whoever began it. */
import type { RequestEvent } from '@sveltejs/kit';
import {
  leaveGoodbye,
  leaveThanks,
  writePickedUp,
} from '#domain/pairings/last-words.commands.server.ts';
import { goodbyeWords, pickedUpWords, thanksWords } from '#domain/pairings/last-words.input.ts';
import { lastWordsOf } from '#domain/pairings/last-words.queries.server.ts';
import { textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { sayTerms } from '#ui/members/offer-words.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Reader } from './pairing-frame.server.ts';
import { actingIn, refusalOf, type Opened } from './open-pairing.server.ts';

/** A form of the archive as it is shown again. */
interface LastWordsFormState {
  field: string;
  words: string;
  problems: Problem[];
}

/** What the two left each other, what can still be left, and whether they may begin again. */
export async function archiveOf(read: Reader, { pairing, viewer, reader }: Opened) {
  const partings = await lastWordsOf(read, { pairingId: pairing.id, viewerId: viewer.id });
  const { lastWordsUntil, mayPairAgain, yourAgain, againTerms } = pairing;
  return {
    partings,
    until: lastWordsUntil === null ? '' : sayDate(lastWordsUntil, reader),
    again: mayPairAgain
      ? {
          isWished: yourAgain === 'yes',
          terms: againTerms === null ? '' : sayTerms(againTerms),
        }
      : null,
  };
}

type Field = 'goodbye' | 'thanks' | 'pickedUp';

const shapes = { goodbye: goodbyeWords, thanks: thanksWords, pickedUp: pickedUpWords };
const leaving = { goodbye: leaveGoodbye, thanks: leaveThanks, pickedUp: writePickedUp };

/** Leaves words on the way out; what cannot be left any more is simply not asked for any more. */
export async function leaveWords(
  event: RequestEvent<{ id: string }>,
  { form, field }: { form: FormData; field: Field },
): Promise<Reply<LastWordsFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const typed = textOf(form, field);
  const parsed = shapes[field].safeParse(typed);
  const isEmpty = parsed.success && parsed.data === '' && field === 'goodbye';
  if (!parsed.success || isEmpty) {
    const isLong = !parsed.success && parsed.error.issues[0]?.message === 'words_long';
    const message = isLong ? m.pairings_words_too_long() : m.pairings_words_missing();
    return { refusal: { field, words: typed, problems: [{ field, message }] } };
  }
  refusalOf(await leaving[field](runtime, { actor, pairingId, words: parsed.data }));
  return { goTo: `/pairings/${pairingId}#left` };
}
