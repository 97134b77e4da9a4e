/** The people notices name, and notices put into words with their names. */
import type { Reader } from '#platform/db/database.server.ts';
import type { InLocale, NoticeFacts } from './notice.ts';
import type { Notice } from './notice-kind.queries.server.ts';
import { wordNotice, type NoticeInWords } from './notice-words.ts';

interface NamingNotice {
  readonly notice: Notice;
  readonly otherId: string | null;
  readonly facts: NoticeFacts;
}

type People = ReadonlyMap<string, { name: string; zone: string }>;

/** Names and zones of the people these notices tell of. */
export async function peopleIn(db: Reader, notices: readonly NamingNotice[]): Promise<People> {
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

interface NoticeReading extends InLocale {
  people: People;
  /** The reader's IANA zone; '' where not said. */
  zone: string;
  community: string;
  /** Epoch milliseconds; left out where it may be read much later. */
  now?: number;
}

/** A notice in words, with the people in it named. */
export function inWords(
  { notice, otherId, facts }: NamingNotice,
  { people, locale, zone, community, now }: NoticeReading,
): NoticeInWords {
  const other = people.get(otherId ?? facts.withId ?? '');
  return wordNotice(notice, facts, {
    locale,
    community,
    name: other?.name ?? '',
    theirZone: other?.zone ?? '',
    yourZone: zone,
    third: people.get(facts.thirdId ?? '')?.name ?? '',
    now: now ?? null,
  });
}
