/** What time does to addresses of calendars: unused for 83 days its owner hears of it, a week later it ends. */
import { z } from 'zod';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { FeedUnused } from '../../events.ts';
import { windFeed } from './commands.server.ts';
import { nextFeedStep } from './feed-life.ts';
import { lifeFrom } from './queries.server.ts';

const shape = z.object({ feedId: z.string() });

type Moment = { now: number } & Pick<Runtime, 'random'>;

export const feedClock: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { feedId } = shape.parse(payload);
  const now = clock.now();
  await db.transact((tx) => tend(tx, feedId, { now, random }));
};

async function tend(tx: Tx, feedId: string, moment: Moment): Promise<void> {
  const { now } = moment;
  const row = await readFeed(tx, feedId);
  if (row === undefined) return;
  const { step } = nextFeedStep(lifeFrom(row), now);
  if (step === 'warn') await warn(tx, feedId, moment);
  if (step === 'end') {
    const ended = { ended_at: now, sealed_token: '' };
    await tx.updateTable('feeds').set(ended).where('id', '=', feedId).execute();
  }
  const after = await readFeed(tx, feedId);
  if (after !== undefined) await windFeed(tx, { feedId, life: lifeFrom(after), ...moment });
}

const readFeed = (tx: Tx, feedId: string) =>
  tx.selectFrom('feeds').selectAll().where('id', '=', feedId).executeTakeFirst();

async function warn(tx: Tx, feedId: string, { now, random }: Moment): Promise<void> {
  await tx.updateTable('feeds').set({ warned_at: now }).where('id', '=', feedId).execute();
  const event: FeedUnused = { name: 'FeedUnused', feedId };
  await announce(tx, { event, now, random });
}

/** Winds the clock of every address that works and has none, as after bringing back an old copy. */
export async function windFeedClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<void> {
  const now = clock.now();
  const rows = await db.read
    .selectFrom('feeds')
    .selectAll()
    .where('ended_at', 'is', null)
    .execute();
  for (const row of rows)
    await db.transact((tx) => windFeed(tx, { feedId: row.id, life: lifeFrom(row), now, random }));
}
