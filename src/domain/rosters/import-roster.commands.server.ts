import { done, refused, type Done, type Refused } from '#lib/outcome.ts';
import { fold } from '#lib/text.ts';
import { recordAct } from '#domain/community/organisers.commands.server.ts';
import { firstOffer, type HelpMode } from '#domain/members/offer.ts';
import { findOrAddSkills } from '#domain/skills/skills.commands.server.ts';
import { readVocabulary } from '#domain/skills/skills.queries.server.ts';
import type { Vocabulary } from '#domain/skills/vocabulary.ts';
import { inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import type { Reader, Tx } from '#platform/db/database.server.ts';
import { completeMapping, type ColumnMapping } from './roster-column.ts';
import type { RosterEntry } from './roster-entry.ts';
import { planRoster, type RosterPlan } from './roster-plan.ts';
import { findKnown } from './rosters.queries.server.ts';
import { readRoster, type Roster, type RosterKind, type RosterRefusal } from './roster.ts';

export interface RosterImport {
  readonly text: string;
  /** Found out from the text where it is not said. */
  readonly kind?: RosterKind;
  /** What the organiser says about columns; the rest is guessed from their names. */
  readonly mapping?: Partial<ColumnMapping>;
  /** Names the list: its ids count within it. The same name next time finds the same people. */
  readonly source?: string;
  /** The organiser's member id; null for the operator at the terminal. */
  readonly actorId: string | null;
  /** True only looks: nothing is saved. */
  readonly isDryRun: boolean;
}

export type RosterOutcome =
  | Done<{
      readonly plan: RosterPlan;
      readonly columns: readonly string[];
      readonly mapping: ColumnMapping;
      /** Columns that were said but are not there, and columns that nothing was read from. */
      readonly unknown: readonly string[];
      readonly unused: readonly string[];
    }>
  | (Refused<RosterRefusal> & { readonly line: number | null });

/**
 * Imports a list of mentors: new people become invited members, whom nobody sees before they say
 * yes; people invited earlier are brought up to date; members who have joined stay as they are.
 * All good rows are saved together or none; bad rows come back with line and reason. The same list
 * again changes nothing.
 */
export async function importRoster(
  runtime: ActRuntime,
  { text, kind, mapping: said, source = 'list', actorId, isDryRun }: RosterImport,
): Promise<RosterOutcome> {
  const reading = readRoster(text, kind);
  if (!reading.ok) return { ...refused(reading.code), line: reading.line };
  const { roster } = reading;
  const { mapping, unknown, unused } = completeMapping(roster, said);
  const facts = { columns: roster.columns, mapping, unknown, unused };
  const question = { roster, mapping, source };
  if (isDryRun) return done({ plan: await makePlan(runtime.db.read, question), ...facts });
  const plan = await inAct(runtime, async (act) => {
    const made = await makePlan(act.tx, question);
    await applyRoster(act, { plan: made, actorId });
    const { create, update } = made.counts;
    if (create + update > 0) {
      const about = `${source}: ${create} + ${update}`;
      await recordAct(act, { actorId: actorId ?? '', act: 'imported', about });
    }
    return made;
  });
  return done({ plan, ...facts });
}

interface Question {
  readonly roster: Roster;
  readonly mapping: ColumnMapping;
  readonly source: string;
}

/** Plans twice: once to learn of whom the list speaks, once knowing them. */
async function makePlan(db: Reader, { roster, mapping, source }: Question): Promise<RosterPlan> {
  const vocabulary: Vocabulary = await readVocabulary(db);
  const asked = { rows: roster.rows, mapping, vocabulary, source };
  const entries = planRoster({ ...asked, known: [] }).rows.flatMap((row) =>
    row.action === 'create' ? [row.entry] : [],
  );
  const known = await findKnown(db, {
    externalIds: entries.flatMap(({ externalId }) => externalId ?? []),
    emails: entries.flatMap(({ email }) => email ?? []),
  });
  return planRoster({ ...asked, known });
}

interface Applying {
  readonly plan: RosterPlan;
  readonly actorId: string | null;
}

/** Saves what a plan says, with a few statements whatever its length. The plan is made in the same act. */
export async function applyRoster(act: Act, { plan, actorId }: Applying): Promise<void> {
  const { tx, now } = act;
  const created = plan.rows.flatMap((row) =>
    row.action === 'create' ? [{ memberId: act.id(), entry: row.entry }] : [],
  );
  const updated = plan.rows.flatMap((row) => (row.action === 'update' ? [row] : []));
  for (const some of portions(created)) await insertMembers(tx, some, now);
  for (const { memberId, entry } of updated) await updateMember(tx, { memberId, entry, now });
  const written = [...created, ...updated];
  for (const some of portions(updated))
    await forgetLists(
      tx,
      some.map(({ memberId }) => memberId),
    );
  const skillIds = await skillsOf(act, { written, addedBy: actorId });
  for (const some of portions(written)) await insertLists(tx, some, skillIds);
}

interface Written {
  readonly memberId: string;
  readonly entry: RosterEntry;
}

/** Members whose rows go into one statement; up to twelve values each. */
function* portions<Row>(rows: readonly Row[], atOnce = 200): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += atOnce) yield rows.slice(from, from + atOnce);
}

async function insertMembers(tx: Tx, people: readonly Written[], now: number): Promise<void> {
  await tx
    .insertInto('members')
    .values(
      people.map(({ memberId, entry }) => ({
        id: memberId,
        status: 'invited' as const,
        ...memberColumns(entry),
        pronouns: '',
        week_hours: '',
        locale: '',
        theme: '',
        created_at: now,
        updated_at: now,
        version: 1,
      })),
    )
    .execute();
  const reachable = people.flatMap(({ memberId, entry }) =>
    entry.email === null
      ? []
      : [
          {
            member_id: memberId,
            address: entry.email,
            address_key: entry.email,
            verified_at: null,
          },
        ],
  );
  if (reachable.length > 0) await tx.insertInto('emails').values(reachable).execute();
}

function memberColumns(entry: RosterEntry) {
  return {
    name: entry.name,
    name_key: fold(entry.name),
    own_words: entry.words,
    place: entry.place,
    time_zone: entry.timeZone,
    external_id: entry.externalId,
  };
}

async function updateMember(
  tx: Tx,
  { memberId, entry, now }: Written & { now: number },
): Promise<void> {
  await tx
    .updateTable('members')
    .set((eb) => ({ ...memberColumns(entry), updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', memberId)
    .where('status', '=', 'invited')
    .execute();
  if (entry.email === null) return;
  await tx
    .insertInto('emails')
    .values({
      member_id: memberId,
      address: entry.email,
      address_key: entry.email,
      verified_at: null,
    })
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .execute();
}

async function forgetLists(tx: Tx, memberIds: string[]): Promise<void> {
  await tx.deleteFrom('member_languages').where('member_id', 'in', memberIds).execute();
  await tx.deleteFrom('member_links').where('member_id', 'in', memberIds).execute();
  await tx.deleteFrom('shared_skills').where('member_id', 'in', memberIds).execute();
  await tx.deleteFrom('wanted_skills').where('member_id', 'in', memberIds).execute();
  await tx.deleteFrom('offers').where('member_id', 'in', memberIds).execute();
}

/** The id of every skill that is named, the new ones added. */
async function skillsOf(
  act: Act,
  { written, addedBy }: { written: readonly Written[]; addedBy: string | null },
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(written.flatMap(({ entry }) => [...entry.shares, ...entry.wants]))];
  const ids = new Map<string, string>();
  for (const texts of portions(names)) {
    const found = await findOrAddSkills(act, { texts, addedBy });
    texts.forEach((text, place) => {
      const skill = found[place];
      if (skill?.outcome === 'done') ids.set(text, skill.skillId);
    });
  }
  return ids;
}

/** An imported skill is one the person is at ease with, until they say more. */
const usualConfidence = 2;
const usualPriority = 2;

async function insertLists(
  tx: Tx,
  people: readonly Written[],
  skillIds: ReadonlyMap<string, string>,
): Promise<void> {
  const skillRows = (names: 'shares' | 'wants') =>
    people.flatMap(({ memberId, entry }) =>
      [...new Set(entry[names].flatMap((name) => skillIds.get(name) ?? []))].map((skill_id) => ({
        member_id: memberId,
        skill_id,
      })),
    );
  const shared = skillRows('shares').map(
    (row) => ({ ...row, confidence: usualConfidence }) as const,
  );
  const wanted = skillRows('wants').map((row) => ({ ...row, priority: usualPriority }) as const);
  const languages = people.flatMap(({ memberId, entry }) =>
    entry.languages.map((language) => ({ member_id: memberId, language })),
  );
  const links = people.flatMap(({ memberId, entry }) =>
    entry.links.map((url, position) => ({ member_id: memberId, position, url })),
  );
  const offers = people.flatMap((person) => offerRow(person) ?? []);
  for (const some of portions(shared, 2000))
    await tx.insertInto('shared_skills').values(some).execute();
  for (const some of portions(wanted, 2000))
    await tx.insertInto('wanted_skills').values(some).execute();
  for (const some of portions(languages, 2000))
    await tx.insertInto('member_languages').values(some).execute();
  for (const some of portions(links, 2000))
    await tx.insertInto('member_links').values(some).execute();
  for (const some of portions(offers, 500)) await tx.insertInto('offers').values(some).execute();
}

/**
 * What the list says about an offer waits for the person to join and tick the box: a row with no
 * `available_at`. Null when the list says nothing of the kind.
 */
function offerRow({ memberId, entry }: Written) {
  const { terms, capacity } = entry;
  if (terms === null && capacity === null) return null;
  const { modes, replyDays, whoMayWrite } = firstOffer;
  const has = (mode: HelpMode): 0 | 1 => (modes.includes(mode) ? 1 : 0);
  return {
    member_id: memberId,
    capacity: capacity ?? firstOffer.capacity,
    held: 0,
    meet: has('meet'),
    review: has('review'),
    answer: has('answer'),
    swap: has('swap'),
    reply_days: replyDays,
    terms: terms?.terms ?? firstOffer.terms.kind,
    amount: terms?.amount ?? null,
    currency: terms?.currency ?? '',
    terms_note: '',
    first_chat_free: 0 as const,
    who_may_write: whoMayWrite,
  };
}
