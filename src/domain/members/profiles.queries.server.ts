import type { Reader } from '#platform/db/database.server.ts';
import { firstOffer, helpModes, type Offer } from './offer.ts';
import { noTick, type Tick } from './tick.ts';
import { hueOf } from './viewer.ts';
import type { Profile, SharedSkill, WantedSkill } from './profile.ts';

export interface OwnProfile {
  readonly memberId: string;
  /** Counts up with every save. */
  readonly version: number;
  readonly profile: Profile;
  readonly tick: Tick;
  /** Places taken now. */
  readonly held: number;
  readonly pictureId: string | null;
  readonly hue: number;
  /** Epoch milliseconds since when the card is public; null while it is not. */
  readonly publicSince: number | null;
}

/** A member's own profile with everything in it; undefined when there is no such member. For its owner only. */
export async function profileOf(
  db: Reader,
  { memberId }: { memberId: string },
): Promise<OwnProfile | undefined> {
  const row = await db
    .selectFrom('members')
    .select(['id', 'version', 'name', 'pronouns', 'own_words', 'place', 'time_zone', 'week_hours'])
    .select(['avatar_id', 'public_card_at'])
    .where('id', '=', memberId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { offer, tick, held } = await offerOf(db, memberId);
  return {
    memberId: row.id,
    version: row.version,
    profile: {
      name: row.name,
      pronouns: row.pronouns,
      ownWords: row.own_words,
      place: row.place,
      timeZone: row.time_zone,
      hours: row.week_hours,
      languages: await languagesOf(db, memberId),
      links: await linksOf(db, memberId),
      isPublic: row.public_card_at !== null,
      shares: await sharesOf(db, memberId),
      wants: await wantsOf(db, memberId),
      isAvailable: tick.availableAt !== null,
      ...offer,
    },
    tick,
    held,
    pictureId: row.avatar_id,
    hue: hueOf(row.id),
    publicSince: row.public_card_at,
  };
}

async function offerOf(
  db: Reader,
  memberId: string,
): Promise<{ offer: Offer; tick: Tick; held: number }> {
  const row = await db
    .selectFrom('offers')
    .selectAll()
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (row === undefined) return { offer: firstOffer, tick: noTick, held: 0 };
  return {
    offer: {
      capacity: row.capacity,
      modes: helpModes.filter((mode) => row[mode] === 1),
      replyDays: row.reply_days,
      terms: {
        kind: row.terms,
        amount: row.amount,
        currency: row.currency,
        note: row.terms_note,
        firstChatFree: row.first_chat_free === 1,
      },
      whoMayWrite: row.who_may_write,
    },
    tick: {
      availableAt: row.available_at,
      confirmedAt: row.confirmed_at,
      remindedAt: row.reminded_at,
      lapsedAt: row.lapsed_at,
    },
    held: row.held,
  };
}

async function languagesOf(db: Reader, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('member_languages')
    .select('language')
    .where('member_id', '=', memberId)
    .orderBy('language')
    .execute();
  return rows.map(({ language }) => language);
}

async function linksOf(db: Reader, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('member_links')
    .select('url')
    .where('member_id', '=', memberId)
    .orderBy('position')
    .execute();
  return rows.map(({ url }) => url);
}

/** Surest first. */
function sharesOf(db: Reader, memberId: string): Promise<SharedSkill[]> {
  return db
    .selectFrom('shared_skills')
    .innerJoin('skills', 'skills.id', 'shared_skills.skill_id')
    .select(['skills.name', 'shared_skills.confidence'])
    .where('shared_skills.member_id', '=', memberId)
    .orderBy('shared_skills.confidence', 'desc')
    .orderBy('skills.skill_key')
    .execute();
}

/** Most wished for first. */
function wantsOf(db: Reader, memberId: string): Promise<WantedSkill[]> {
  return db
    .selectFrom('wanted_skills')
    .innerJoin('skills', 'skills.id', 'wanted_skills.skill_id')
    .select(['skills.name', 'wanted_skills.priority'])
    .where('wanted_skills.member_id', '=', memberId)
    .orderBy('wanted_skills.priority')
    .orderBy('skills.skill_key')
    .execute();
}
