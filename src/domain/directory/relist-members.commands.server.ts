/** Keeps the list of available mentors true: one row a member, written anew whenever they change. */
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { freshUntil, usualTickDays } from '#domain/members/tick.ts';
import { helpModes } from '#domain/members/offer.ts';
import { plainText } from '#lib/markdown.server.ts';
import { inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import type { Reader, Tx } from '#platform/db/database.server.ts';
import type { Listing } from './listing.ts';

/** Members looked at in one transaction when many are. */
const portion = 250;

/**
 * Puts a member's card on the list as they are now, or takes it off: the projection of every act that
 * touched a member.
 */
export const relist = (act: Act, { memberId }: { memberId: string }): Promise<void> =>
  relistMembers(act, { memberIds: [memberId] });

/** As {@link relist} for several members, a few hundred at most. Writes nothing where nothing changed. */
export async function relistMembers(
  { tx }: Act,
  { memberIds }: { memberIds: readonly string[] },
): Promise<void> {
  if (memberIds.length === 0) return;
  const listings = new Map(
    (await readListings(tx, memberIds)).map((listing) => [listing.memberId, listing]),
  );
  const known = await tx
    .selectFrom('listings')
    .select(['member_id', 'listed', 'card'])
    .where('member_id', 'in', memberIds)
    .execute();
  const before = new Map(known.map((row) => [row.member_id, row.listed === 1 ? row.card : '']));
  const changed = memberIds.flatMap((memberId) => {
    const listing = listings.get(memberId);
    const card = listing === undefined ? '' : JSON.stringify(listing);
    if (card === (before.get(memberId) ?? '')) return [];
    return [{ member_id: memberId, card, fresh_until: listing?.freshUntil ?? 0 }];
  });
  if (changed.length === 0) return;
  const revision = await nextRevision(tx);
  await tx
    .insertInto('listings')
    .values(changed.map((row) => ({ ...row, revision, listed: row.card === '' ? 0 : 1 })))
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet((eb) => ({
        revision: eb.ref('excluded.revision'),
        listed: eb.ref('excluded.listed'),
        fresh_until: eb.ref('excluded.fresh_until'),
        card: eb.ref('excluded.card'),
      })),
    )
    .execute();
}

/** Writes the whole list again, a portion at a time: after ticks were made to hold for longer or shorter. */
export async function relistEveryone(runtime: ActRuntime): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await runtime.db.read
      .selectFrom('offers')
      .select('member_id')
      .where('member_id', '>', after)
      .orderBy('member_id')
      .limit(portion)
      .execute();
    const memberIds = rows.map((row) => row.member_id);
    await inAct(runtime, (act) => relistMembers(act, { memberIds }));
    if (memberIds.length < portion) return;
    after = memberIds.at(-1) ?? '';
  }
}

/** Lists whoever ticked the box and has no row yet: members that came in by a seed or a restored copy. */
export async function listMissing(runtime: ActRuntime): Promise<number> {
  let count = 0;
  for (;;) {
    const rows = await runtime.db.read
      .selectFrom('offers')
      .innerJoin('members', 'members.id', 'offers.member_id')
      .leftJoin('listings', 'listings.member_id', 'offers.member_id')
      .select('offers.member_id')
      .where('offers.available_at', 'is not', null)
      .where('offers.confirmed_at', 'is not', null)
      .where('members.status', '=', 'active')
      .where('listings.member_id', 'is', null)
      .limit(portion)
      .execute();
    if (rows.length === 0) return count;
    const memberIds = rows.map((row) => row.member_id);
    await inAct(runtime, (act) => relistMembers(act, { memberIds }));
    count += rows.length;
  }
}

async function nextRevision(tx: Tx): Promise<number> {
  const { revision } = await tx
    .updateTable('listing_revision')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', 'here')
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Those of the members who belong on the list: let in, and with the box ticked. */
async function readListings(db: Reader, memberIds: readonly string[]): Promise<Listing[]> {
  const community = await findCommunity(db);
  const tickDays = community?.tickDays ?? usualTickDays;
  const rows = await db
    .selectFrom('members')
    .innerJoin('offers', 'offers.member_id', 'members.id')
    .selectAll('offers')
    .select(['name', 'pronouns', 'place', 'time_zone', 'own_words', 'week_hours', 'avatar_id'])
    .where('members.id', 'in', memberIds)
    .where('members.status', '=', 'active')
    .where('offers.available_at', 'is not', null)
    .where('offers.confirmed_at', 'is not', null)
    .execute();
  const { languages, shared, wanted } = await readLists(db, memberIds);
  return rows.map((row) => ({
    memberId: row.member_id,
    name: row.name,
    pronouns: row.pronouns,
    place: row.place,
    timeZone: row.time_zone,
    languages: (languages.get(row.member_id) ?? []).map(({ language }) => language),
    ownWords: plainText(row.own_words),
    shared: (shared.get(row.member_id) ?? []).map(({ skill_id: skillId, confidence }) => ({
      skillId,
      confidence,
    })),
    wanted: (wanted.get(row.member_id) ?? []).map(({ skill_id: skillId, priority }) => ({
      skillId,
      priority,
    })),
    weekHours: row.week_hours,
    modes: helpModes.filter((mode) => row[mode] === 1),
    terms: {
      kind: row.terms,
      amount: row.amount,
      currency: row.currency,
      note: row.terms_note,
      firstChatFree: row.first_chat_free === 1,
    },
    replyDays: row.reply_days,
    capacity: row.capacity,
    held: row.held,
    whoMayWrite: row.who_may_write,
    confirmedAt: row.confirmed_at ?? 0,
    // The tick holds until just before the instant it ends.
    freshUntil: freshUntil(row.confirmed_at ?? 0, tickDays) - 1,
    avatarId: row.avatar_id,
  }));
}

async function readLists(db: Reader, memberIds: readonly string[]) {
  const languages = await db
    .selectFrom('member_languages')
    .selectAll()
    .where('member_id', 'in', memberIds)
    .execute();
  const shared = await db
    .selectFrom('shared_skills')
    .innerJoin('skills', 'skills.id', 'shared_skills.skill_id')
    .select(['member_id', 'skill_id', 'skill_key', 'confidence'])
    .where('member_id', 'in', memberIds)
    .execute();
  const wanted = await db
    .selectFrom('wanted_skills')
    .innerJoin('skills', 'skills.id', 'wanted_skills.skill_id')
    .select(['member_id', 'skill_id', 'skill_key', 'priority'])
    .where('member_id', 'in', memberIds)
    .execute();
  shared.sort((a, b) => b.confidence - a.confidence || inOrder(a.skill_key, b.skill_key));
  wanted.sort((a, b) => a.priority - b.priority || inOrder(a.skill_key, b.skill_key));
  languages.sort((a, b) => inOrder(a.language, b.language));
  const byMember = <Row extends { member_id: string }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ member_id }) => member_id);
  return { languages: byMember(languages), shared: byMember(shared), wanted: byMember(wanted) };
}

/** Sorted here and not by an engine: each has its own idea of the alphabet. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
