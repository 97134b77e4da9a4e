/** What happens to calendar addresses that nobody reads: a warning after 83 days, the end a week later. */
import type { Act } from '#platform/act.server.ts';
import { runClock } from '#platform/thing-clock.server.ts';
import { FeedUnused } from '#domain/meetings/events.ts';
import { feedClock } from './calendar-feeds.commands.server.ts';
import { lifeFrom, readFeed, type Feed } from './calendar-feeds.queries.server.ts';

export const feedClockTask = runClock(feedClock, {
  read: readFeed,
  stopped: async (db, isStopped) => {
    const rows = await db
      .selectFrom('feeds')
      .selectAll()
      .where('ended_at', 'is', null)
      .where(isStopped('feeds.id'))
      .execute();
    return rows.map((row) => ({ id: row.id, ...lifeFrom(row) }));
  },
  step: (act, feed) => (feed.warnedAt === null ? warn(act, feed) : end(act, feed)),
});

async function warn(act: Act, feed: Feed): Promise<void> {
  const { tx, now } = act;
  await tx.updateTable('feeds').set({ warned_at: now }).where('id', '=', feed.id).execute();
  await act.announce(FeedUnused, { feedId: feed.id });
  await act.schedule(feedClock, { ...feed, warnedAt: now });
}

async function end(act: Act, feed: Feed): Promise<void> {
  const ended = { ended_at: act.now, sealed_token: '' };
  await act.tx.updateTable('feeds').set(ended).where('id', '=', feed.id).execute();
  await act.cancel(feedClock, feed.id);
}
