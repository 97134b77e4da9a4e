import { lettersIn } from '#domain/community/mailbox/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db, config } = locals.runtime;
  const found = await lettersIn(db.read, { before: url.searchParams.get('before') ?? '' });
  return { ...found, sendsMail: config.smtpUrl !== null };
};
