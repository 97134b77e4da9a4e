import type { Viewer } from '#domain/members/viewer.ts';
import { isId, makeId } from '#lib/ids.ts';
import { fingerprint, makeToken, seal } from '#platform/crypto.server.ts';
import { letSleep, wakeAt } from '#platform/jobs.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { nextFeedStep, type FeedLife } from './feed-life.ts';
import { addressOf, runningFeeds } from './queries.server.ts';

/** One for each device and person in the house is plenty. */
const mostFeeds = 10;
export const feedClockKind = 'feed-clock';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

/** Makes an address for one's own meetings. Its token is kept as a fingerprint, and sealed to be shown again. */
export async function makeFeed(
  { db, clock, random, secret, config }: Room & Pick<Runtime, 'secret' | 'config'>,
  { actor, mode }: { actor: Viewer; mode: 'details' | 'busy' },
): Promise<{ outcome: 'made'; address: string } | { outcome: 'refused'; code: 'too_many' }> {
  const now = clock.now();
  const token = makeToken(random);
  return db.transact(async (tx) => {
    if ((await runningFeeds(tx, actor.id)).length >= mostFeeds)
      return { outcome: 'refused', code: 'too_many' };
    const id = makeId(now, random);
    await tx
      .insertInto('feeds')
      .values({
        id,
        member_id: actor.id,
        token_hash: fingerprint(token),
        sealed_token: seal({ secret, text: token, random }),
        mode,
        made_at: now,
      })
      .execute();
    const life = { madeAt: now, usedAt: null, warnedAt: null, endedAt: null };
    await windFeed(tx, { feedId: id, life, now, random });
    return { outcome: 'made', address: addressOf(config, token) };
  });
}

/** Ends one of one's own addresses for good; somebody else's is as good as not there (requirement C2). */
export async function endFeed(
  { db, clock }: Room,
  { actor, feedId }: { actor: Viewer; feedId: string },
): Promise<{ outcome: 'ended' } | { outcome: 'refused'; code: 'not_found' }> {
  if (!isId(feedId)) return { outcome: 'refused', code: 'not_found' };
  const now = clock.now();
  return db.transact(async (tx) => {
    const ended = await tx
      .updateTable('feeds')
      .set({ ended_at: now, sealed_token: '' })
      .where('id', '=', feedId)
      .where('member_id', '=', actor.id)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 0) return { outcome: 'refused', code: 'not_found' };
    await letSleep(tx, { kind: feedClockKind, key: feedId, now });
    return { outcome: 'ended' };
  });
}

/**
 * Writes down that an address was read: the one thing a GET changes, once a day at most, and nothing
 * anybody sees but its owner (requirement B6). Without it nobody could tell a forgotten address.
 */
export async function stampUse({ db, clock }: Room, feedId: string): Promise<void> {
  const now = clock.now();
  await db.transact((tx) =>
    tx
      .updateTable('feeds')
      .set({ used_at: now, warned_at: null })
      .where('id', '=', feedId)
      .where('ended_at', 'is', null)
      .execute(),
  );
}

/** Winds the clock of an address for what time does to it next. */
export async function windFeed(
  tx: Tx,
  {
    feedId,
    life,
    now,
    random,
  }: { feedId: string; life: FeedLife; now: number } & Pick<Runtime, 'random'>,
): Promise<void> {
  const job = { kind: feedClockKind, key: feedId, now };
  const next = nextFeedStep(life, now);
  if (next.step === 'sleep') return letSleep(tx, job);
  const dueAt = next.step === 'wait' ? next.until : now;
  await wakeAt(tx, { ...job, payload: { feedId }, dueAt, random });
}
