/** Answers to what one of the two suggested about their meetings. */
import { error, type RequestEvent } from '@sveltejs/kit';
import {
  acceptSuggestion,
  withdrawSuggestion,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';
import { textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { timeChoice, type TimeChoice } from '#ui/requests/time-choice.ts';
import { m } from '#words/paraglide/messages.js';
import { actingIn, openPairing, refusalOf } from '../open-pairing.server.ts';
import { sceneOf } from './meetings-context.server.ts';

interface SuggestionFormState {
  problems: Problem[];
  typed: null;
  /** Where a time was taken meanwhile: the nearest that are free, to be suggested instead. */
  nearest: { times: TimeChoice[]; minutes: string; placeKind: string; place: string } | null;
}

type Event = RequestEvent<{ id: string }>;

export async function accept(event: Event, form: FormData): Promise<Reply<SuggestionFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const suggestionId = textOf(form, 'suggestion');
  const choice = Number(textOf(form, `choice-${suggestionId}`));
  const accepted = await acceptSuggestion(runtime, {
    actor,
    suggestionId,
    ...(Number.isSafeInteger(choice) && choice > 0 && { choice }),
  });
  const goTo = `/pairings/${pairingId}/meetings`;
  if (accepted.outcome === 'done') return { goTo };
  if (refusalOf(accepted) !== 'taken') return { goTo };
  const nearest = 'nearest' in accepted ? accepted.nearest : [];
  return { status: 409, refusal: await takenMeanwhile(event, { suggestionId, nearest }) };
}

async function takenMeanwhile(
  event: Event,
  { suggestionId, nearest }: { suggestionId: string; nearest: readonly number[] },
): Promise<SuggestionFormState> {
  const opened = await openPairing(event);
  const { you, other } = opened.pairing;
  const { views } = await sceneOf(event.locals.runtime.db.read, opened);
  const suggested = views.find(({ id }) => id === suggestionId)?.suggested;
  const problems = [{ field: `choice-${suggestionId}`, message: m.meetings_taken_plain() }];
  if (suggested?.kind !== 'times' || nearest.length === 0)
    return { problems, typed: null, nearest: null };
  const clocks = { yourZone: you.timeZone, theirZone: other.timeZone, name: other.name };
  const { minutes, placeKind, place } = suggested;
  const times = nearest.map((at) => timeChoice(at, clocks));
  return {
    problems,
    typed: null,
    nearest: { times, minutes: String(minutes), placeKind, place },
  };
}

export async function withdraw(event: Event, form: FormData): Promise<Reply<SuggestionFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const suggestionId = textOf(form, 'suggestion');
  const { read } = runtime.db;
  // What stands in another pairing is answered there.
  const { views } = await sceneOf(read, await openPairing(event));
  if (!views.some(({ id }) => id === suggestionId)) error(404, 'not_found');
  refusalOf(await withdrawSuggestion(runtime, { actor, suggestionId }));
  return { goTo: `/pairings/${pairingId}/meetings` };
}
