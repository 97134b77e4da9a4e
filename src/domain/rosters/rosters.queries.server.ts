import type { Reader } from '#platform/db/database.server.ts';
import type { RosterEntry } from './roster-entry.ts';
import type { KnownMember } from './roster-plan.ts';

/** Values in one `in (…)`: well below what either engine takes. */
const valuesAtOnce = 1000;

/** The members a roster may speak of, found by its ids and addresses. */
export async function findKnown(
  db: Reader,
  { externalIds, emails }: { externalIds: readonly string[]; emails: readonly string[] },
): Promise<KnownMember[]> {
  const ids = new Set<string>();
  for (const some of portions(externalIds)) {
    const rows = await db
      .selectFrom('members')
      .select('id')
      .where('external_id', 'in', some)
      .execute();
    for (const { id } of rows) ids.add(id);
  }
  for (const some of portions(emails)) {
    const rows = await db
      .selectFrom('emails')
      .select('member_id')
      .where('address_key', 'in', some)
      .execute();
    for (const { member_id } of rows) ids.add(member_id);
  }
  const known: KnownMember[] = [];
  for (const some of portions([...ids])) known.push(...(await readKnown(db, some)));
  return known;
}

function* portions(values: readonly string[]): Generator<string[]> {
  for (let from = 0; from < values.length; from += valuesAtOnce)
    yield values.slice(from, from + valuesAtOnce);
}

async function readKnown(db: Reader, ids: string[]): Promise<KnownMember[]> {
  const members = await db
    .selectFrom('members')
    .leftJoin('emails', 'emails.member_id', 'members.id')
    .leftJoin('offers', 'offers.member_id', 'members.id')
    .select([
      'members.id',
      'members.status',
      'members.external_id',
      'members.name',
      'members.place',
      'members.time_zone',
      'members.own_words',
      'emails.address_key',
      'offers.terms',
      'offers.amount',
      'offers.currency',
      'offers.capacity',
    ])
    .where('members.id', 'in', ids)
    .execute();
  const lists = await readLists(db, ids);
  return members.map((row) => {
    const entry: RosterEntry = {
      externalId: row.external_id,
      email: row.address_key,
      name: row.name,
      place: row.place,
      timeZone: row.time_zone,
      words: row.own_words,
      languages: lists.languages.get(row.id) ?? [],
      links: lists.links.get(row.id) ?? [],
      shares: lists.shares.get(row.id) ?? [],
      wants: lists.wants.get(row.id) ?? [],
      terms:
        row.terms === null
          ? null
          : { terms: row.terms, amount: row.amount, currency: row.currency ?? '' },
      capacity: row.capacity,
    };
    return {
      memberId: row.id,
      externalId: row.external_id,
      email: row.address_key,
      invitedAs: row.status === 'invited' ? entry : null,
    };
  });
}

/** Languages, links and skill names of some members, each sorted as an entry has them. */
async function readLists(db: Reader, ids: string[]) {
  const languages = await db
    .selectFrom('member_languages')
    .select(['member_id', 'language as value'])
    .where('member_id', 'in', ids)
    .execute();
  const links = await db
    .selectFrom('member_links')
    .select(['member_id', 'url as value'])
    .where('member_id', 'in', ids)
    .execute();
  const shares = await db
    .selectFrom('shared_skills')
    .innerJoin('skills', 'skills.id', 'shared_skills.skill_id')
    .select(['member_id', 'skills.name as value'])
    .where('member_id', 'in', ids)
    .execute();
  const wants = await db
    .selectFrom('wanted_skills')
    .innerJoin('skills', 'skills.id', 'wanted_skills.skill_id')
    .select(['member_id', 'skills.name as value'])
    .where('member_id', 'in', ids)
    .execute();
  return {
    languages: listed(languages),
    links: listed(links),
    shares: listed(shares),
    wants: listed(wants),
  };
}

function listed(
  rows: readonly { member_id: string; value: string }[],
): ReadonlyMap<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const { member_id, value } of rows)
    lists.set(member_id, [...(lists.get(member_id) ?? []), value]);
  for (const list of lists.values()) list.sort();
  return lists;
}

/** Somebody a list brought, who has not yet said yes. */
export interface InvitedPerson {
  readonly memberId: string;
  readonly name: string;
  /** Null where the list had none: then an organiser hands the invitation over. */
  readonly email: string | null;
  readonly externalId: string | null;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** Everybody who was brought by a list and has not yet said yes, by name, a page at a time. */
export async function invitedPeople(
  db: Reader,
  {
    after = null,
    limit = 100,
  }: { after?: { nameKey: string; memberId: string } | null; limit?: number } = {},
): Promise<(InvitedPerson & { readonly nameKey: string })[]> {
  const query = db
    .selectFrom('members')
    .leftJoin('emails', 'emails.member_id', 'members.id')
    .select([
      'members.id as memberId',
      'members.name',
      'members.name_key as nameKey',
      'members.external_id as externalId',
      'members.created_at as since',
      'emails.address as email',
    ])
    .where('members.status', '=', 'invited')
    .orderBy('members.name_key')
    .orderBy('members.id')
    .limit(limit);
  if (after === null) return query.execute();
  const { nameKey, memberId } = after;
  return query
    .where((eb) =>
      eb.or([
        eb('members.name_key', '>', nameKey),
        eb.and([eb('members.name_key', '=', nameKey), eb('members.id', '>', memberId)]),
      ]),
    )
    .execute();
}
