import { error, type RequestEvent } from '@sveltejs/kit';
import {
  answerPlaceOffer,
  leaveWaitingList,
} from '#domain/requests/waiting-list.commands.server.ts';
import { waitingPlace } from '#domain/requests/waiting-list.queries.server.ts';
import { submit, textOf, type Reply } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { m } from '#words/paraglide/messages.js';
import { whoFits } from '../../[id]/other-mentors.server.ts';
import type { Actions, PageServerLoad } from './$types';

interface WaitingFormState {
  /** A sentence about what changed meanwhile. */
  meanwhile: string;
}

export const load: PageServerLoad = async ({ locals, params }) => {
  const { runtime } = locals;
  const viewer = viewerOf(locals);
  const now = runtime.clock.now();
  const asking = { waitingPlaceId: params.id, viewerId: viewer.id, now };
  const place = await waitingPlace(runtime.db.read, asking);
  if (place === undefined) error(404, 'not_found');
  const { skills } = place.note;
  const besides = [place.mentor.id];
  const isOver = place.state === 'let_go';
  const three = isOver ? await whoFits(locals, { viewer, skills, besides }) : [];
  return { place, three, now, timeZone: viewer.timeZone };
};

export const actions: Actions = {
  answer: (event) => submit(event, (form) => answer(event, form)),
  leave: (event) => submit(event, () => leave(event)),
};

async function answer(event: RequestEvent, form: FormData): Promise<Reply<WaitingFormState>> {
  const waitingPlaceId = idOf(event);
  const isYes = textOf(form, 'says') === 'yes';
  const answering = { actor: viewerOf(event.locals), waitingPlaceId, isYes };
  const done = await answerPlaceOffer(event.locals.runtime, answering);
  if (done.outcome === 'refused') return refuse(done.code);
  if (done.pairingId !== null) return { goTo: `/pairings/${done.pairingId}` };
  if (done.requestId !== null) return { goTo: `/requests/${done.requestId}`, saying: 'sent' };
  return { goTo: `/requests/waiting/${waitingPlaceId}`, saying: 'saved' };
}

async function leave(event: RequestEvent): Promise<Reply<WaitingFormState>> {
  const leaving = { actor: viewerOf(event.locals), waitingPlaceId: idOf(event) };
  const left = await leaveWaitingList(event.locals.runtime, leaving);
  return left.outcome === 'done' ? { goTo: '/pairings', saying: 'undone' } : refuse(left.code);
}

function refuse(code: string): Reply<WaitingFormState> {
  if (code === 'not_found') error(404, 'not_found');
  return { status: 409, refusal: { meanwhile: sentences[code]?.() ?? m.requests_no_gone() } };
}

const sentences: Partial<Record<string, () => string>> = {
  too_many_open: m.requests_no_many,
  too_many_today: m.requests_no_today,
};

function idOf({ params }: RequestEvent): string {
  return params['id'] ?? '';
}
