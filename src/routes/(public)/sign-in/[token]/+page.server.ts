import { minute } from '#lib/duration.ts';
import { openLink } from '#domain/accounts/sign-in-links.commands.server.ts';
import { showLink } from '#domain/accounts/sign-in-links.queries.server.ts';
import { setJoiningCookie } from '#door/cookies.server.ts';
import { askerOf, comeIn, homeOf, knownBrowser } from '#door/sign-in.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Shows a button and nothing more: opening the page neither signs in nor uses the link up. */
export const load: PageServerLoad = async (event) => {
  const { runtime } = event.locals;
  const now = runtime.clock.now();
  const isMailed = runtime.config.smtpUrl !== null;
  const asked = { token: event.params.token, browser: knownBrowser(event), isMailed, now };
  const { askedAt, ...link } = await showLink(runtime.db.read, asked);
  return { ...link, hasMail: isMailed, minutesAgo: Math.floor((now - askedAt) / minute) };
};

const sentences = {
  over: m.accounts_link_over,
  wrong_code: m.accounts_code_wrong,
  slow_down: m.accounts_slow_down,
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { runtime } = event.locals;
      const opened = await openLink(runtime, {
        token: event.params.token,
        browser: knownBrowser(event),
        code: textOf(form, 'code'),
        ...askerOf(event),
      });
      if (opened.outcome === 'refused') {
        const problem = { field: 'code', message: sentences[opened.code]() };
        const status = opened.code === 'slow_down' ? 429 : 422;
        return { status, refusal: { problems: [problem] } };
      }
      if (opened.kind === 'joining') {
        setJoiningCookie(event.cookies, runtime.config, opened.ticket);
        return { goTo: '/join' };
      }
      await comeIn(event, opened.sessionToken);
      return { goTo: homeOf(opened.goTo), saying: 'signed_in' };
    }),
};
