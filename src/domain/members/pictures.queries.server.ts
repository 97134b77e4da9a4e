import type { ListVisibility } from '#domain/community/community.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { areApart, isHiddenFromVisitors } from './blocks.queries.server.ts';
import type { Viewer } from './viewer.ts';

/**
 * The WebP bytes of a picture, for those who may see its owner: members, the owner, and anyone when
 * the owner's card is public or the owner is on a list that is open. Otherwise, and for somebody set
 * apart from the owner, as if it were not there.
 */
export async function findPicture(
  db: Reader,
  {
    id,
    viewer,
    listVisibility,
  }: { id: string; viewer: Viewer | null; listVisibility: ListVisibility },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const row = await db
    .selectFrom('avatars')
    .innerJoin('members', 'members.id', 'avatars.member_id')
    .leftJoin('offers', 'offers.member_id', 'members.id')
    .select([
      'avatars.webp',
      'members.id',
      'members.status',
      'members.public_card_at',
      'offers.available_at',
    ])
    .where('avatars.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (viewer !== null && (await areApart(db, { memberId: viewer.id, otherId: row.id })))
    return undefined;
  const isOwn = viewer?.id === row.id;
  const isAmongMembers = viewer?.status === 'active';
  const isOpen =
    row.public_card_at !== null || (listVisibility === 'everyone' && row.available_at !== null);
  if (!isOwn && !(row.status === 'active' && (isAmongMembers || isOpen))) return undefined;
  if (!isOwn && !isAmongMembers && (await isHiddenFromVisitors(db, row.id))) return undefined;
  return Uint8Array.from(Buffer.from(row.webp, 'base64'));
}
