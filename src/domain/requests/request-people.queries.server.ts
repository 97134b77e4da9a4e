import type { HelpMode, Terms } from '#domain/members/offer.ts';
import { hueOf } from '#domain/members/viewer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Person } from './request-summary.ts';

const usualReplyDays = 3;

/** These people as `viewerId` sees them, by id. */
export async function peopleFor(
  db: Reader,
  { memberIds, apart }: { memberIds: readonly string[]; apart: ReadonlySet<string> },
): Promise<ReadonlyMap<string, Person>> {
  if (memberIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('members')
    .leftJoin('offers', 'offers.member_id', 'members.id')
    .select(['id', 'status', 'name', 'pronouns', 'avatar_id', 'place', 'time_zone', 'reply_days'])
    .where('id', 'in', [...new Set(memberIds)])
    .execute();
  return new Map(
    rows.map((row) => {
      const isGone = row.status !== 'active' || apart.has(row.id);
      const person: Person = {
        id: row.id,
        name: row.name,
        pronouns: isGone ? '' : row.pronouns,
        hue: hueOf(row.id),
        avatarId: isGone ? null : row.avatar_id,
        place: isGone ? '' : row.place,
        timeZone: isGone ? '' : row.time_zone,
        replyDays: row.reply_days ?? usualReplyDays,
        isGone,
      };
      return [row.id, person];
    }),
  );
}

export interface MentorSkill {
  readonly name: string;
  /** Shared: 1 curious to 3 confident. Wanted: 1 most to 3. */
  readonly grade: 1 | 2 | 3;
  /** The writer's own side of it: they want what is shared, or share what is wanted. */
  readonly fits: boolean;
}

/** What a note to somebody needs of their offer. */
export interface OfferFacts {
  readonly terms: Terms;
  readonly modes: readonly HelpMode[];
  readonly replyDays: number;
  /** Every place is taken or spoken for. */
  readonly isFull: boolean;
}

/** Whom somebody is about to write to. */
export interface MentorFacts extends Person {
  readonly terms: Terms;
  readonly modes: readonly HelpMode[];
  readonly shares: readonly MentorSkill[];
  readonly wants: readonly MentorSkill[];
  /** 168 characters on their own clock, '' where not said. */
  readonly weekHours: string;
}

/** A mentor for somebody who may see them; asks nothing about that. */
export async function mentorFor(
  db: Reader,
  { mentorId, writerId, offer }: { mentorId: string; writerId: string; offer: OfferFacts },
): Promise<MentorFacts | undefined> {
  const people = await peopleFor(db, { memberIds: [mentorId], apart: new Set() });
  const person = people.get(mentorId);
  if (person === undefined) return undefined;
  const { week_hours: weekHours } = await db
    .selectFrom('members')
    .select('week_hours')
    .where('id', '=', mentorId)
    .executeTakeFirstOrThrow();
  const between = { mentorId, writerId };
  const { terms, modes } = offer;
  return {
    ...person,
    terms,
    modes,
    shares: await sharesFor(db, between),
    wants: await wantsFor(db, between),
    weekHours,
  };
}

interface WriterAndMentor {
  mentorId: string;
  writerId: string;
}

/** Surest first. */
async function sharesFor(
  db: Reader,
  { mentorId, writerId }: WriterAndMentor,
): Promise<MentorSkill[]> {
  const rows = await db
    .selectFrom('shared_skills')
    .innerJoin('skills', 'skills.id', 'shared_skills.skill_id')
    .leftJoin('wanted_skills', (join) =>
      join
        .onRef('wanted_skills.skill_id', '=', 'shared_skills.skill_id')
        .on('wanted_skills.member_id', '=', writerId),
    )
    .select(['skills.name', 'confidence as grade', 'wanted_skills.member_id as fitting'])
    .where('shared_skills.member_id', '=', mentorId)
    .orderBy('confidence', 'desc')
    .orderBy('skills.skill_key')
    .execute();
  return rows.map(({ name, grade, fitting }) => ({ name, grade, fits: fitting !== null }));
}

/** Most wished for first. */
async function wantsFor(
  db: Reader,
  { mentorId, writerId }: WriterAndMentor,
): Promise<MentorSkill[]> {
  const rows = await db
    .selectFrom('wanted_skills')
    .innerJoin('skills', 'skills.id', 'wanted_skills.skill_id')
    .leftJoin('shared_skills', (join) =>
      join
        .onRef('shared_skills.skill_id', '=', 'wanted_skills.skill_id')
        .on('shared_skills.member_id', '=', writerId),
    )
    .select(['skills.name', 'priority as grade', 'shared_skills.member_id as fitting'])
    .where('wanted_skills.member_id', '=', mentorId)
    .orderBy('priority')
    .orderBy('skills.skill_key')
    .execute();
  return rows.map(({ name, grade, fitting }) => ({ name, grade, fits: fitting !== null }));
}

const mostTopics = 3;

/** What one of two wants to learn and the other shares, most wished for first, in a line; '' for nothing. */
export async function couldLearn(
  db: Reader,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<string> {
  const rows = await db
    .selectFrom('wanted_skills')
    .innerJoin('shared_skills', 'shared_skills.skill_id', 'wanted_skills.skill_id')
    .innerJoin('skills', 'skills.id', 'wanted_skills.skill_id')
    .select('skills.name')
    .where('wanted_skills.member_id', '=', memberId)
    .where('shared_skills.member_id', '=', otherId)
    .orderBy('wanted_skills.priority')
    .orderBy('skills.skill_key')
    .limit(mostTopics)
    .execute();
  return rows.map(({ name }) => name).join(', ');
}
