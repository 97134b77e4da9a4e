import { fingerprint } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';

/** True while this link may set the community up. Looking changes nothing (requirement A3). */
export async function maySetUp(
  db: Reader,
  { token, now }: { token: string; now: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_links')
    .select('id')
    .where('token_hash', '=', fingerprint(token))
    .where('purpose', '=', 'first_run')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}
