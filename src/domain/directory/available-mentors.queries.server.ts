/** Browsing and searching available mentors. */
import { isDeepStrictEqual } from 'node:util';
import { sql, type CompiledQuery } from 'kysely';
import { LruCache } from '#lib/lru-cache.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { findSkill } from '#domain/skills/vocabulary.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Asked } from './mentor-query.input.ts';
import { liveList, type SkillBook } from './live-list.queries.server.ts';
import type { Listing, SharedSkill, WantedSkill } from './listing.ts';
import type { Cursor } from './list-page.ts';
import type { MentorQuery, Seeker } from './mentor-query.ts';
import type { Around } from './mentor-list.ts';

/** One mentor as the list shows them to a viewer. */
interface ListedMentor {
  readonly listing: Listing;
  readonly isSaved: boolean;
}

export interface AvailableMentors {
  readonly mentors: readonly ListedMentor[];
  readonly around: Around;
  readonly seeker: Seeker;
  readonly query: MentorQuery;
  readonly skills: SkillBook;
  /** What was asked for as a skill and is none here. */
  readonly unknownSkills: readonly string[];
}

/** How many people a page shows. */
export const pageSize = 24;

/**
 * A page of the list of available mentors for a viewer (null for a visitor, where the list is open), with
 * true counts for every filter. Reads the database once when nothing changed.
 */
export async function availableMentors(
  db: Reader,
  {
    viewer,
    asked,
    after,
    now,
  }: { viewer: Viewer | null; asked: Asked; after: Cursor | undefined; now: number },
): Promise<AvailableMentors> {
  const visit = await readVisit(db, viewer?.id ?? '');
  const list = liveList(db);
  await list.refresh(visit.revision);
  const { skills } = list;
  const { query, unknownSkills } = knownInIds(asked, skills);
  const { seeker, hidden } = visit;
  const around = list.search.find({
    seeker,
    hidden,
    query,
    after,
    size: pageSize,
    showsFull: false,
    now,
  });
  const cards = await list.cards(around.memberIds);
  const mentors = around.memberIds.flatMap((id) => {
    const listing = cards.get(id);
    return listing === undefined ? [] : [{ listing, isSaved: visit.saved.has(id) }];
  });
  return { mentors, around, seeker, query, skills, unknownSkills };
}

/** Reads the list into memory, so that the first visitor need not wait for it. */
export async function warmList(db: Reader): Promise<void> {
  const { revision } = await readVisit(db, '');
  await liveList(db).refresh(revision);
}

interface InIds {
  readonly query: MentorQuery;
  readonly unknownSkills: readonly string[];
}

const understood = new WeakMap<Asked, InIds & { readonly skills: SkillBook }>();

/** The same question is the same query until the vocabulary changes. */
function knownInIds(asked: Asked, skills: SkillBook): InIds {
  const known = understood.get(asked);
  if (known?.skills === skills) return known;
  const made = { ...inIds(asked, skills), skills };
  understood.set(asked, made);
  return made;
}

function inIds(asked: Asked, { vocabulary }: SkillBook): InIds {
  const unknownSkills: string[] = [];
  const idsOf = (texts: readonly string[]) => {
    const ids = texts.flatMap((text) => {
      const skill = findSkill(text, vocabulary);
      if (skill === null) unknownSkills.push(text);
      return skill?.id ?? [];
    });
    return [...new Set(ids)];
  };
  const query = { ...asked, skills: idsOf(asked.skills), wants: idsOf(asked.wants) };
  return { query, unknownSkills };
}

interface Visit {
  readonly revision: number;
  readonly seeker: Seeker;
  readonly hidden: readonly string[];
  readonly saved: ReadonlySet<string>;
}

type SeekerRow = Partial<Omit<VisitRow, 'revision'>>;

interface VisitRow {
  revision: number;
  time_zone: string | null;
  week_hours: string | null;
  shared: string | null;
  wanted: string | null;
  hidden: string | null;
  blocked: string | null;
  blocked_by: string | null;
  saved: string | null;
}

/** Everything about the one who looks in one statement: on PostgreSQL each costs a round trip. */
async function readVisit(db: Reader, memberId: string): Promise<Visit> {
  const { rows } = await db.executeQuery<VisitRow>({ ...visitQuery(db), parameters: [memberId] });
  const { revision = 0, ...row } = rows[0] ?? {};
  const known = visits.get(memberId);
  const isSame = known !== undefined && isDeepStrictEqual(known.row, row);
  const about = isSame ? known.about : aboutSeeker(memberId, row);
  if (!isSame) visits.set(memberId, { row, about });
  return { revision, ...about };
}

/** Members who looked lately, as they were: what did not change need not be read anew. */
const visits = new LruCache<string, { row: SeekerRow; about: Omit<Visit, 'revision'> }>(2000);

function aboutSeeker(memberId: string, row: SeekerRow): Omit<Visit, 'revision'> {
  const ids = (text: string | null | undefined) => (text ? text.split(',').sort() : []);
  const pairs = (text: string | null | undefined) => ids(text).map((pair) => pair.split(':'));
  return {
    // Those set apart are as if they were not here, whoever asked for it (requirement E3). A visitor might
    // be anybody, so whoever blocked somebody is not here for visitors.
    hidden: [...new Set([row.hidden, row.blocked, row.blocked_by].flatMap(ids))].sort(),
    saved: new Set(ids(row.saved)),
    seeker: {
      id: memberId,
      timeZone: row.time_zone ?? '',
      weekHours: row.week_hours ?? '',
      shared: pairs(row.shared).map(([skillId = '', n]): SharedSkill => ({
        skillId,
        confidence: grade(n),
      })),
      wanted: pairs(row.wanted).map(([skillId = '', n]): WantedSkill => ({
        skillId,
        priority: grade(n),
      })),
    },
  };
}

const grade = (text: string | undefined): 1 | 2 | 3 => (text === '1' ? 1 : text === '2' ? 2 : 3);

const visitQueries = new WeakMap<Reader, CompiledQuery<VisitRow>>();

/**
 * Compiled once: building the statement would cost more than running it. It names the one row of
 * `listing_revision`, else PostgreSQL guesses a thousand and compiles a plan for them at each call.
 */
function visitQuery(db: Reader): CompiledQuery<VisitRow> {
  const known = visitQueries.get(db);
  if (known) return known;
  const made = sql<VisitRow>`
    select listing_revision.revision, m.time_zone, m.week_hours,
      (select string_agg(skill_id || ':' || confidence, ',') from shared_skills where member_id = m.id) as shared,
      (select string_agg(skill_id || ':' || priority, ',') from wanted_skills where member_id = m.id) as wanted,
      (select string_agg(other_id, ',') from not_for_me where member_id = m.id) as hidden,
      (select string_agg(other_id, ',') from blocks where member_id = m.id) as blocked,
      case when m.status = 'active'
        then (select string_agg(member_id, ',') from blocks where other_id = m.id)
        else (select string_agg(member_id, ',') from blocks) end as blocked_by,
      (select string_agg(other_id, ',') from favourites where member_id = m.id) as saved
    from listing_revision left join members m on m.id = ${''}
    where listing_revision.id = 'here'`.compile(db);
  visitQueries.set(db, made);
  return made;
}
