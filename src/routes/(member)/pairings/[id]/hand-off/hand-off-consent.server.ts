/** Somebody was suggested: the one it is about says yes, and what goes along; or not now. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { answerHandOff } from '#domain/hand-offs/hand-offs.commands.server.ts';
import type { HandOffView } from '#domain/hand-offs/hand-offs.queries.server.ts';
import { parseNote } from '#domain/requests/note.input.ts';
import { emptyNote } from '#domain/requests/note.ts';
import { findRequest } from '#domain/requests/requests.queries.server.ts';
import { allOf, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import type { DrawnGoal } from '#ui/pairings/drawn-goals.ts';
import { sayCannot } from '#ui/requests/cannot-words.ts';
import { problemOf } from '#ui/requests/note-words.ts';
import { m } from '#words/paraglide/messages.js';
import { actingIn, openPairing, type Opened } from '../open-pairing.server.ts';
import { skillsIn } from './hand-off-candidates.server.ts';

/** The consent as it is shown again. */
export interface Answered {
  working: string;
  goals: string[];
  problems: Problem[];
}

/** Who was suggested and by whom, with the words of the first note to begin from. */
export async function consentOf(
  locals: App.Locals,
  { opened, handOff, goals }: { opened: Opened; handOff: HandOffView; goals: DrawnGoal[] },
) {
  const { id, to, by, words } = handOff;
  return {
    id,
    to: { id: to.id, name: to.name, place: to.place },
    by,
    words,
    goals: goals.map((goal) => ({ id: goal.id, words: goal.words })),
    working: await firstWords(locals, opened),
  };
}

/** What the one who looks wrote at the very beginning, if it was them who wrote. */
async function firstWords(
  { runtime }: App.Locals,
  { pairing, viewer, reader }: Opened,
): Promise<string> {
  if (pairing.requestId === null) return '';
  const asked = { requestId: pairing.requestId, viewerId: viewer.id, now: reader.now };
  const request = await findRequest(runtime.db.read, asked);
  return request?.side === 'from' ? request.note.working : '';
}

/** A yes sends a note like any other; a no is told to nobody. */
export async function answer(
  event: RequestEvent<{ id: string }>,
  { form, isYes }: { form: FormData; isYes: boolean },
): Promise<Reply<Answered>> {
  const { runtime, actor } = actingIn(event);
  const { pairing, home } = await openPairing(event);
  const typed = { working: textOf(form, 'working'), goals: allOf(form, 'goals') };
  const answering = {
    actor,
    handOffId: textOf(form, 'handOff'),
    goalIds: typed.goals,
    heading: m.pairings_hand_heading(),
  };
  if (!isYes) {
    const result = await answerHandOff(runtime, { ...answering, note: null });
    if (result.outcome === 'refused') error(404, 'not_found');
    return { goTo: home };
  }
  const draft = { ...emptyNote, skills: skillsIn(pairing.topics.yours), times: [] };
  const parsed = parseNote({ ...draft, working: typed.working }, runtime.clock.now());
  if ('problems' in parsed)
    return { refusal: { ...typed, problems: parsed.problems.map(problemOf) } };
  const sent = await answerHandOff(runtime, { ...answering, note: parsed.note });
  if (sent.outcome === 'done')
    return { goTo: sent.requestId === null ? home : `/requests/${sent.requestId}` };
  const problem = { field: 'working', message: cannotSend(sent, textOf(form, 'name')) };
  return { refusal: { ...typed, problems: [problem] } };
}

type Refusal = Extract<Awaited<ReturnType<typeof answerHandOff>>, { outcome: 'refused' }>;

function cannotSend({ code }: Refusal, name: string): string {
  if (code === 'not_found') error(404, 'not_found');
  if (code === 'full') return m.pairings_hand_full({ other: name });
  if (code === 'note') return m.requests_problem_working();
  return sayCannot(name, { code }).text;
}
