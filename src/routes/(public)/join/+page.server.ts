import { redirect } from '@sveltejs/kit';
import { joinForm } from '#domain/accounts/joining.input.ts';
import { joinCommunity, readTicket } from '#domain/accounts/joining.commands.server.ts';
import { statusOnJoining } from '#domain/accounts/joining.policy.ts';
import { setLocaleCookie, readCookie } from '#door/cookies.server.ts';
import { askerOf, comeIn } from '#door/sign-in.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const ticketOf = ({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>) =>
  readTicket(locals.runtime, readCookie(cookies, locals.runtime.config, 'joining'));

export const load: PageServerLoad = (event) => {
  const { viewer, community } = event.locals;
  if (viewer !== null) redirect(303, '/');
  const ticket = ticketOf(event);
  if (ticket === null || community === undefined) redirect(303, '/sign-in');
  const hasInvite = ticket.inviteId !== null || ticket.memberId !== null;
  return {
    name: ticket.name,
    minimumAge: community.minimumAge,
    isByApproval: statusOnJoining(community.joinPolicy, { hasInvite }) === 'waiting',
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { runtime, locale, community } = event.locals;
      const ticket = ticketOf(event);
      if (ticket === null) return { goTo: '/sign-in' };
      const values = {
        name: textOf(form, 'name'),
        age: textOf(form, 'age'),
        conduct: textOf(form, 'conduct'),
      };
      const parsed = joinForm.safeParse({
        name: values.name,
        isOldEnough: values.age === 'on',
        agrees: values.conduct === 'on',
      });
      if (!parsed.success) {
        const problems = parsed.error.issues.map(({ message }) =>
          problemOf(message, community?.minimumAge ?? 18),
        );
        return { refusal: { problems, values, isClosed: false } };
      }
      const { userAgent } = askerOf(event);
      const joined = await joinCommunity(runtime, { ticket, form: parsed.data, userAgent, locale });
      if (joined.outcome === 'refused')
        return { refusal: { problems: [], values, isClosed: true } };
      await comeIn(event, joined.sessionToken);
      setLocaleCookie(event.cookies, runtime.config, locale);
      return joined.status === 'active'
        ? { goTo: joined.goTo, saying: 'welcome' }
        : { goTo: joined.goTo };
    }),
};

function problemOf(code: string, age: number): { field: string; message: string } {
  switch (code) {
    case 'age_missing':
      return { field: 'age', message: m.accounts_age_missing({ age }) };
    case 'conduct_missing':
      return { field: 'conduct', message: m.accounts_conduct_missing() };
    case 'name_long':
      return { field: 'name', message: m.accounts_name_long() };
    case 'name_hidden':
      return { field: 'name', message: m.accounts_name_hidden() };
    default:
      return { field: 'name', message: m.accounts_name_missing() };
  }
}
