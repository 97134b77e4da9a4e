/** One member's page, as much of it as the one who looks may see. */
import type { ListVisibility } from '#domain/community/community.ts';
import { helpModes, type Offer } from '#domain/members/offer.ts';
import { freshUntil } from '#domain/members/tick.ts';
import { areApart, isHiddenFromVisitors } from '#domain/members/blocks.queries.server.ts';
import { audienceOf } from '#domain/members/profile.policy.ts';
import { hueOf, type Viewer } from '#domain/members/viewer.ts';
import { weekOf, freeSlots, within } from '#lib/week.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { hoursTogether, type HoursTogether } from './common-hours.ts';

interface PersonSkill<Grade> {
  readonly name: string;
  readonly grade: Grade;
  /** The viewer wants to learn what they share, or shares what they want to learn. */
  readonly fits: boolean;
}

export interface MemberPage {
  readonly memberId: string;
  readonly name: string;
  readonly pronouns: string;
  readonly place: string;
  /** IANA zone; '' where not said or not for this viewer. */
  readonly timeZone: string;
  readonly languages: readonly string[];
  /** Markdown. */
  readonly ownWords: string;
  /** None for those outside. */
  readonly links: readonly string[];
  readonly shares: readonly PersonSkill<1 | 2 | 3>[];
  readonly wants: readonly PersonSkill<1 | 2 | 3>[];
  /** Undefined while they are not available for mentoring. */
  readonly offer: (Offer & { readonly roomLeft: number; readonly confirmedAt: number }) | undefined;
  /** Their week beside the viewer's; undefined where either has not said their hours. */
  readonly together: HoursTogether | undefined;
  readonly hasHours: boolean;
  readonly hue: number;
  readonly avatarId: string | null;
  readonly isSelf: boolean;
  readonly isSaved: boolean;
  readonly isHidden: boolean;
}

interface MemberPageQuery {
  readonly memberId: string;
  readonly viewer: Viewer | null;
  readonly community: { readonly listVisibility: ListVisibility; readonly tickDays: number };
  readonly now: number;
}

/**
 * A member's page for a viewer; undefined when there is no such member or none this viewer may see. A
 * member sees every member but those set apart from them; anyone sees a public card, and whoever is on an open list.
 */
export async function memberPage(
  db: Reader,
  asking: MemberPageQuery,
): Promise<MemberPage | undefined> {
  const { memberId, viewer, now, community } = asking;
  const row = await readMember(db, memberId);
  if (row === undefined) return undefined;
  if (viewer !== null && (await areApart(db, { memberId: viewer.id, otherId: memberId })))
    return undefined;
  const isInside = viewer?.status === 'active';
  const tickEnds = freshUntil(row.confirmed_at ?? 0, community.tickDays);
  const isAvailable = row.available_at !== null && row.confirmed_at !== null && now < tickEnds;
  const isOnOpenList = community.listVisibility === 'everyone' && isAvailable;
  if (!isInside && row.public_card_at === null && !isOnOpenList) return undefined;
  if (!isInside && viewer?.id !== memberId && (await isHiddenFromVisitors(db, memberId)))
    return undefined;
  const viewerId = isInside ? viewer.id : '';
  const see = <Value>(field: keyof typeof audienceOf, value: Value, instead: Value): Value =>
    isInside || audienceOf[field] === 'everyone_if_public' ? value : instead;
  const kept = await readKept(db, { viewerId, memberId });
  return {
    memberId,
    name: row.name,
    pronouns: row.pronouns,
    place: row.place,
    timeZone: see('timeZone', row.time_zone, ''),
    languages: await readLanguages(db, memberId),
    ownWords: row.own_words,
    links: see('links', await readLinks(db, memberId), []),
    shares: await readShares(db, { memberId, viewerId }),
    wants: await readWants(db, { memberId, viewerId }),
    offer: isAvailable ? offerOf(row) : undefined,
    together: viewerId === memberId ? undefined : await compareHours(db, { row, viewerId, now }),
    hasHours: see('hours', row.week_hours !== '', false),
    hue: hueOf(memberId),
    avatarId: row.avatar_id,
    isSelf: viewerId === memberId,
    ...kept,
  };
}

type MemberRow = NonNullable<Awaited<ReturnType<typeof readMember>>>;

function readMember(db: Reader, memberId: string) {
  return db
    .selectFrom('members')
    .leftJoin('offers', 'offers.member_id', 'members.id')
    .selectAll('offers')
    .select(['name', 'pronouns', 'place', 'time_zone', 'own_words', 'week_hours', 'avatar_id'])
    .select('public_card_at')
    .where('members.id', '=', memberId)
    .where('members.status', '=', 'active')
    .executeTakeFirst();
}

function offerOf(row: MemberRow): MemberPage['offer'] {
  return {
    capacity: row.capacity ?? 0,
    roomLeft: Math.max(0, (row.capacity ?? 0) - (row.held ?? 0)),
    modes: helpModes.filter((mode) => row[mode] === 1),
    replyDays: row.reply_days ?? 0,
    terms: {
      kind: row.terms ?? 'free',
      amount: row.amount,
      currency: row.currency ?? '',
      note: row.terms_note ?? '',
      firstChatFree: row.first_chat_free === 1,
    },
    whoMayWrite: row.who_may_write ?? 'everyone',
    confirmedAt: row.confirmed_at ?? 0,
  };
}

async function readKept(
  db: Reader,
  { viewerId, memberId }: { viewerId: string; memberId: string },
): Promise<{ isSaved: boolean; isHidden: boolean }> {
  const is = async (table: 'favourites' | 'not_for_me') =>
    (await db
      .selectFrom(table)
      .select('since')
      .where('member_id', '=', viewerId)
      .where('other_id', '=', memberId)
      .executeTakeFirst()) !== undefined;
  return { isSaved: await is('favourites'), isHidden: await is('not_for_me') };
}

async function readLanguages(db: Reader, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('member_languages')
    .select('language')
    .where('member_id', '=', memberId)
    .execute();
  return rows.map(({ language }) => language).sort();
}

async function readLinks(db: Reader, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('member_links')
    .select('url')
    .where('member_id', '=', memberId)
    .orderBy('position')
    .execute();
  return rows.map(({ url }) => url);
}

interface MemberAndViewer {
  readonly memberId: string;
  readonly viewerId: string;
}

/** Surest first, marked where the viewer wants to learn it. */
async function readShares(
  db: Reader,
  { memberId, viewerId }: MemberAndViewer,
): Promise<PersonSkill<1 | 2 | 3>[]> {
  const rows = await db
    .selectFrom('shared_skills as theirs')
    .innerJoin('skills', 'skills.id', 'theirs.skill_id')
    .leftJoin('wanted_skills as mine', (join) =>
      join.onRef('mine.skill_id', '=', 'theirs.skill_id').on('mine.member_id', '=', viewerId),
    )
    .select(['skills.name', 'skills.skill_key', 'theirs.confidence as grade', 'mine.priority'])
    .where('theirs.member_id', '=', memberId)
    .execute();
  return rows
    .sort((a, b) => b.grade - a.grade || inOrder(a.skill_key, b.skill_key))
    .map(({ name, grade, priority }) => ({ name, grade, fits: priority !== null }));
}

/** Most wished for first, marked where the viewer shares it. */
async function readWants(
  db: Reader,
  { memberId, viewerId }: MemberAndViewer,
): Promise<PersonSkill<1 | 2 | 3>[]> {
  const rows = await db
    .selectFrom('wanted_skills as theirs')
    .innerJoin('skills', 'skills.id', 'theirs.skill_id')
    .leftJoin('shared_skills as mine', (join) =>
      join.onRef('mine.skill_id', '=', 'theirs.skill_id').on('mine.member_id', '=', viewerId),
    )
    .select(['skills.name', 'skills.skill_key', 'theirs.priority as grade', 'mine.confidence'])
    .where('theirs.member_id', '=', memberId)
    .execute();
  return rows
    .sort((a, b) => a.grade - b.grade || inOrder(a.skill_key, b.skill_key))
    .map(({ name, grade, confidence }) => ({ name, grade, fits: confidence !== null }));
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function compareHours(
  db: Reader,
  { row, viewerId, now }: { row: MemberRow; viewerId: string; now: number },
): Promise<HoursTogether | undefined> {
  const mine = await db
    .selectFrom('members')
    .select(['week_hours', 'time_zone'])
    .where('id', '=', viewerId)
    .executeTakeFirst();
  if (mine === undefined || mine.week_hours === '' || row.week_hours === '') return undefined;
  const week = weekOf(now, mine.time_zone || 'UTC');
  return hoursTogether({
    mine: within(freeSlots(mine.week_hours, week.zone, week.monday), week),
    week,
    hours: row.week_hours,
    zone: row.time_zone || 'UTC',
  });
}
