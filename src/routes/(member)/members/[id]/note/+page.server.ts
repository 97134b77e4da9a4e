import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { dropDraft, saveDraft } from '#domain/conversations/drafts.commands.server.ts';
import { draftValue, draftValues, typedIn, type Draft } from '#domain/conversations/draft.ts';
import { draftOf } from '#domain/conversations/drafts.queries.server.ts';
import { liveList } from '#domain/directory/live-list.queries.server.ts';
import { timesInCommon } from '#domain/members/times-in-common.queries.server.ts';
import { parseNote, type NoteDraft } from '#domain/requests/note.input.ts';
import type { Note } from '#domain/requests/note.ts';
import type { SendRefusal } from '#domain/requests/request.policy.ts';
import { findRequest } from '#domain/requests/requests.queries.server.ts';
import { sendRequest } from '#domain/requests/send-note.commands.server.ts';
import {
  mayWriteTo,
  type MayWrite,
  type MentorFacts,
} from '#domain/requests/writing-eligibility.queries.server.ts';
import { waitingPlace } from '#domain/requests/waiting-list.queries.server.ts';
import { joinWaitingList } from '#domain/requests/waiting-list.commands.server.ts';
import { allOf, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { problemOf } from '#ui/requests/note-words.ts';
import { timeChoice } from '#ui/requests/time-choice.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form again, as it was typed. */
interface NoteFormState {
  typed: NoteDraft;
  problems?: Problem[];
  /** What changed while the note was being written. */
  because?: SendRefusal | 'full' | 'room';
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const viewer = viewerOf(locals);
  const { runtime } = locals;
  const now = runtime.clock.now();
  const asking = { writer: viewer, mentorId: params.id, now };
  const allowed = await mayWriteTo(runtime.db.read, asking);
  const mentor = whomTo(allowed, params.id);
  const saved = await draftOf(runtime.db.read, { memberId: viewer.id, about: aboutOf(params.id) });
  const again = url.searchParams.get('words');
  const earlier = saved === undefined && again !== null ? await wordsOf(locals, again) : undefined;
  const typed = earlier ?? asTyped(saved);
  const asked = { memberId: viewer.id, otherId: params.id, now };
  const { times, isMineSaid, isTheirsSaid } = await timesInCommon(runtime.db.read, asked);
  const clocks = { yourZone: viewer.timeZone, theirZone: mentor.timeZone, name: mentor.name };
  return {
    mentor,
    allowed: allowed.may ? { may: true as const, isFull: allowed.isFull } : closed(allowed),
    typed,
    about: aboutOf(params.id),
    isKept: earlier === undefined && `${typed.working}${typed.share}`.trim() !== '',
    times: withTyped(times, { typed, now }).map((at) => timeChoice(at, clocks)),
    isMineSaid,
    isTheirsSaid,
    words: await wordsAbout(locals, params.id),
  };
};

export const actions: Actions = {
  send: (event) => submit(event, (form) => send(event, form)),
  wait: (event) => submit(event, (form) => wait(event, form)),
};

async function send(event: RequestEvent, form: FormData): Promise<Reply<NoteFormState>> {
  const typed = typedNote(form);
  const parsed = noteFrom(event, typed);
  if ('problems' in parsed) return { refusal: { typed, problems: parsed.problems } };
  const mentorId = idOf(event);
  const sending = { actor: viewerOf(event.locals), mentorId, note: parsed.note };
  const sent = await sendRequest(event.locals.runtime, sending);
  if (sent.outcome === 'refused') return keepAndSay(event, { form, code: sent.code });
  await forgetWords(event);
  return { goTo: `/requests/${sent.requestId}`, saying: 'sent' };
}

async function wait(event: RequestEvent, form: FormData): Promise<Reply<NoteFormState>> {
  const typed = typedNote(form);
  const parsed = noteFrom(event, typed);
  if ('problems' in parsed) return { refusal: { typed, problems: parsed.problems } };
  const joining = { actor: viewerOf(event.locals), mentorId: idOf(event), note: parsed.note };
  const joined = await joinWaitingList(event.locals.runtime, joining);
  if (joined.outcome === 'refused') return keepAndSay(event, { form, code: joined.code });
  await forgetWords(event);
  return { goTo: `/requests/waiting/${joined.waitingPlaceId}`, saying: 'added' };
}

/** Nothing that was written is lost because it cannot go now. */
async function keepAndSay(
  event: RequestEvent,
  { form, code }: { form: FormData; code: SendRefusal | 'full' | 'room' | 'note' },
): Promise<Reply<NoteFormState>> {
  if (code === 'nobody') error(404, 'not_found');
  await keepWords(event, form);
  // The form was looked at before; whoever sends something else has no form of ours.
  if (code === 'note') error(400, 'not_a_form');
  return { status: 409, refusal: { typed: typedNote(form), because: code } };
}

function noteFrom(
  { locals }: RequestEvent,
  typed: NoteDraft,
): { note: Note } | { problems: Problem[] } {
  const parsed = parseNote(typed, locals.runtime.clock.now());
  return 'note' in parsed ? parsed : { problems: parsed.problems.map(problemOf) };
}

const typedNote = (form: FormData): NoteDraft => ({
  skills: allOf(form, 'skills').filter((skill) => skill !== ''),
  working: textOf(form, 'working'),
  share: textOf(form, 'share'),
  start: textOf(form, 'start'),
  times: allOf(form, 'times'),
  isSwap: textOf(form, 'isSwap') !== '',
});

const aboutOf = (mentorId: string): string => `note:${mentorId}`;

const keepWords = (event: RequestEvent, form: FormData): Promise<void> =>
  saveDraft(event.locals.runtime, {
    memberId: viewerOf(event.locals).id,
    about: aboutOf(idOf(event)),
    fields: typedIn(form),
  });

const forgetWords = (event: RequestEvent): Promise<void> =>
  dropDraft(event.locals.runtime, {
    memberId: viewerOf(event.locals).id,
    about: aboutOf(idOf(event)),
  });

/** What was kept of the form, or an empty one. */
const asTyped = (saved: Draft | undefined): NoteDraft => ({
  skills: draftValues(saved, 'skills').filter((skill) => skill !== ''),
  working: draftValue(saved, { name: 'working' }),
  share: draftValue(saved, { name: 'share' }),
  start: draftValue(saved, { name: 'start', otherwise: 'chat' }),
  times: draftValues(saved, 'times'),
  isSwap: draftValue(saved, { name: 'isSwap' }) !== '',
});

/** The words of an earlier note of the viewer's own, to be changed for somebody else. */
async function wordsOf(
  { runtime, viewer }: App.Locals,
  id: string,
): Promise<NoteDraft | undefined> {
  const { read } = runtime.db;
  const asking = { viewerId: viewer?.id ?? '', now: runtime.clock.now() };
  const request = await findRequest(read, { requestId: id, ...asking });
  const place =
    request === undefined ? await waitingPlace(read, { waitingPlaceId: id, ...asking }) : undefined;
  const note = request?.side === 'from' ? request.note : place?.note;
  return note === undefined ? undefined : { ...note, skills: [...note.skills], times: [] };
}

/** The beginning of what somebody wrote about themselves, while they are on the list. */
async function wordsAbout({ runtime }: App.Locals, memberId: string): Promise<string> {
  const cards = await liveList(runtime.db.read).cards([memberId]);
  return cards.get(memberId)?.ownWords ?? '';
}

/** What was ticked before stays to be seen, as long as it lies ahead. */
function withTyped(
  times: readonly number[],
  { typed, now }: { typed: NoteDraft; now: number },
): number[] {
  const ticked = typed.times.map(Number).filter((at) => Number.isSafeInteger(at) && at > now);
  return [...new Set([...times, ...ticked])].toSorted((a, b) => a - b);
}

function whomTo(allowed: MayWrite, mentorId: string): MentorFacts {
  if (!allowed.may && allowed.code === 'self') redirect(303, `/members/${mentorId}`);
  if (allowed.mentor === undefined) error(404, 'not_found');
  return allowed.mentor;
}

const closed = ({
  code,
  requestId,
  pairingId,
  waitingPlaceId,
}: Extract<MayWrite, { may: false }>) => ({
  may: false as const,
  ...{ code, requestId, pairingId, waitingPlaceId },
});

function idOf({ params }: RequestEvent): string {
  return params['id'] ?? '';
}
