import { isId } from '#lib/ids.ts';
import { confirmCode } from '#domain/accounts/sign-in-links.commands.server.ts';
import { knownBrowser } from '#door/sign-in.server.ts';
import type { PageServerLoad } from './$types';

/** The same page for every address; only the browser that asked can be shown its code. */
export const load: PageServerLoad = (event) => {
  const { runtime } = event.locals;
  const linkId = event.url.searchParams.get('ask') ?? '';
  const browser = knownBrowser(event);
  const code =
    isId(linkId) && browser !== undefined ? confirmCode(runtime, { linkId, browser }) : null;
  return { code, hasMail: runtime.config.smtpUrl !== null };
};
