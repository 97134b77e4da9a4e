import type { RequestEvent } from '@sveltejs/kit';
import { revokeContact, shareContact } from '#domain/pairings/contacts.commands.server.ts';
import { contactForm } from '#domain/pairings/contact.input.ts';
import { contactsOf } from '#domain/pairings/contacts.queries.server.ts';
import { submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf } from '../open-pairing.server.ts';

/** The form as it is shown again. */
interface ContactFormState {
  label: string;
  value: string;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const { pairing, viewer, home } = await openPairing(event);
  const { read } = event.locals.runtime.db;
  const contacts = await contactsOf(read, { pairingId: pairing.id, viewerId: viewer.id });
  return {
    home,
    name: pairing.other.name,
    isLiving: pairing.state !== 'wrapped_up',
    contacts: contacts ?? { yours: [], theirs: [] },
  };
};

export const actions: Actions = {
  share: (event) => submit(event, (form) => share(event, form)),
  revoke: (event) =>
    submit(event, async (form) => {
      const { runtime, actor, pairingId } = actingIn(event);
      refusalOf(await revokeContact(runtime, { actor, pairingId, contactId: textOf(form, 'id') }));
      return { goTo: `/pairings/${pairingId}/contacts`, saying: 'undone' };
    }),
};

async function share(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<ContactFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const typed = { label: textOf(form, 'label'), value: textOf(form, 'value') };
  const parsed = contactForm.safeParse(typed);
  if (!parsed.success) {
    const codes = parsed.error.issues.map(({ message }) => message);
    return { refusal: { ...typed, problems: codes.map(problemOf) } };
  }
  const refusal = refusalOf(await shareContact(runtime, { actor, pairingId, ...parsed.data }));
  if (refusal === 'too_many') {
    const problem = { field: 'label', message: m.pairings_contact_too_many() };
    return { refusal: { ...typed, problems: [problem] } };
  }
  return { goTo: `/pairings/${pairingId}/contacts` };
}

function problemOf(code: string): Problem {
  const field = code.startsWith('label') ? 'label' : 'value';
  if (code.endsWith('missing'))
    return {
      field,
      message:
        field === 'label' ? m.pairings_contact_label_missing() : m.pairings_contact_value_missing(),
    };
  return {
    field,
    message: code.endsWith('long') ? m.pairings_contact_too_long() : m.pairings_contact_hidden(),
  };
}
