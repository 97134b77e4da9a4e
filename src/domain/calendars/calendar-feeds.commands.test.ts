import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { agreeOn, anaAndBen, type Two } from '#tests/meetings.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { wire } from '../../wiring.server.ts';
import { endFeed, makeFeed, stampUse } from './calendar-feeds.commands.server.ts';
import { feedFor, feedsOf } from './calendar-feeds.queries.server.ts';

async function live({ runtime }: Two): Promise<void> {
  const handlers = { ...wire(runtime), mail: async () => {} };
  while ((await runDueJobs(runtime, handlers)) > 0);
}

/** Ana's calendar: its token, and what is answered to it. */
async function calendarOf(two: Two, mode: 'details' | 'busy' = 'details') {
  const made = await makeFeed(two.runtime, { actor: two.ana, mode });
  if (made.outcome === 'refused') throw new Error(made.code);
  const token = made.address.split('/').at(-1)?.replace('.ics', '') ?? '';
  const read = () => feedFor(two.runtime, token);
  const text = async () => {
    const found = await read();
    return found.outcome === 'done' ? found.text.replaceAll('\r\n ', '') : '';
  };
  return { token, read, text, address: made.address };
}

eachEngine('Ana’s calendar', (freshDatabase) => {
  it('holds her coming Thursdays with Ben for half a year, and no address of anybody', async () => {
    const two = await anaAndBen(await freshDatabase());
    const seriesId = await agreeOn(two);
    const { text } = await calendarOf(two);
    const file = await text();
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(26);
    expect(file).toContain('SUMMARY;LANGUAGE=en:Catch-up with Ben');
    expect(file).toContain('DESCRIPTION;LANGUAGE=en:17:30 for Ben');
    expect(file).toContain(`UID:${seriesId}.2026-11-19@localhost`);
    expect(file).toContain('DTSTART:20261119T173000Z');
    expect(file).not.toMatch(/example\.org|mailto/);
  });

  it('says only when, where she chose that', async () => {
    const two = await anaAndBen(await freshDatabase());
    await agreeOn(two);
    const { text } = await calendarOf(two, 'busy');
    const file = await text();
    expect(file).toContain('SUMMARY;LANGUAGE=en:Busy');
    expect(file).not.toMatch(/Ben|call\.example|pairings|meetings\/|17:30/);
  });

  it('is the same for the whole day while nothing changes, and empty once the pairing is over', async () => {
    const two = await anaAndBen(await freshDatabase());
    await agreeOn(two);
    const { read, text } = await calendarOf(two);
    const first = await read();
    two.runtime.clock.pass(5 * hour);
    expect(await read()).toEqual(first);
    await two.runtime.db.transact((tx) =>
      tx
        .updateTable('pairings')
        .set({ state: 'wrapped_up', wrapped_up_at: two.runtime.clock.now() })
        .execute(),
    );
    expect(await text()).not.toContain('VEVENT');
  });

  it('C2: Ben can neither end nor see it, and a token that is wrong opens nothing', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { read, token } = await calendarOf(two);
    const [feed] = await feedsOf(two.runtime, two.ana.id);
    expect(feed?.address).toContain(token);
    expect(await feedsOf(two.runtime, two.ben.id)).toEqual([]);
    const tried = await endFeed(two.runtime, { actor: two.ben, feedId: feed?.id ?? '' });
    expect(tried).toEqual({ outcome: 'refused', code: 'not_found' });
    expect((await read()).outcome).toBe('done');
    expect(await feedFor(two.runtime, `${token}x`)).toEqual({
      outcome: 'refused',
      code: 'not_found',
    });
  });

  it('keeps the token as a fingerprint and sealed, and forgets it when it ends', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { read, token } = await calendarOf(two);
    const rows = () => two.runtime.db.read.selectFrom('feeds').selectAll().execute();
    expect(JSON.stringify(await rows())).not.toContain(token);
    const [feed] = await feedsOf(two.runtime, two.ana.id);
    await endFeed(two.runtime, { actor: two.ana, feedId: feed?.id ?? '' });
    expect((await rows())[0]?.sealed_token).toBe('');
    expect(await read()).toEqual({ outcome: 'refused', code: 'ended', locale: 'en' });
  });

  it('B6: reading changes nothing, and that it was read is written down once a day at most', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { read } = await calendarOf(two);
    const row = () => two.runtime.db.read.selectFrom('feeds').selectAll().executeTakeFirstOrThrow();
    const before = await row();
    const found = await read();
    if (found.outcome !== 'done') throw new Error('not found');
    expect(await row()).toEqual(before);
    expect(found.needsStamp).toBe(true);
    await stampUse(two.runtime, found.feedId);
    expect(await row()).toEqual({ ...before, used_at: two.runtime.clock.now() });
    two.runtime.clock.pass(23 * hour);
    expect(await read()).toMatchObject({ needsStamp: false });
    two.runtime.clock.pass(hour);
    expect(await read()).toMatchObject({ needsStamp: true });
  });

  it('ends after 90 days that nothing read it, and she hears of it a week before', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { read } = await calendarOf(two);
    const notices = async () =>
      (await two.runtime.db.read.selectFrom('notices').select('kind').execute()).filter(
        ({ kind }) => kind === 'feed_unused',
      );
    two.runtime.clock.pass(82 * day);
    await live(two);
    expect(await notices()).toHaveLength(0);
    two.runtime.clock.pass(day + hour);
    await live(two);
    expect(await notices()).toHaveLength(1);
    expect((await read()).outcome).toBe('done');
    two.runtime.clock.pass(7 * day);
    await live(two);
    expect(await read()).toMatchObject({ code: 'ended' });
    expect(await notices()).toHaveLength(1);
  });

  it('stays where something reads it after she was warned', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { read } = await calendarOf(two);
    two.runtime.clock.pass(84 * day);
    await live(two);
    const found = await read();
    if (found.outcome === 'done') await stampUse(two.runtime, found.feedId);
    two.runtime.clock.pass(60 * day);
    await live(two);
    expect((await read()).outcome).toBe('done');
  });

  it('is gone while she is not a member', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { read } = await calendarOf(two);
    await two.runtime.db.transact((tx) =>
      tx.updateTable('members').set({ status: 'waiting' }).where('id', '=', two.ana.id).execute(),
    );
    expect(await read()).toMatchObject({ code: 'ended' });
  });

  it('has at most ten addresses', async () => {
    const two = await anaAndBen(await freshDatabase());
    for (let i = 0; i < 10; i++) await calendarOf(two);
    expect(await makeFeed(two.runtime, { actor: two.ana, mode: 'busy' })).toEqual({
      outcome: 'refused',
      code: 'too_many',
    });
  });
});
