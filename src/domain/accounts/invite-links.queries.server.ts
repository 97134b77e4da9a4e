import { isId } from '#lib/ids.ts';
import { sameText } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { inviteToken } from './invite-links.commands.server.ts';

export interface OpenInvite {
  id: string;
  /** Whose invite it is, as they are called now. */
  from: string;
}

/** The open invite this token was signed for; undefined when it is forged, ended or too old. */
export async function readInvite(
  db: Reader,
  { token, secret, now }: { token: string; secret: string; now: number },
): Promise<OpenInvite | undefined> {
  const id = token.split('.')[0] ?? '';
  if (!isId(id) || !sameText(inviteToken(secret, id), token)) return undefined;
  return findOpenInvite(db, { id, now });
}

/** An invite by its id, while it is open. */
export async function findOpenInvite(
  db: Reader,
  { id, now }: { id: string; now: number },
): Promise<OpenInvite | undefined> {
  return await db
    .selectFrom('invites')
    .innerJoin('members', 'members.id', 'invites.created_by')
    .select(['invites.id', 'members.name as from'])
    .where('invites.id', '=', id)
    .where('invites.ended_at', 'is', null)
    .where((eb) =>
      eb.or([eb('invites.expires_at', 'is', null), eb('invites.expires_at', '>', now)]),
    )
    .executeTakeFirst();
}
