import { lettersIn } from '#domain/community/mailbox.queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db, config } = locals.runtime;
  const viewerId = locals.viewer?.id ?? '';
  const before = url.searchParams.get('before') ?? '';
  const found = await lettersIn(db.read, {
    viewerId,
    before,
    hasNotices: config.isDevelopment,
  });
  return { ...found, sendsMail: config.smtpUrl !== null };
};
