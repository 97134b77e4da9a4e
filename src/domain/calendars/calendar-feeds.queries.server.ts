/** Calendars to subscribe to: whoever knows the secret address can read one. */
import { type Locale, localeOf } from '#lib/locale.ts';
import type { Selectable } from 'kysely';
import { day } from '#lib/duration.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { done, refused, type Outcome, type Refused } from '#lib/outcome.ts';
import { fingerprint, unseal } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { FeedsTable } from './tables.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { meetingsForFeed } from '#domain/meetings/meetings.queries.server.ts';
import { writeFeed, type FeedMeeting } from './calendar-feed.ts';
import { entryOf, sayBusy } from './calendar-words.ts';
import { endsAt, isOpen, needsStamp, type FeedLife } from './feed-lifetime.ts';

/** How far a calendar reaches back and ahead. */
const before = 30 * day;
const ahead = 180 * day;

interface FeedText {
  readonly feedId: string;
  readonly text: string;
  /** Strong: the same bytes have the same. */
  readonly etag: string;
  /** True where no use was saved for a day. */
  readonly needsStamp: boolean;
}

/** `ended`: there was such an address; `locale` is its owner's. */
export type FeedAnswer =
  Outcome<FeedText, 'not_found'> | (Refused<'ended'> & { readonly locale: Locale });

type FeedRuntime = Pick<Runtime, 'db' | 'config' | 'clock'>;

/** The calendar at the address with this token, as text. Changes nothing (requirement B6). */
export async function feedFor(
  { db, config, clock }: FeedRuntime,
  token: string,
): Promise<FeedAnswer> {
  const now = clock.now();
  const row = await findFeed(db.read, token);
  const community = row && (await findCommunity(db.read));
  if (row === undefined || community === undefined) return refused('not_found');
  const locale = localeOf(row.locale) ?? community.locale;
  const life = lifeFrom(row);
  if (row.status !== 'active' || !isOpen(life, now)) return { ...refused('ended'), locale };
  const meetings = await entriesOf(db.read, { memberId: row.member_id, locale, now, config });
  const busyWord = sayBusy(locale);
  const text = writeFeed({
    name: community.name,
    lang: locale,
    mode: row.mode,
    busyWord,
    meetings,
  });
  const etag = `"${fingerprint(text)}"`;
  return done({ feedId: row.id, text, etag, needsStamp: needsStamp(life, now) });
}

const findFeed = (db: Reader, token: string) =>
  db
    .selectFrom('feeds')
    .innerJoin('members', 'members.id', 'feeds.member_id')
    .selectAll('feeds')
    .select(['members.status', 'members.locale'])
    .where('token_hash', '=', fingerprint(token))
    .executeTakeFirst();

async function entriesOf(
  db: Reader,
  {
    memberId,
    locale,
    now,
    config,
  }: { memberId: string; locale: Locale; now: number; config: Runtime['config'] },
): Promise<FeedMeeting[]> {
  // Whole days, so that an unchanged calendar stays the same for a day and is not sent again.
  const today = Math.floor(now / day) * day;
  const stretch = { from: today - before, until: today + ahead };
  const meetings = await meetingsForFeed(db, { memberId, now, ...stretch });
  const people = await peopleOf(db, [memberId, ...meetings.map(({ other }) => other.id)]);
  const zoneOf = (id: string) => people.get(id)?.timeZone ?? '';
  return meetings.map((meeting) =>
    entryOf(meeting, {
      locale,
      publicUrl: config.publicUrl,
      yourZone: zoneOf(memberId),
      theirZone: zoneOf(meeting.other.id),
    }),
  );
}

/** What decides how long an address works. */
export const lifeFrom = (row: Selectable<FeedsTable>): FeedLife => ({
  madeAt: row.made_at,
  usedAt: row.used_at,
  warnedAt: row.warned_at,
  endedAt: row.ended_at,
});

/** An address, as its clock needs it. */
export interface Feed extends FeedLife {
  readonly id: string;
}

/** An address by its id, whoever owns it. */
export async function readFeed(db: Reader, id: string): Promise<Feed | undefined> {
  const row = await db.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { id, ...lifeFrom(row) };
}

/** An address as its owner sees it. */
export interface FeedView {
  readonly id: string;
  readonly address: string;
  /** The same for programs that subscribe at a click. */
  readonly webcal: string;
  readonly mode: 'details' | 'busy';
  /** Epoch milliseconds; null for never. */
  readonly usedAt: number | null;
  readonly madeAt: number;
  /** When it ends if nobody reads it until then. */
  readonly endsAt: number;
}

/** A member's own addresses that work, the oldest first. */
export async function feedsOf(
  { db, config, secret, clock }: FeedRuntime & Pick<Runtime, 'secret'>,
  memberId: string,
): Promise<FeedView[]> {
  const now = clock.now();
  const rows = await runningFeeds(db.read, memberId);
  return rows.flatMap((row) => {
    const token = unseal({ secret, sealed: row.sealed_token });
    const life = lifeFrom(row);
    if (token === null || !isOpen(life, now)) return [];
    const { id, mode, used_at: usedAt, made_at: madeAt } = row;
    const address = addressOf(config, token);
    const webcal = address.replace(/^https?:/, 'webcal:');
    return { id, address, webcal, mode, usedAt, madeAt, endsAt: endsAt(life) };
  });
}

/** Rows of a member's feeds that were not ended. */
export const runningFeeds = (db: Reader, memberId: string) =>
  db
    .selectFrom('feeds')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute();

export const addressOf = ({ publicUrl }: Runtime['config'], token: string): string =>
  `${publicUrl}/calendar/${token}.ics`;
