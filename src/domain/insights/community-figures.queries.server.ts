/** What a visitor and an organiser are told about the community: counts and skills, never people. */
import { minute, day as dayLong } from '#lib/duration.ts';
import { hueOf } from '#domain/members/viewer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import {
  moneyMix,
  pairOfTheDay,
  countInWords,
  type Count,
  type MoneyMix,
  type SkillPair,
} from './community-figures.ts';
import { placesToShow, type PersonPreview } from './person-preview.ts';

export interface HomeFigures {
  haveTime: Count;
  money: MoneyMix;
  pair: SkillPair | null;
}

const keptFor = minute;

interface Home {
  readonly figures: HomeFigures;
  /** Ids of everybody on the list. */
  readonly listed: readonly string[];
}

const remembered = new WeakMap<Reader, Home & { until: number }>();

/** What everybody who comes by asks for: the list is read for it once a minute. */
async function homeOf(db: Reader, now: number): Promise<Home> {
  const kept = remembered.get(db);
  if (kept !== undefined && now >= kept.until - keptFor && now < kept.until) return kept;
  const rows = await onList(db, now)
    .innerJoin('offers', 'offers.member_id', 'listings.member_id')
    .select(['listings.member_id', 'offers.terms'])
    .execute();
  const free = rows.filter(({ terms }) => terms === 'free').length;
  const pair = pairOfTheDay(await skillPairs(db), Math.floor(now / dayLong));
  const home = {
    figures: {
      haveTime: countInWords(rows.length),
      money: moneyMix({ listed: rows.length, free }),
      pair,
    },
    listed: rows.map(({ member_id: id }) => id),
  };
  remembered.set(db, { ...home, until: now + keptFor });
  return home;
}

/** The home page's figures, at most a minute old. */
export const homeFigures = async (db: Reader, { now }: { now: number }): Promise<HomeFigures> =>
  (await homeOf(db, now)).figures;

const onList = (db: Reader, now: number) =>
  db
    .selectFrom('listings')
    .where('listings.listed', '=', 1)
    .where('listings.fresh_until', '>=', now);

async function countListed(db: Reader, now: number): Promise<number> {
  const row = await onList(db, now)
    .select((eb) => eb.fn.countAll<number>().as('listed'))
    .executeTakeFirst();
  return Number(row?.listed ?? 0);
}

const skillsLookedAt = 16;
const pairsKept = 12;

/** Pairs that somebody really has: they share one and would love to learn the other. */
async function skillPairs(db: Reader): Promise<SkillPair[]> {
  const wanted = await db
    .selectFrom('wanted_skills')
    .select('skill_id')
    .groupBy('skill_id')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('skill_id')
    .limit(skillsLookedAt)
    .execute();
  if (wanted.length === 0) return [];
  const ids = wanted.map((row) => row.skill_id);
  const rows = await db
    .selectFrom('wanted_skills')
    .innerJoin('shared_skills', 'shared_skills.member_id', 'wanted_skills.member_id')
    .innerJoin('members', 'members.id', 'wanted_skills.member_id')
    .innerJoin('skills as known', 'known.id', 'shared_skills.skill_id')
    .innerJoin('skills as wished', 'wished.id', 'wanted_skills.skill_id')
    .select(['known.name as known', 'wished.name as wanted'])
    .where('members.status', '=', 'active')
    .where('wanted_skills.skill_id', 'in', ids)
    .where('shared_skills.confidence', '=', 3)
    .whereRef('known.id', '!=', 'wished.id')
    .groupBy(['known.name', 'wished.name'])
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('known.name')
    .orderBy('wished.name')
    .limit(pairsKept)
    .execute();
  return rows;
}

export interface CommunityFigures {
  members: Count;
  haveTime: Count;
  invited: Count;
  /** Exact: organisers see these people by name. */
  waiting: number;
  openInvites: number;
  unsentLetters: number;
}

/** What organisers see at a glance. */
export async function communityFigures(
  db: Reader,
  { now }: { now: number },
): Promise<CommunityFigures> {
  const byStatus = await db
    .selectFrom('members')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute();
  const inStatus = (status: string) =>
    Number(byStatus.find((row) => row.status === status)?.count ?? 0);
  return {
    members: countInWords(inStatus('active')),
    haveTime: countInWords(await countListed(db, now)),
    invited: countInWords(inStatus('invited')),
    waiting: inStatus('waiting'),
    openInvites: await countOpenInvites(db, now),
    unsentLetters: await countUnsent(db),
  };
}

async function countOpenInvites(db: Reader, now: number): Promise<number> {
  const row = await db
    .selectFrom('invites')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

async function countUnsent(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('mails')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sent_at', 'is', null)
    // Not everybody may know how many of these there are.
    .where('category', '!=', 'report')
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/**
 * A few of the people on the list, picked anew each time, everybody as likely as anybody else.
 * For the home page of a community that opened its list to everyone, and for no other.
 *
 * @param pick a whole number from 0 up to, not including, its argument
 */
export async function someAround(
  db: Reader,
  { now, pick }: { now: number; pick: (below: number) => number },
): Promise<PersonPreview[]> {
  const { listed } = await homeOf(db, now);
  const ids = placesToShow(listed.length, pick).flatMap((place) => listed[place] ?? []);
  if (ids.length === 0) return [];
  const rows = await onList(db, now)
    .innerJoin('members', 'members.id', 'listings.member_id')
    .innerJoin('offers', 'offers.member_id', 'members.id')
    .select([
      'members.id',
      'name',
      'avatar_id',
      'place',
      'own_words',
      'terms',
      'first_chat_free',
      'capacity',
      'held',
    ])
    .where('members.id', 'in', ids)
    // Whoever blocked somebody is shown to nobody who might be them.
    .where('members.id', 'not in', (eb) => eb.selectFrom('blocks').select('member_id'))
    .execute();
  const skills = await skillsOf(db, ids);
  return rows
    .toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
    .map((row) => ({
      id: row.id,
      name: row.name,
      hue: hueOf(row.id),
      avatarId: row.avatar_id,
      place: row.place,
      ownWords: row.own_words,
      skills: skills.get(row.id) ?? [],
      terms: row.terms,
      firstChatFree: row.first_chat_free === 1,
      roomFor: Math.max(0, row.capacity - row.held),
    }));
}

const skillsOnCard = 4;

async function skillsOf(
  db: Reader,
  memberIds: readonly string[],
): Promise<Map<string, PersonPreview['skills']>> {
  const rows = await db
    .selectFrom('shared_skills')
    .innerJoin('skills', 'skills.id', 'shared_skills.skill_id')
    .select(['member_id', 'skills.name', 'confidence'])
    .where('member_id', 'in', memberIds)
    .orderBy('confidence', 'desc')
    .orderBy('skills.name')
    .execute();
  const byMember = Map.groupBy(rows, (row) => row.member_id);
  return new Map(
    [...byMember].map(([id, each]) => [
      id,
      each.slice(0, skillsOnCard).map(({ name, confidence }) => ({ name, confidence })),
    ]),
  );
}
