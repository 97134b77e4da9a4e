import { error, type RequestEvent } from '@sveltejs/kit';
import { memberPage } from '#domain/directory/member-page.queries.server.ts';
import { untickBox } from '#domain/members/ticks.commands.server.ts';
import { profileOf } from '#domain/members/profiles.queries.server.ts';
import { replyToRequest, withdrawRequest } from '#domain/requests/answer-note.commands.server.ts';
import { longestReply, parseWords } from '#domain/requests/note.input.ts';
import { answerPassOn } from '#domain/requests/pass-on.commands.server.ts';
import { findRequest, type RequestPage } from '#domain/requests/requests.queries.server.ts';
import { sendSameNote } from '#domain/requests/send-note.commands.server.ts';
import { renderMarkdown } from '#lib/markdown.server.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { timeChoice } from '#ui/requests/time-choice.ts';
import { m } from '#words/paraglide/messages.js';
import { answer, readAnswer } from './answer-note.server.ts';
import { isAnswer, type AnswerForm } from './answer-note-form.ts';
import { findByName, suggestedTo, whoFits, type Candidate } from './other-mentors.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was typed, shown again. */
interface AnswerFormState {
  answer?: AnswerForm;
  /** Who goes by the name that was looked for. */
  found?: Candidate[];
  reply?: string;
  problems?: Problem[];
  /** A sentence about what changed meanwhile. */
  meanwhile?: string;
  /** Somebody to wait in line for instead. */
  waitFor?: { id: string; name: string };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const viewer = viewerOf(locals);
  const { runtime } = locals;
  const now = runtime.clock.now();
  const request = await requestFor(locals, params.id);
  const { other } = request;
  const clocks = { yourZone: viewer.timeZone, theirZone: other.timeZone, name: other.name };
  const asked = url.searchParams.get('answer') ?? '';
  return {
    request,
    now,
    timeZone: viewer.timeZone,
    messages: request.messages.map((message) => ({
      ...message,
      html: renderMarkdown(message.body),
    })),
    times: request.note.times.filter((at) => at > now).map((at) => timeChoice(at, clocks)),
    preselected: isAnswer(asked) ? asked : ('yes' as const),
    person: await aboutThem(locals, request),
    candidates: await candidatesFor(locals, request),
    three: await threeFor(locals, request),
    more: url.searchParams.has('more') && request.side === 'to' ? await roomOf(locals) : undefined,
  };
};

export const actions: Actions = {
  answer: (event) => submit(event, (form) => answer(event, { form, requestId: idOf(event) })),
  /** Looks somebody up to pass the note to: the same page, with nothing sent and nothing lost. */
  find: async (event) => find(event, await readForm(event)),
  reply: (event) => submit(event, (form) => reply(event, form)),
  withdraw: (event) => submit(event, () => withdraw(event)),
  next: (event) => submit(event, (form) => sendOn(event, form)),
  pass: (event) => submit(event, (form) => answerPass(event, form)),
  /** After a yes: whether more people may write. */
  more: (event) => submit(event, (form) => takeMore(event, form)),
};

async function find(event: RequestEvent, form: FormData): Promise<AnswerFormState> {
  const viewer = viewerOf(event.locals);
  const { other } = await requestFor(event.locals, idOf(event));
  const typed = readAnswer(form);
  const found = await findByName(event.locals, { viewer, words: typed.who, except: other.id });
  return { answer: { ...typed, answer: 'pass' }, found };
}

async function reply(event: RequestEvent, form: FormData): Promise<Reply<AnswerFormState>> {
  const typed = textOf(form, 'reply');
  const parsed = parseWords(typed, { mayBeEmpty: false });
  const requestId = idOf(event);
  if ('problem' in parsed) {
    const request = await requestFor(event.locals, requestId);
    const message =
      parsed.problem === 'words_missing'
        ? m.requests_problem_reply({ name: request.other.name })
        : m.requests_problem_words_long({ limit: String(longestReply) });
    return { refusal: { reply: typed, problems: [{ field: 'reply', message }] } };
  }
  const replying = { actor: viewerOf(event.locals), requestId, words: parsed.words };
  const done = await replyToRequest(event.locals.runtime, replying);
  if (done.outcome === 'done') return { goTo: `/requests/${requestId}`, saying: 'sent' };
  return overtaken(done.code, { reply: typed });
}

async function withdraw(event: RequestEvent): Promise<Reply<AnswerFormState>> {
  const requestId = idOf(event);
  const taking = { actor: viewerOf(event.locals), requestId };
  const done = await withdrawRequest(event.locals.runtime, taking);
  if (done.outcome === 'done') return { goTo: `/requests/${requestId}`, saying: 'undone' };
  return overtaken(done.code, {});
}

async function sendOn(event: RequestEvent, form: FormData): Promise<Reply<AnswerFormState>> {
  const mentorId = textOf(form, 'mentor');
  const sending = { actor: viewerOf(event.locals), requestId: idOf(event), mentorId };
  const sent = await sendSameNote(event.locals.runtime, sending);
  if (sent.outcome === 'done') return { goTo: `/requests/${sent.requestId}`, saying: 'sent' };
  return cannotGoOn(event, { code: sent.code, toId: mentorId });
}

async function answerPass(event: RequestEvent, form: FormData): Promise<Reply<AnswerFormState>> {
  const requestId = idOf(event);
  const isYes = textOf(form, 'says') === 'yes';
  const answering = { actor: viewerOf(event.locals), requestId, isYes };
  const done = await answerPassOn(event.locals.runtime, answering);
  if (done.outcome === 'done')
    return done.requestId === null
      ? { goTo: `/requests/${requestId}`, saying: 'saved' }
      : { goTo: `/requests/${done.requestId}`, saying: 'sent' };
  const { passedTo } = await requestFor(event.locals, requestId);
  return cannotGoOn(event, { code: done.code, toId: passedTo?.id ?? '' });
}

/** Why the same words cannot go to that person: they filled up, left the list, or there is one already. */
async function cannotGoOn(
  event: RequestEvent,
  { code, toId }: { code: string; toId: string },
): Promise<Reply<AnswerFormState>> {
  if (code === 'not_found' || code === 'nobody') error(404, 'not_found');
  const person = await personCalled(event.locals, toId);
  const name = person?.name ?? '';
  switch (code) {
    case 'full':
      return {
        status: 409,
        refusal: { meanwhile: m.requests_person_full({ name }), waitFor: { id: toId, name } },
      };
    case 'too_many_open':
      return { status: 409, refusal: { meanwhile: m.requests_no_many() } };
    case 'too_many_today':
      return { status: 409, refusal: { meanwhile: m.requests_no_today() } };
    case 'not_available':
    case 'learners_only':
      return { status: 409, refusal: { meanwhile: m.requests_person_away({ name }) } };
    default:
      return { status: 409, refusal: { meanwhile: m.requests_no_gone() } };
  }
}

async function takeMore(event: RequestEvent, form: FormData): Promise<Reply<AnswerFormState>> {
  const viewer = viewerOf(event.locals);
  const request = await requestFor(event.locals, idOf(event));
  const goTo = request.pairingId === null ? '/pairings' : `/pairings/${request.pairingId}`;
  if (textOf(form, 'says') === 'yes') return { goTo };
  await untickBox(event.locals.runtime, { memberId: viewer.id });
  return { goTo, saying: 'unticked' };
}

/** Somebody was quicker, or time was. */
function overtaken(code: string, typed: Pick<AnswerFormState, 'reply'>): Reply<AnswerFormState> {
  if (code === 'not_found') error(404, 'not_found');
  return { status: 409, refusal: { ...typed, meanwhile: m.requests_no_gone() } };
}

async function requestFor(locals: App.Locals, requestId: string): Promise<RequestPage> {
  const { runtime } = locals;
  const viewerId = viewerOf(locals).id;
  const asking = { requestId, viewerId, now: runtime.clock.now() };
  const request = await findRequest(runtime.db.read, asking);
  // Not there and not yours look alike (requirement C2).
  if (request === undefined) error(404, 'not_found');
  return request;
}

/** Their skills beside the viewer's, for the one who has to decide. */
async function aboutThem(locals: App.Locals, { side, other, state }: RequestPage) {
  if (side === 'from' || state !== 'open') return undefined;
  return personCalled(locals, other.id);
}

async function personCalled(locals: App.Locals, memberId: string) {
  const { runtime, community } = locals;
  if (community === undefined) return undefined;
  const asking = { memberId, viewer: viewerOf(locals), community, now: runtime.clock.now() };
  return memberPage(runtime.db.read, asking);
}

/** People the note could be passed to. */
async function candidatesFor(locals: App.Locals, request: RequestPage) {
  if (request.side === 'from' || request.state !== 'open') return [];
  return suggestedTo(locals, { viewer: viewerOf(locals), request });
}

/** Who else might fit, once the note has ended without a yes and went nowhere else. */
async function threeFor(locals: App.Locals, request: RequestPage) {
  const { side, state, nextId, passedTo, passAnswer } = request;
  const isOver = side === 'from' && state !== 'open' && state !== 'accepted' && nextId === null;
  const isUndecided = state === 'passed_on' && passedTo !== null && passAnswer === '';
  if (!isOver || isUndecided) return undefined;
  const besides = [request.other.id, request.passedTo?.id ?? ''];
  return whoFits(locals, { viewer: viewerOf(locals), skills: request.note.skills, besides });
}

async function roomOf(locals: App.Locals) {
  const { runtime } = locals;
  const own = await profileOf(runtime.db.read, { memberId: viewerOf(locals).id });
  if (own === undefined || own.tick.availableAt === null) return undefined;
  return { left: Math.max(0, own.profile.capacity - own.held) };
}

function idOf({ params }: RequestEvent): string {
  return params['id'] ?? '';
}
