import type { Viewer } from '#domain/members/viewer.ts';
import { isId } from '#lib/ids.ts';
import { done, refused } from '#lib/outcome.ts';
import { command, type ActRuntime, type ThingClock } from '#platform/act.server.ts';
import { fingerprint, makeToken, seal } from '#platform/crypto.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { nextFeedDue } from './feed-lifetime.ts';
import { addressOf, runningFeeds, type Feed } from './calendar-feeds.queries.server.ts';

/** One for each device and person in a household is plenty. */
const mostFeeds = 10;

/** Runs until the address has ended. */
export const feedClock: ThingClock<Feed> = {
  kind: 'feed-clock',
  idOf: ({ id }) => id,
  dueAt: nextFeedDue,
};

/** Makes an address for one's own meetings. Its token is saved as a fingerprint, and sealed to be shown again. */
export const makeFeed = command(
  async (
    act,
    { actor, mode }: { actor: Viewer; mode: 'details' | 'busy' },
    { secret, config }: ActRuntime & Pick<Runtime, 'secret' | 'config'>,
  ) => {
    const { tx } = act;
    if ((await runningFeeds(tx, actor.id)).length >= mostFeeds) return refused('too_many');
    const id = act.id();
    const token = makeToken(act.random);
    await tx
      .insertInto('feeds')
      .values({
        id,
        member_id: actor.id,
        token_hash: fingerprint(token),
        sealed_token: seal({ secret, text: token, random: act.random }),
        mode,
        made_at: act.now,
      })
      .execute();
    const life = { madeAt: act.now, usedAt: null, warnedAt: null, endedAt: null };
    await act.schedule(feedClock, { id, ...life });
    return done({ address: addressOf(config, token) });
  },
);

/** Ends one of one's own addresses for good; somebody else's is not found (requirement C2). */
export const endFeed = command(
  async (act, { actor, feedId }: { actor: Viewer; feedId: string }) => {
    if (!isId(feedId)) return refused('not_found');
    const ended = await act.tx
      .updateTable('feeds')
      .set({ ended_at: act.now, sealed_token: '' })
      .where('id', '=', feedId)
      .where('member_id', '=', actor.id)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 0) return refused('not_found');
    await act.cancel(feedClock, feedId);
    return done();
  },
);

/**
 * Saves that an address was read: the one thing a GET changes, once a day at most, and shown to nobody
 * but its owner (requirement B6). Without it unused addresses could not be told from used ones. The
 * clock stays: it finds the later date when it is due.
 */
export const stampUse = command(async ({ tx, now }, feedId: string) => {
  await tx
    .updateTable('feeds')
    .set({ used_at: now, warned_at: null })
    .where('id', '=', feedId)
    .where('ended_at', 'is', null)
    .execute();
});
