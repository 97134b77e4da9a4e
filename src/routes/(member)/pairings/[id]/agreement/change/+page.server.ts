import { redirect, type RequestEvent } from '@sveltejs/kit';
import { suggestAgreement } from '#domain/pairings/agreements.commands.server.ts';
import {
  parseAgreement,
  type AgreementForm,
  type AgreementProblem,
} from '#domain/pairings/agreement.input.ts';
import { agreementOf } from '#domain/pairings/agreements.queries.server.ts';
import { submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { choicesFor, formOf } from '#ui/pairings/agreement-form.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf } from '../../open-pairing.server.ts';

/** The form as it is shown again. */
interface AgreementFormState {
  typed: AgreementForm;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const { pairing, home } = await openPairing(event);
  if (pairing.state === 'wrapped_up') redirect(303, `${home}/agreement`);
  const { current, suggested } = await standing(event);
  const terms = current?.lines.terms ?? null;
  const lines = (suggested ?? current)?.lines;
  return {
    home,
    name: pairing.other.name,
    typed: lines === undefined ? null : formOf(lines, terms),
    choices: choicesFor(terms, pairing.kind),
  };
};

/** What holds, and what is suggested, which is what one goes on from. */
async function standing(event: RequestEvent<{ id: string }>) {
  const { runtime, actor, pairingId } = actingIn(event);
  const agreement = await agreementOf(runtime.db.read, { pairingId, viewerId: actor.id });
  return { current: agreement?.current, suggested: agreement?.suggested ?? null };
}

export const actions: Actions = {
  suggest: (event) => submit(event, (form) => suggest(event, form)),
};

async function suggest(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<AgreementFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const { pairing } = await openPairing(event);
  const { current } = await standing(event);
  const typed = readForm(form);
  const parsed = parseAgreement(typed, current?.lines.terms ?? null);
  if ('problems' in parsed) return { refusal: { typed, problems: parsed.problems.map(problemOf) } };
  const { lines } = parsed;
  const refusal = refusalOf(await suggestAgreement(runtime, { actor, pairingId, lines }));
  if (refusal !== 'same') return { goTo: `/pairings/${pairing.id}/agreement` };
  return { refusal: { typed, problems: [{ field: 'every', message: m.pairings_agree_same() }] } };
}

const readForm = (form: FormData): AgreementForm => ({
  every: textOf(form, 'every'),
  minutes: textOf(form, 'minutes'),
  way: textOf(form, 'way'),
  where: textOf(form, 'where'),
  replyHours: textOf(form, 'replyHours'),
  terms: textOf(form, 'terms'),
  amount: textOf(form, 'amount'),
  currency: textOf(form, 'currency'),
  between: textOf(form, 'between'),
  reviewAfterMonths: textOf(form, 'reviewAfterMonths'),
  moves: textOf(form, 'moves') || 'see',
});

const words: Record<AgreementProblem['code'], () => string> = {
  choose_one: m.pairings_agree_choose,
  too_long: m.pairings_words_too_long,
  amount_unusable: m.pairings_agree_amount_odd,
};

const problemOf = ({ field, code }: AgreementProblem): Problem => ({
  field,
  message: words[code](),
});
