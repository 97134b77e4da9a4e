import type { ExpressionBuilder } from 'kysely';
import type { Community } from '#domain/community/community.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { compiledOnce } from '#platform/db/compiled.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { Clocks } from './both-clocks.ts';
import { inWords, peopleIn } from './named-people.queries.server.ts';
import { readFacts, type InLocale } from './notice.ts';
import { noticeOfKind, type Notice } from './notice-kind.queries.server.ts';

const shown = 60;

/** Told of nobody, or of somebody they may see: people who are apart don't exist for each other. */
const isVisible = (eb: ExpressionBuilder<Tables, 'notices'>) =>
  eb.or([
    eb('notices.other_id', 'is', null),
    eb.and([
      eb.not(eb.exists(blockBetween(eb, { by: 'member_id', of: 'other_id' }))),
      eb.not(eb.exists(blockBetween(eb, { by: 'other_id', of: 'member_id' }))),
    ]),
  ]);

const blockBetween = (
  eb: ExpressionBuilder<Tables, 'notices'>,
  { by, of }: { by: 'member_id' | 'other_id'; of: 'member_id' | 'other_id' },
) =>
  eb
    .selectFrom('blocks')
    .select('since')
    .whereRef('blocks.member_id', '=', `notices.${by}`)
    .whereRef('blocks.other_id', '=', `notices.${of}`);

const findUnseen = compiledOnce((db) =>
  db
    .selectFrom('notices')
    .select((eb) => eb.fn.min('id').as('id'))
    .where('member_id', '=', '')
    .where('seen_at', 'is', null)
    .where(isVisible),
);

/** Whether there is something a member was told and has not looked at; each page asks. */
export async function hasNews(db: Reader, memberId: string): Promise<boolean> {
  const unseen = await findUnseen(db, memberId);
  return (unseen?.id ?? null) !== null;
}

export interface NoticeSeen {
  id: string;
  /** What happened, in the reader's language. */
  sentence: string;
  /** The time it names, on both clocks; none where it names none. */
  clocks: Clocks;
  href: string;
  /** Epoch milliseconds. */
  toldAt: number;
  isNew: boolean;
}

interface NoticesToSee extends InLocale {
  viewer: Viewer;
  community: Pick<Community, 'name'>;
  kinds: readonly Notice[];
}

/** The latest a member was told, newest first, in their language. */
export async function noticesOf(
  db: Reader,
  { viewer, community, locale, kinds }: NoticesToSee,
): Promise<NoticeSeen[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('member_id', '=', viewer.id)
    .where(isVisible)
    .orderBy('told_at', 'desc')
    .orderBy('id', 'desc')
    .limit(shown)
    .execute();
  const notices = rows.flatMap((row) => {
    const notice = noticeOfKind(kinds, row.kind);
    if (notice === undefined) return [];
    return [{ row, notice, otherId: row.other_id, facts: readFacts(row.facts) }];
  });
  const people = await peopleIn(db, notices);
  const reading = { people, locale, zone: viewer.timeZone, community: community.name };
  return notices.map((each) => {
    const { subject: sentence, clocks } = inWords(each, reading);
    const { id, href, told_at: toldAt, seen_at } = each.row;
    return { id, href, toldAt, sentence, clocks, isNew: seen_at === null };
  });
}
