import { fold } from '#lib/text.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { columnsOf, makeOffer } from '../offers/commands.server.ts';
import { helpModes } from '../offers/offer.ts';
import { tellOfPlaces } from '../offers/places/commands.server.ts';
import { ticked, unticked, type Tick } from '../offers/tick.ts';
import type { AlsoInTransaction } from '../pictures/commands.server.ts';
import { marksOf, merge, type Marks } from './edition.ts';
import { lookalikeOf } from './likeness.ts';
import type { Profile, ProfileField } from './profile.ts';
import { profileOf, type OwnProfile } from './queries.server.ts';

/** The ids of skills by the names a member typed, in the same order; null for one that cannot be a skill. */
export type FindSkills = (tx: Tx, names: readonly string[]) => Promise<(string | null)[]>;

export interface Saving {
  memberId: string;
  /** What this browser sent. */
  mine: Profile;
  /** The version this browser was filled with, and the marks of what stood there. */
  version: number;
  base: Marks;
  /** The vocabulary stands on a higher floor, so the caller brings it. */
  findSkills: FindSkills;
  alsoInTransaction: AlsoInTransaction;
}

export type Saved =
  | { code: 'saved'; box: 'ticked' | 'unticked' | 'confirmed' | 'off' }
  /** Saved elsewhere in between: what to choose between, and the profile with all the rest put together. */
  | {
      code: 'changed_meanwhile';
      conflicts: readonly ProfileField[];
      merged: Profile;
      theirs: OwnProfile;
    }
  | { code: 'no_such_member' };

/**
 * Saves a member's profile and box together. What was changed in another browser since this one was
 * filled is merged field by field; where both changed the same field, nothing is saved.
 */
export async function saveProfile(
  { db, clock, random, log }: Pick<Runtime, 'db' | 'clock' | 'random' | 'log'>,
  saving: Saving,
): Promise<Saved> {
  const now = clock.now();
  const { memberId, mine } = saving;
  const saved = await db.transact(async (tx): Promise<Saved> => {
    const current = await profileOf(tx, { memberId });
    if (current === undefined) return { code: 'no_such_member' };
    const base = current.version === saving.version ? marksOf(current.profile) : saving.base;
    const { profile, conflicts } = merge({ mine, theirs: current.profile, base });
    if (conflicts.length > 0)
      return { code: 'changed_meanwhile', conflicts, merged: profile, theirs: current };
    await write(tx, { saving, profile, current, now });
    if (makesRoom(current, profile)) await tellOfPlaces(tx, { memberId, now, random });
    await saving.alsoInTransaction(tx, { memberId, now });
    return { code: 'saved', box: boxAfter(current.tick, profile) };
  });
  if (saved.code === 'saved') await noteLookalike({ db, log }, { memberId, name: mine.name });
  return saved;
}

/** More places than before, or taking people again: whoever waits in line is asked. */
const makesRoom = ({ profile: before }: OwnProfile, after: Profile): boolean =>
  after.isAvailable && (!before.isAvailable || after.capacity > before.capacity);

interface Writing {
  saving: Saving;
  profile: Profile;
  current: OwnProfile;
  now: number;
}

async function write(tx: Tx, { saving, profile, current, now }: Writing): Promise<void> {
  const { memberId, findSkills } = saving;
  await tx
    .updateTable('members')
    .set({ ...memberColumns(profile), updated_at: now, version: current.version + 1 })
    .set({ public_card_at: profile.isPublic ? (current.publicSince ?? now) : null })
    .where('id', '=', memberId)
    .execute();
  await writeLanguages(tx, { memberId, languages: profile.languages });
  await writeLinks(tx, { memberId, links: profile.links });
  await makeOffer(tx, memberId);
  await tx
    .updateTable('offers')
    .set({ ...offerColumns(profile), ...columnsOf(tickAfter(current.tick, { profile, now })) })
    .where('member_id', '=', memberId)
    .execute();
  await writeShares(tx, { memberId, profile, findSkills });
  await writeWants(tx, { memberId, profile, findSkills });
}

/** Saving with the box ticked says "still around" as well: it was in plain sight. */
function tickAfter(tick: Tick, { profile, now }: { profile: Profile; now: number }): Tick {
  if (profile.isAvailable) return ticked(tick, now);
  return tick.availableAt === null ? tick : unticked(tick);
}

function boxAfter(
  { availableAt }: Tick,
  { isAvailable }: Profile,
): 'ticked' | 'unticked' | 'confirmed' | 'off' {
  if (isAvailable) return availableAt === null ? 'ticked' : 'confirmed';
  return availableAt === null ? 'off' : 'unticked';
}

const memberColumns = (profile: Profile) => ({
  name: profile.name,
  name_key: fold(profile.name),
  pronouns: profile.pronouns,
  own_words: profile.ownWords,
  place: profile.place,
  time_zone: profile.timeZone,
  week_hours: profile.hours,
});

function offerColumns({ capacity, modes, replyDays, terms, whoMayWrite }: Profile) {
  const [meet, review, answer, swap] = helpModes.map((mode) =>
    modes.includes(mode) ? (1 as const) : (0 as const),
  );
  return {
    capacity,
    meet: meet ?? 0,
    review: review ?? 0,
    answer: answer ?? 0,
    swap: swap ?? 0,
    reply_days: replyDays,
    terms: terms.kind,
    amount: terms.amount,
    currency: terms.currency,
    terms_note: terms.note,
    first_chat_free: terms.firstChatFree ? (1 as const) : (0 as const),
    who_may_write: whoMayWrite,
  };
}

async function writeLanguages(
  tx: Tx,
  { memberId, languages }: { memberId: string; languages: readonly string[] },
): Promise<void> {
  await tx.deleteFrom('member_languages').where('member_id', '=', memberId).execute();
  const rows = languages.map((language) => ({ member_id: memberId, language }));
  if (rows.length > 0) await tx.insertInto('member_languages').values(rows).execute();
}

async function writeLinks(
  tx: Tx,
  { memberId, links }: { memberId: string; links: readonly string[] },
): Promise<void> {
  await tx.deleteFrom('member_links').where('member_id', '=', memberId).execute();
  const rows = links.map((url, position) => ({ member_id: memberId, position, url }));
  if (rows.length > 0) await tx.insertInto('member_links').values(rows).execute();
}

interface WritingSkills {
  memberId: string;
  profile: Profile;
  findSkills: FindSkills;
}

async function writeShares(
  tx: Tx,
  { memberId, profile, findSkills }: WritingSkills,
): Promise<void> {
  const ids = await findSkills(
    tx,
    profile.shares.map(({ name }) => name),
  );
  const rows = profile.shares.flatMap(({ confidence }, index) => {
    const skill_id = ids[index] ?? null;
    return skill_id === null ? [] : [{ member_id: memberId, skill_id, confidence }];
  });
  await tx.deleteFrom('shared_skills').where('member_id', '=', memberId).execute();
  if (rows.length > 0) await tx.insertInto('shared_skills').values(oneEach(rows)).execute();
}

async function writeWants(tx: Tx, { memberId, profile, findSkills }: WritingSkills): Promise<void> {
  const ids = await findSkills(
    tx,
    profile.wants.map(({ name }) => name),
  );
  const rows = profile.wants.flatMap(({ priority }, index) => {
    const skill_id = ids[index] ?? null;
    return skill_id === null ? [] : [{ member_id: memberId, skill_id, priority }];
  });
  await tx.deleteFrom('wanted_skills').where('member_id', '=', memberId).execute();
  if (rows.length > 0) await tx.insertInto('wanted_skills').values(oneEach(rows)).execute();
}

/** "JS" and "JavaScript" are one skill; the first of them counts. */
function oneEach<Row extends { skill_id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.toReversed().map((row) => [row.skill_id, row])).values()].toReversed();
}

/** Tells the operator's log of a name that looks like an organiser's (requirement D6). */
async function noteLookalike(
  { db, log }: Pick<Runtime, 'db' | 'log'>,
  { memberId, name }: { memberId: string; name: string },
): Promise<void> {
  const organisers = await db.read
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .select(['members.id', 'members.name'])
    .where('members.id', '!=', memberId)
    .execute();
  const like = lookalikeOf(name, organisers);
  if (like !== undefined)
    log.warn(
      { security: 'name_looks_alike', member: memberId, like: like.id },
      'a name looks like an organiser’s',
    );
}
