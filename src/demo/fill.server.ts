import { day } from '#lib/duration.ts';
import { fold } from '#lib/text.ts';
import { foundCommunity } from '#domain/community/community.commands.server.ts';
import { addDefaultPages } from '#domain/community/community-pages.commands.server.ts';
import { defaultPages } from '#domain/community/default-pages.ts';
import { relistMembers } from '#domain/directory/relist-members.commands.server.ts';
import { addVocabulary } from '#domain/skills/skills.commands.server.ts';
import { readVocabulary } from '#domain/skills/skills.queries.server.ts';
import { skillKey } from '#domain/skills/skill.ts';
import { usualTickDays } from '#domain/members/tick.ts';
import { type ActRuntime, inAct } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { cast, guildName } from './cast.ts';
import { crowd } from './crowd.ts';
import { demoPeople, type MentorRecord } from './guild.ts';
import type { InventedPerson } from './invented-person.ts';

/** People in one transaction: few enough that a reader never waits long, enough to be quick. */
const peopleAtOnce = 500;
/** Rows in one statement; with 23 values a row this stays below SQLite's 32,766. */
const rowsAtOnce = 500;

export interface Filled {
  /** How many people were added; 0 when they were there already. */
  readonly members: number;
  /** How many of them are available for mentoring. */
  readonly available: number;
}

/**
 * Fills a database with the demo's guild: the cast, and an invented person for each record. Creates
 * the community where there is none. Done before, it does nothing.
 */
export async function fillDemo(
  runtime: ActRuntime,
  records: readonly MentorRecord[],
): Promise<Filled> {
  await foundGuild(runtime);
  const isThere = await runtime.db.read
    .selectFrom('members')
    .select('id')
    .where('id', '=', cast.ana.id)
    .executeTakeFirst();
  if (isThere !== undefined) return { members: 0, available: 0 };
  return addPeople(runtime, [...Object.values(cast), ...demoPeople(records, 'tidewater')]);
}

/**
 * Adds a synthetic community of `count` members to whatever is there, creating one where there is none.
 * Called again it adds other people.
 *
 * @param onPortion called after each transaction with how many have been added so far
 */
export async function fillCrowd(
  runtime: ActRuntime,
  {
    count,
    shareAvailable,
    onPortion = () => {},
  }: { count: number; shareAvailable?: number; onPortion?: (added: number) => void },
): Promise<Filled> {
  await foundGuild(runtime);
  const { members } = await runtime.db.read
    .selectFrom('members')
    .select((eb) => eb.fn.countAll<number>().as('members'))
    .executeTakeFirstOrThrow();
  const options = { count, seed: `after-${members}` };
  const people = crowd(shareAvailable === undefined ? options : { ...options, shareAvailable });
  return addPeople(runtime, people, onPortion);
}

/** A community to live in, whose list can be seen without signing in. */
async function foundGuild(runtime: ActRuntime): Promise<void> {
  const conduct = defaultPages('en').find(({ slug }) => slug === 'conduct')?.body ?? '';
  await inAct(runtime, async (act) => {
    await addVocabulary(act);
    const settings = {
      name: guildName,
      joinPolicy: 'open',
      listVisibility: 'everyone',
      languages: ['en', 'pt', 'es', 'fr', 'de'],
      locale: 'en',
      minimumAge: 18,
      tickDays: usualTickDays,
      meetingBase: 'https://meet.example.org',
    } as const;
    const isNew = await foundCommunity(act, {
      settings: { ...settings, languages: [...settings.languages] },
    });
    if (isNew) await addDefaultPages(act, { locale: 'en', conduct, savedBy: cast.ana.id });
  });
}

/** Writes people of any number, a portion at a time, never holding more than one portion. */
export async function addPeople(
  runtime: ActRuntime,
  people: Iterable<InventedPerson>,
  onPortion: (added: number) => void = () => {},
): Promise<Filled> {
  const skillIds = await skillsByKey(runtime);
  const filled = { members: 0, available: 0 };
  for (const some of portions(people, peopleAtOnce)) {
    const available = some.filter(({ offer }) => offer.isAvailable).map(({ id }) => id);
    await inAct(runtime, async (act) => {
      await writePeople(act.tx, { people: some, skillIds, now: act.now });
      await relistMembers(act, { memberIds: available });
    });
    filled.members += some.length;
    filled.available += available.length;
    onPortion(filled.members);
  }
  return filled;
}

async function skillsByKey(runtime: ActRuntime) {
  await inAct(runtime, addVocabulary);
  const { byKey } = await readVocabulary(runtime.db.read);
  return (name: string): string => {
    const skill = byKey.get(skillKey(name));
    if (skill === undefined) throw new Error(`Nobody has heard of the skill ${name}`);
    return skill.id;
  };
}

/** Writes all rows, so many in a statement that neither engine refuses it. */
async function inPortions<Row>(
  rows: readonly Row[],
  write: (some: Row[]) => Promise<unknown>,
): Promise<void> {
  for (const some of portions(rows, rowsAtOnce)) await write(some);
}

function* portions<Thing>(things: Iterable<Thing>, atOnce: number): Generator<Thing[]> {
  let some: Thing[] = [];
  for (const thing of things) {
    some.push(thing);
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

interface Writing {
  readonly people: readonly InventedPerson[];
  readonly skillIds: (name: string) => string;
  readonly now: number;
}

async function writePeople(tx: Tx, { people, skillIds, now }: Writing): Promise<void> {
  const rows = people.map((person) => rowsOf(person, { skillIds, now }));
  await inPortions(
    rows.map(({ member }) => member),
    (some) => tx.insertInto('members').values(some).execute(),
  );
  await inPortions(
    rows.map(({ email }) => email),
    (some) => tx.insertInto('emails').values(some).execute(),
  );
  await inPortions(
    rows.map(({ offer }) => offer),
    (some) => tx.insertInto('offers').values(some).execute(),
  );
  await inPortions(
    rows.flatMap(({ languages }) => languages),
    (some) => tx.insertInto('member_languages').values(some).execute(),
  );
  await inPortions(
    rows.flatMap(({ links }) => links),
    (some) => tx.insertInto('member_links').values(some).execute(),
  );
  await inPortions(
    rows.flatMap(({ shared }) => shared),
    (some) => tx.insertInto('shared_skills').values(some).execute(),
  );
  await inPortions(
    rows.flatMap(({ wanted }) => wanted),
    (some) => tx.insertInto('wanted_skills').values(some).execute(),
  );
  await inPortions(
    rows.flatMap(({ organiser }) => organiser),
    (some) => tx.insertInto('organisers').values(some).execute(),
  );
}

function rowsOf(person: InventedPerson, { skillIds, now }: Omit<Writing, 'people'>) {
  const { id } = person;
  const joined = now - person.joinedDaysAgo * day;
  return {
    member: memberRow(person, joined),
    email: { member_id: id, address: person.email, address_key: person.email, verified_at: joined },
    offer: offerRow(person, { joined, now }),
    languages: person.languages.map((language) => ({ member_id: id, language })),
    links: person.links.map((url, position) => ({ member_id: id, position, url })),
    shared: person.shares.map(({ skill, confidence }) => ({
      member_id: id,
      skill_id: skillIds(skill),
      confidence,
    })),
    wanted: person.wants.map(({ skill, priority }) => ({
      member_id: id,
      skill_id: skillIds(skill),
      priority,
    })),
    organiser: person.isOrganiser
      ? [{ member_id: id, appointed_by: null, appointed_at: joined }]
      : [],
  };
}

function memberRow(person: InventedPerson, joined: number) {
  return {
    id: person.id,
    status: 'active' as const,
    name: person.name,
    name_key: fold(person.name),
    pronouns: person.pronouns,
    own_words: person.words,
    place: person.place,
    time_zone: person.timeZone,
    locale: '',
    theme: '',
    week_hours: person.weekHours,
    age_confirmed_at: joined,
    conduct_version: 1,
    conduct_agreed_at: joined,
    joined_at: joined,
    created_at: joined,
    updated_at: joined,
    version: 1,
  };
}

function offerRow(
  { id, offer, confirmedDaysAgo }: InventedPerson,
  { joined, now }: { joined: number; now: number },
) {
  const has = (mode: InventedPerson['offer']['modes'][number]): 0 | 1 =>
    offer.modes.includes(mode) ? 1 : 0;
  return {
    member_id: id,
    available_at: offer.isAvailable ? joined : null,
    confirmed_at: offer.isAvailable ? Math.max(joined, now - confirmedDaysAgo * day) : null,
    capacity: offer.capacity,
    held: 0,
    meet: has('meet'),
    review: has('review'),
    answer: has('answer'),
    swap: has('swap'),
    reply_days: offer.replyDays,
    terms: offer.terms,
    amount: offer.amount,
    currency: offer.currency,
    terms_note: offer.note,
    first_chat_free: offer.isFirstChatFree ? (1 as const) : (0 as const),
    who_may_write: offer.whoMayWrite,
  };
}
