import type { RequestEvent } from '@sveltejs/kit';
import { leaveAgreement, okAgreement } from '#domain/pairings/agreements.commands.server.ts';
import { agreementOf, type AgreementView } from '#domain/pairings/agreements.queries.server.ts';
import { unreadOf } from '#domain/conversations/conversations.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { sayChanges, sayLines } from '#ui/pairings/agreement-words.ts';
import { headOf } from '#ui/pairings/pairing-head.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf, type Opened } from '../open-pairing.server.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await openPairing(event);
  const { pairing, viewer, reader, home } = opened;
  const about = { pairingId: pairing.id, viewerId: viewer.id };
  const { read } = event.locals.runtime.db;
  const agreement = await agreementOf(read, about);
  const unread = await unreadOf(read, viewer.id);
  const isLiving = pairing.state !== 'wrapped_up';
  const { kind } = pairing;
  const say = (view: AgreementView, reviewAt: number | null = null) =>
    sayLines(view.lines, { kind, reviewAt, ...reader });
  const { current, suggested = null, history = [] } = agreement ?? {};
  const bare = current === undefined ? [] : say(current);
  return {
    head: headOf(pairing, reader),
    hasNew: unread.has(pairing.conversationId),
    home,
    name: pairing.other.name,
    isLiving,
    lines: current === undefined ? [] : say(current, isLiving ? pairing.reviewAt : null),
    agreedHow: current === undefined ? '' : sayHow(current, opened),
    suggested: suggested && {
      id: suggested.id,
      by: suggested.by,
      yourOk: suggested.yourOk,
      lines: sayChanges(say(suggested), bare),
      day: sayDate(suggested.suggestedAt, reader),
    },
    history: history.map((view) => ({
      id: view.id,
      how: sayHow(view, opened),
      lines: say(view),
    })),
  };
};

/** Which version it is, and how it came about. */
function sayHow(view: AgreementView, { pairing, reader }: Opened): string {
  const { name } = pairing.other;
  const day = sayDate(view.suggestedAt, reader);
  if (view.number === 1) return m.pairings_agree_version_first({ day });
  const isAgreed = view.state === 'agreed';
  switch (view.by) {
    case 'you':
      return isAgreed
        ? m.pairings_agree_version_agreed_by_you({ name, day })
        : m.pairings_agree_version_replaced_you({ day });
    case 'them':
      return isAgreed
        ? m.pairings_agree_version_agreed_by_them({ name, day })
        : m.pairings_agree_version_replaced_them({ name, day });
    case 'us':
      return isAgreed
        ? m.pairings_agree_version_both({ day })
        : m.pairings_agree_version_us({ day });
  }
}

export const actions: Actions = {
  ok: (event) => submit(event, async (form) => answer(event, { form, answering: okAgreement })),
  leave: (event) =>
    submit(event, async (form) => answer(event, { form, answering: leaveAgreement })),
};

interface Answering {
  form: FormData;
  answering: typeof okAgreement | typeof leaveAgreement;
}

/** What was replaced meanwhile is no error: the page says how it stands now. */
async function answer(event: RequestEvent<{ id: string }>, { form, answering }: Answering) {
  const { runtime, actor, pairingId } = actingIn(event);
  const agreementId = textOf(form, 'agreement');
  refusalOf(await answering(runtime, { actor, pairingId, agreementId }));
  return { goTo: `/pairings/${pairingId}/agreement` };
}
