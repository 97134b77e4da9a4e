/** Setting a server up: a one-time link for its operator, then the first organiser. */
import { day } from '#lib/duration.ts';
import { fold } from '#lib/text.ts';
import { done, refused } from '#lib/outcome.ts';
import { type Act, type ActRuntime, command, inAct } from '#platform/act.server.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { startSession } from './sessions.commands.server.ts';
import { foundCommunity } from '#domain/community/community.commands.server.ts';
import { recordAct } from '#domain/community/organisers.commands.server.ts';
import { addDefaultPages } from '#domain/community/community-pages.commands.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { usualTickDays } from '#domain/members/tick.ts';
import type { FirstRun } from './first-run.input.ts';

const linkLasts = 7 * day;

/**
 * Makes the link that lets its holder set the community up; a link made earlier stops working.
 *
 * @returns its whole address, to be printed where only the operator reads; null once there is a community
 */
export async function firstRunLink(
  runtime: ActRuntime & Pick<Runtime, 'config'>,
): Promise<string | null> {
  return inAct(runtime, async (act) => {
    const { tx, now } = act;
    if ((await findCommunity(tx)) !== undefined) return null;
    const token = makeToken(act.random);
    await tx.deleteFrom('sign_in_links').where('purpose', '=', 'first_run').execute();
    await tx
      .insertInto('sign_in_links')
      .values({
        id: act.id(),
        token_hash: fingerprint(token),
        purpose: 'first_run',
        address: '',
        address_key: '',
        created_at: now,
        expires_at: now + linkLasts,
      })
      .execute();
    return `${runtime.config.publicUrl}/welcome/${token}`;
  });
}

interface SettingUp {
  token: string;
  firstRun: FirstRun;
  userAgent: string;
}

/**
 * Sets everything up: community, pages, first organiser and their session, all or nothing. Refused
 * with `link_is_over` for a link that was used, replaced or is too old.
 */
export const setUpCommunity = command(async (act, { token, firstRun, userAgent }: SettingUp) => {
  const isMine = await useLink(act, { token });
  if (!isMine) return refused('link_is_over');
  const { name, joinPolicy, listVisibility, languages, locale, minimumAge, conduct } = firstRun;
  const settings = {
    name,
    joinPolicy,
    listVisibility,
    languages,
    locale,
    minimumAge,
    tickDays: usualTickDays,
  };
  const isFounded = await foundCommunity(act, { settings });
  if (!isFounded) return refused('link_is_over');
  const memberId = await addFirstMember(act, firstRun);
  await addDefaultPages(act, { locale, conduct, savedBy: memberId });
  await addFirstInvite(act, memberId);
  await recordAct(act, { actorId: memberId, act: 'set_up', about: name });
  return done({ sessionToken: await startSession(act, { memberId, userAgent }) });
});

async function useLink({ tx, now }: Act, { token }: { token: string }): Promise<boolean> {
  const used = await tx
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', fingerprint(token))
    .where('purpose', '=', 'first_run')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  return used.length === 1;
}

/** So that there is a link to pass around on the next page, which only reads. */
async function addFirstInvite({ tx, now, id: makeId }: Act, memberId: string): Promise<void> {
  await tx
    .insertInto('invites')
    .values({ id: makeId(), created_by: memberId, created_at: now, uses: 0 })
    .execute();
}

async function addFirstMember({ tx, now, id: makeId }: Act, firstRun: FirstRun): Promise<string> {
  const memberId = makeId();
  await tx
    .insertInto('members')
    .values({
      id: memberId,
      status: 'active',
      name: firstRun.organiserName,
      name_key: fold(firstRun.organiserName),
      age_confirmed_at: now,
      conduct_version: 1,
      conduct_agreed_at: now,
      joined_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute();
  // Unverified until a letter to it was answered: so far it is only what somebody typed.
  await tx
    .insertInto('emails')
    .values({
      member_id: memberId,
      address: firstRun.organiserEmail.address,
      address_key: firstRun.organiserEmail.key,
      verified_at: null,
    })
    .execute();
  await tx
    .insertInto('organisers')
    .values({ member_id: memberId, appointed_by: null, appointed_at: now })
    .execute();
  return memberId;
}
