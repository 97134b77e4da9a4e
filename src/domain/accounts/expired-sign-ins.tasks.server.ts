import { type ActRuntime, inAct } from '#platform/act.server.ts';
import { day } from '#lib/duration.ts';
import { idleLimit } from './session.ts';

/** A spent link is kept for a day, so that opening it again can be told from opening one never made. */
const linksKept = day;
/** Changes of address, for questions that come later. */
const changesKept = 30 * day;

/** Deletes what no longer opens anything (requirement F4). Running it again changes nothing. */
export async function deleteExpiredLinks(runtime: ActRuntime): Promise<void> {
  await inAct(runtime, async ({ tx, now }) => {
    await tx
      .deleteFrom('sign_in_links')
      .where('expires_at', '<', now - linksKept)
      .execute();
    await tx.deleteFrom('passkey_challenges').where('expires_at', '<', now).execute();
    await tx.deleteFrom('provider_flows').where('expires_at', '<', now).execute();
    await tx
      .deleteFrom('email_changes')
      .where('created_at', '<', now - changesKept)
      .execute();
    await tx
      .deleteFrom('sessions')
      .where((eb) => eb.or([eb('expires_at', '<', now), eb('seen_at', '<', now - idleLimit)]))
      .execute();
  });
}
