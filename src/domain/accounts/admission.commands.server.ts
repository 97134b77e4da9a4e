/** What organisers decide about admission: invites, and people who asked to join. Each act is recorded. */
import { type Locale, localeOf } from '#lib/locale.ts';
import { day } from '#lib/duration.ts';
import { tidyText } from '#lib/text.ts';
import { recordAct } from '#domain/community/organisers.commands.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { unsubscribeUrl } from '#domain/members/mail-choices.commands.server.ts';
import { type Act, type ActRuntime, command } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { MemberJoined } from './events.ts';
import { kindNo, letInLetter, turnedDownLetter } from './admission-letters.ts';

/**
 * Makes an invite whose link anybody may use to join. It stays open for so many `days`; null until
 * somebody ends it.
 */
export const openInvite = command(
  async (act, { actorId, days }: { actorId: string; days: number | null }) => {
    const { tx, now } = act;
    const expiresAt = days === null ? null : now + days * day;
    await tx
      .insertInto('invites')
      .values({
        id: act.id(),
        created_by: actorId,
        created_at: now,
        expires_at: expiresAt,
        uses: 0,
      })
      .execute();
    await recordAct(act, { actorId, act: 'made_invite', about: '' });
  },
);

/** Ends an invite; whoever joined with it stays. Ending one that is over is a quiet success. */
export const endInvite = command(
  async (act, { actorId, inviteId }: { actorId: string; inviteId: string }) => {
    const ended = await act.tx
      .updateTable('invites')
      .set({ ended_at: act.now })
      .where('id', '=', inviteId)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 1) await recordAct(act, { actorId, act: 'ended_invite', about: '' });
  },
);

type LetterRuntime = ActRuntime & Pick<Runtime, 'secret' | 'config'>;

/** Somebody who waits, as far as an answer to them needs. */
interface Guest {
  name: string;
  /** Null for somebody without an address, who then gets no letter. */
  address: string | null;
  community: string;
  locale: Locale;
}

async function findGuest(tx: Tx, memberId: string): Promise<Guest | undefined> {
  const community = await findCommunity(tx);
  const row = await tx
    .selectFrom('members')
    .leftJoin('emails', 'emails.member_id', 'members.id')
    .select(['members.name', 'members.locale', 'emails.address'])
    .where('members.id', '=', memberId)
    .where('members.status', '=', 'waiting')
    .executeTakeFirst();
  if (row === undefined || community === undefined) return undefined;
  const locale = localeOf(row.locale) ?? community.locale;
  return { name: row.name, address: row.address, community: community.name, locale };
}

/** Lets somebody in who asked to join, and writes to them; somebody who is in already stays in. */
export const letIn = command(
  async (
    act,
    { actorId, memberId }: { actorId: string; memberId: string },
    { secret, config }: LetterRuntime,
  ) => {
    const { tx, now } = act;
    const guest = await findGuest(tx, memberId);
    if (guest === undefined) return;
    await tx
      .updateTable('members')
      .set((eb) => ({
        status: 'active',
        joined_at: now,
        updated_at: now,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', memberId)
      .execute();
    await act.announce(MemberJoined, { memberId });
    await recordAct(act, { actorId, act: 'let_in', about: guest.name });
    const { name, community, locale } = guest;
    const offUrl = unsubscribeUrl({ config, secret }, { memberId, unwanted: 'membership' });
    const url = `${config.publicUrl}/profile`;
    const words = letInLetter({ name, community, locale, url, offUrl });
    await writeTo(act, { guest, key: `let-in:${memberId}`, words, offUrl, secret });
  },
);

/**
 * Says no to somebody who asked to join: they get a letter and everything about them is deleted.
 * `words` are the letter's own; '' for the ready-made ones.
 */
export const turnDown = command(
  async (
    act,
    { actorId, memberId, words }: { actorId: string; memberId: string; words: string },
    { secret, config }: LetterRuntime,
  ) => {
    const guest = await findGuest(act.tx, memberId);
    if (guest === undefined) return;
    const said = tidyText(words) || kindNo(guest);
    const offUrl = unsubscribeUrl({ config, secret }, { memberId, unwanted: 'membership' });
    const letter = turnedDownLetter({ ...guest, words: said, offUrl });
    await writeTo(act, { guest, key: `turned-down:${memberId}`, words: letter, offUrl, secret });
    await recordAct(act, { actorId, act: 'turned_down', about: '' });
    await act.tx
      .deleteFrom('members')
      .where('id', '=', memberId)
      .where('status', '=', 'waiting')
      .execute();
  },
);

interface ToGuest {
  guest: Guest;
  key: string;
  words: { subject: string; text: string; html: string };
  offUrl: string;
  secret: string;
}

async function writeTo(act: Act, { guest, key, words, offUrl, secret }: ToGuest): Promise<void> {
  if (guest.address === null) return;
  const to = { address: guest.address, name: guest.name };
  const unsubscribe = { url: offUrl };
  const letter = { key, category: 'membership' as const, to, ...words, unsubscribe };
  await post(act, { letter, secret });
}
