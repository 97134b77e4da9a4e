import { defaultLocale } from '#lib/locale.ts';
import { recordAct } from '#domain/community/organisers.commands.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { unsubscribeUrl } from '#domain/members/mail-choices.commands.server.ts';
import { inAct, type ActRuntime } from '#platform/act.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { addLinkFor } from './handed-sign-in-links.commands.server.ts';
import { invitationLetter } from './mailed-invitation-letter.ts';
import { someUninvited } from './mailed-invitations.queries.server.ts';

type LetterRuntime = ActRuntime & Pick<Runtime, 'secret' | 'config'>;

const atOnce = 100;

/**
 * Writes to everybody a list brought who has no invitation that still works. Each gets a link with
 * which they say yes; until then nobody sees them. Asking again at once writes to nobody twice.
 *
 * @returns how many letters were written
 */
export async function invitePeople(
  runtime: LetterRuntime,
  { actorId }: { actorId: string },
): Promise<number> {
  let written = 0;
  for (let some = atOnce; some === atOnce; written += some) some = await inviteSome(runtime);
  const about = String(written);
  if (written > 0)
    await inAct(runtime, (act) => recordAct(act, { actorId, act: 'invited_people', about }));
  return written;
}

/** A hundred in one transaction, so that a long list does not hold up everybody else's writing. */
function inviteSome(runtime: LetterRuntime): Promise<number> {
  const { secret, config } = runtime;
  return inAct(runtime, async (act) => {
    const { tx, now } = act;
    const community = await findCommunity(tx);
    const people = await someUninvited(tx, { now, limit: atOnce });
    for (const { memberId, name, address } of people) {
      const owner = { memberId, address, status: 'invited' as const };
      const url = await addLinkFor(act, { config, owner });
      const offUrl = unsubscribeUrl(runtime, { memberId, unwanted: 'membership' });
      const unsubscribe = { url: offUrl };
      const words = invitationLetter({
        name,
        url,
        offUrl,
        community: community?.name ?? '',
        locale: community?.locale ?? defaultLocale,
      });
      const key = `invitation:${memberId}:${now}`;
      await post(act, {
        letter: { key, category: 'membership', to: { address, name }, ...words, unsubscribe },
        secret,
      });
    }
    return people.length;
  });
}
