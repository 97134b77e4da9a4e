import type { RequestEvent } from '@sveltejs/kit';
import { pendingChange } from '#domain/accounts/email-change.queries.server.ts';
import { findOwner } from '#domain/accounts/email-addresses.queries.server.ts';
import { removePasskey, renamePasskey } from '#domain/accounts/passkeys.commands.server.ts';
import { passkeyName } from '#domain/accounts/passkey.input.ts';
import { passkeysOf } from '#domain/accounts/passkeys.queries.server.ts';
import { chooseLocale, chooseTheme } from '#domain/members/preferences.commands.server.ts';
import { disconnect } from '#domain/accounts/sign-in-providers.commands.server.ts';
import { connectedTo } from '#domain/accounts/sign-in-providers.queries.server.ts';
import { endOthers, endSession } from '#domain/accounts/sessions.commands.server.ts';
import { signInsOf } from '#domain/accounts/sessions.queries.server.ts';
import { setLocaleCookie } from '#door/cookies.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { signedInOf } from '#door/viewer.server.ts';
import { localeOf } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

function memberOf({ locals }: Pick<RequestEvent, 'locals'>): {
  memberId: string;
  sessionId: string;
} {
  const { viewer, sessionId } = signedInOf(locals);
  return { memberId: viewer.id, sessionId };
}

export const load: PageServerLoad = async (event) => {
  const { memberId, sessionId } = memberOf(event);
  const { runtime } = event.locals;
  const now = runtime.clock.now();
  const { read } = runtime.db;
  const [owner, pending, passkeys, connected, signIns] = await Promise.all([
    findOwner(read, memberId),
    pendingChange(read, { memberId, now }),
    passkeysOf(read, memberId),
    connectedTo(read, memberId),
    signInsOf(read, { memberId, currentId: sessionId, now }),
  ]);
  const providers = runtime.config.providers.map(({ id, name }) => ({
    id,
    name,
    isConnected: connected.includes(id),
  }));
  return {
    chosenLocale: owner?.locale ?? '',
    theme: event.locals.viewer?.theme ?? '',
    timeZone: event.locals.viewer?.timeZone || 'UTC',
    address: owner?.address ?? '',
    pending,
    passkeys,
    providers,
    signIns,
  };
};

const themes = ['', 'light', 'dark'] as const;

export const actions: Actions = {
  look: (event) =>
    submit(event, async (form) => {
      const { memberId } = memberOf(event);
      const { runtime } = event.locals;
      const theme = themes.find((choice) => choice === textOf(form, 'theme')) ?? '';
      const locale = localeOf(textOf(form, 'locale')) ?? '';
      await chooseTheme(runtime, { memberId, theme });
      await chooseLocale(runtime, { memberId, locale });
      if (locale !== '') setLocaleCookie(event.cookies, runtime.config, locale);
      return { goTo: '/settings', saying: 'saved' };
    }),
  rename: (event) =>
    submit(event, async (form) => {
      const { memberId } = memberOf(event);
      const id = textOf(form, 'id');
      const name = passkeyName(textOf(form, 'name'));
      if (name === '') {
        return {
          refusal: { problems: [{ field: `name-${id}`, message: m.accounts_passkey_name_odd() }] },
        };
      }
      await renamePasskey(event.locals.runtime, { id, memberId, name });
      return { goTo: '/settings#passkeys', saying: 'saved' };
    }),
  remove: (event) =>
    submit(event, async (form) => {
      const { memberId } = memberOf(event);
      await removePasskey(event.locals.runtime, { id: textOf(form, 'id'), memberId });
      return { goTo: '/settings#passkeys', saying: 'removed' };
    }),
  disconnect: (event) =>
    submit(event, async (form) => {
      const { memberId } = memberOf(event);
      await disconnect(event.locals.runtime, { memberId, provider: textOf(form, 'provider') });
      return { goTo: '/settings#accounts', saying: 'removed' };
    }),
  end: (event) =>
    submit(event, async (form) => {
      const { memberId, sessionId } = memberOf(event);
      const { runtime } = event.locals;
      const id = textOf(form, 'id');
      if (id === sessionId) return { goTo: '/sign-out' };
      await endSession(runtime, { id, memberId });
      runtime.log.info({ security: 'session_ended', member: memberId }, 'a sign-in was ended');
      return { goTo: '/settings#sign-ins', saying: 'ended' };
    }),
  endOthers: (event) =>
    submit(event, async () => {
      const { memberId, sessionId } = memberOf(event);
      await endOthers(event.locals.runtime, { memberId, exceptId: sessionId });
      return { goTo: '/settings#sign-ins', saying: 'ended' };
    }),
};
