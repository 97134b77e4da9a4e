import { inAct, type ActRuntime } from '#platform/act.server.ts';
import { openMail, type OpenedMail } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { LetterOpened } from './events.ts';
import { recordAct } from './organisers.commands.server.ts';
import { maskAddress } from './mailbox-letter.ts';
import { findLetter } from './mailbox.queries.server.ts';

/**
 * Opens a letter that waits for an organiser to pass it on. Somebody else's letter is opened, so
 * it is recorded who did; undefined for one that is not there.
 */
export async function openLetter(
  runtime: ActRuntime & Pick<Runtime, 'secret' | 'config'>,
  { actorId, letterId }: { actorId: string; letterId: string },
): Promise<OpenedMail | undefined> {
  const { db, secret, config } = runtime;
  const asking = { viewerId: actorId, letterId, hasNotices: config.isDevelopment };
  if ((await findLetter(db.read, asking)) === undefined) return undefined;
  const mail = await openMail({ db, secret }, letterId);
  if (mail === undefined) return undefined;
  const about = mail.to.name === '' ? maskAddress(mail.to.address) : mail.to.name;
  await inAct(runtime, async (act) => {
    await recordAct(act, { actorId, act: 'opened_letter', about });
    const when = { at: act.now, key: `${letterId} ${actorId}` };
    await act.announce(LetterOpened, { letterId, byId: actorId }, when);
  });
  return mail;
}
