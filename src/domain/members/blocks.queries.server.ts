/**
 * Blocks: two people of whom one wants no contact are invisible to each other everywhere, as if there
 * were no such person (requirement E3). It works both ways and says nothing of who asked for it.
 */
import type { Reader } from '#platform/db/database.server.ts';
import { hueOf } from './viewer.ts';

/** True where either of the two blocked the other. */
export async function areApart(
  db: Reader,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('blocks')
    .select('since')
    .where((eb) =>
      eb.or([
        eb.and([eb('member_id', '=', memberId), eb('other_id', '=', otherId)]),
        eb.and([eb('member_id', '=', otherId), eb('other_id', '=', memberId)]),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody this member may not see, because either blocked the other. */
export async function apartFrom(db: Reader, memberId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('blocks')
    .select(['member_id', 'other_id'])
    .where((eb) => eb.or([eb('member_id', '=', memberId), eb('other_id', '=', memberId)]))
    .execute();
  return new Set(rows.map((row) => (row.member_id === memberId ? row.other_id : row.member_id)));
}

/** True where this member blocked the other one; says nothing of the other direction. */
export async function hasBlocked(
  db: Reader,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('blocks')
    .select('since')
    .where('member_id', '=', memberId)
    .where('other_id', '=', otherId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * True where this member blocked anybody. Such a member is shown to nobody who is not signed in: that might
 * be whom they blocked.
 */
export async function isHiddenFromVisitors(db: Reader, memberId: string): Promise<boolean> {
  const row = await db
    .selectFrom('blocks')
    .select('since')
    .where('member_id', '=', memberId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Another member as far as a heading needs them. */
export interface OtherMember {
  readonly id: string;
  readonly name: string;
  readonly hue: number;
  readonly avatarId: string | null;
}

/**
 * Somebody this member may see: active, somebody else, and not set apart from them. Otherwise undefined,
 * whatever the reason (requirement C2).
 */
export async function findOther(
  db: Reader,
  { viewerId, memberId }: { viewerId: string; memberId: string },
): Promise<OtherMember | undefined> {
  if (viewerId === memberId) return undefined;
  const row = await db
    .selectFrom('members')
    .select(['id', 'name', 'avatar_id'])
    .where('id', '=', memberId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (row === undefined || (await areApart(db, { memberId: viewerId, otherId: memberId })))
    return undefined;
  return { id: row.id, name: row.name, hue: hueOf(row.id), avatarId: row.avatar_id };
}

/** Without a picture: that is not there for somebody set apart. */
interface OwnBlock extends Omit<OtherMember, 'avatarId'> {
  /** Epoch milliseconds. */
  readonly since: number;
}

/**
 * Whom a member blocked, the latest first. For that member only, and the same whether or not somebody on
 * it blocked them too.
 */
export async function blocksOf(db: Reader, memberId: string): Promise<OwnBlock[]> {
  const rows = await db
    .selectFrom('blocks')
    .innerJoin('members', 'members.id', 'blocks.other_id')
    .select(['members.id', 'members.name', 'blocks.since'])
    .where('blocks.member_id', '=', memberId)
    .orderBy('blocks.since', 'desc')
    .orderBy('members.id')
    .execute();
  return rows.map((row) => ({ ...row, hue: hueOf(row.id) }));
}
