/** The people notices name, and a notice with them in it. */
import type { Reader } from '#platform/db/database.server.ts';
import type { Facts, NoticeKind } from '../notice.ts';
import type { Told } from '../wording.ts';

interface Naming {
  readonly kind: NoticeKind;
  readonly otherId: string | null;
  readonly facts: Facts;
}

type People = ReadonlyMap<string, { name: string; zone: string }>;

/** Names and zones of the people these notices tell of. */
export async function peopleIn(db: Reader, notices: readonly Naming[]): Promise<People> {
  const ids = notices.flatMap(({ otherId, facts: { thirdId, withId } }) =>
    [otherId ?? undefined, thirdId, withId].filter((id) => id !== undefined),
  );
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('members')
    .select(['id', 'name', 'time_zone'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name, time_zone }) => [id, { name, zone: time_zone }]));
}

/** A notice with everything its words need. */
export function toldAs(
  { kind, otherId, facts }: Naming,
  {
    people,
    locale,
    zone,
    community,
    now = null,
  }: {
    people: People;
    locale: 'en' | 'de';
    zone: string;
    community: string;
    now?: number | null;
  },
): Told {
  const other = people.get(otherId ?? facts.withId ?? '');
  return {
    kind,
    locale,
    community,
    name: other?.name ?? '',
    theirZone: other?.zone ?? '',
    yourZone: zone,
    third: people.get(facts.thirdId ?? '')?.name ?? '',
    skills: facts.skills ?? [],
    at: facts.at ?? null,
    what: facts.what ?? '',
    days: facts.days ?? null,
    now,
  };
}
