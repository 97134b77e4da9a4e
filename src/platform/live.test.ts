import { sql } from 'kysely';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { event } from '#lib/event.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime } from '#tests/runtime.ts';
import { inAct } from './act.server.ts';
import { type Database, openDatabase } from '#platform/db/database.server.ts';
import { until } from '#tests/until.ts';
import { makeChanges, publish } from './live.server.ts';

/** Counts what is heard of a topic from now on. */
function hearing({ changes }: Pick<Database, 'changes'>, topic: string) {
  const heard = { times: 0 };
  const stop = changes.listen({ topic, since: changes.mark() }, () => (heard.times += 1));
  return { heard, stop };
}

/** Waits for what comes by itself: no timer of the program runs meanwhile, so nothing was polled. */
async function untilWithoutTimers(isSo: () => boolean): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
  await until(isSo).finally(() => vi.useRealTimers());
}

eachEngine('telling open pages of a change', (freshDatabase) => {
  it('tells those who listen to the topic, after the commit and nobody else', async () => {
    const db = await freshDatabase();
    const ana = hearing(db, 'pairing:1');
    const ben = hearing(db, 'pairing:2');
    await until(() => ben.heard.times > 0 || db.engine === 'sqlite');
    const [before, beforeBen] = [ana.heard.times, ben.heard.times];
    let during = -1;
    await db.transact((tx) => {
      publish(tx, 'pairing:1');
      publish(tx, 'pairing:1');
      during = ana.heard.times;
      return Promise.resolve();
    });
    expect(during).toBe(before);
    expect([ana.heard.times, ben.heard.times]).toEqual([before + 1, beforeBen]);
    ana.stop();
    await db.transact((tx) => Promise.resolve(publish(tx, 'pairing:1')));
    expect(ana.heard.times).toBe(before + 1);
  });

  it('tells nothing of a transaction that is rolled back', async () => {
    const db = await freshDatabase();
    const ana = hearing(db, 'pairing:1');
    await until(() => ana.heard.times > 0 || db.engine === 'sqlite');
    const before = ana.heard.times;
    const broken = db.transact((tx) => {
      publish(tx, 'pairing:1');
      return Promise.reject(new Error('the disk is full'));
    });
    await expect(broken).rejects.toThrow('the disk is full');
    expect(ana.heard.times).toBe(before);
  });

  it('tells of the topics that an announced event refreshes', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db } = runtime;
    const ana = hearing(db, 'pairing:p1');
    await until(() => ana.heard.times > 0 || db.engine === 'sqlite');
    const before = ana.heard.times;
    const woke = event('PairingWoke', { pairingId: z.string() }, { refreshes: ['pairing'] });
    await inAct(runtime, (act) => act.announce(woke, { pairingId: 'p1' }));
    expect(ana.heard.times).toBe(before + 1);
  });

  it('tells another process on the same PostgreSQL at once, and again after its ear was cut off', async () => {
    const db = await freshDatabase();
    if (db.engine === 'sqlite') return;
    const other = await sameDatabase(db);
    const ana = hearing(other, 'pairing:1');
    await until(() => ana.heard.times === 1);
    await db.transact((tx) => Promise.resolve(publish(tx, 'pairing:1')));
    await untilWithoutTimers(() => ana.heard.times === 2);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'bothways listening' and datname = current_database()`.execute(
      db.read,
    );
    // Whoever missed something for a while is told to look.
    await until(() => ana.heard.times === 3);
    await db.transact((tx) => Promise.resolve(publish(tx, 'pairing:1')));
    await untilWithoutTimers(() => ana.heard.times === 4);
  });
});

/** What a second process sees: the same database through connections of its own. */
async function sameDatabase(db: Database): Promise<Database> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db.read);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${rows[0]?.name ?? ''}`;
  const other = openDatabase({ url: url.href, file: '' });
  onTestFinished(() => other.close());
  return other;
}

/** A time that passes only when it is told to. */
function slowTime() {
  const time = { now: 1000 };
  return { time, changes: makeChanges(() => time.now) };
}

it('tells a page at once what changed between its making and its listening', () => {
  const { time, changes } = slowTime();
  const since = changes.mark();
  time.now += 1;
  changes.hear(['pairing:1']);
  time.now += 1;
  const missed = { one: 0, two: 0, later: 0 };
  changes.listen({ topic: 'pairing:1', since }, () => (missed.one += 1));
  changes.listen({ topic: 'pairing:2', since }, () => (missed.two += 1));
  changes.listen({ topic: 'pairing:1', since: changes.mark() }, () => (missed.later += 1));
  expect(missed).toEqual({ one: 1, two: 0, later: 0 });
});

it('takes it that something was missed where it cannot tell: same moment, other process, very old, made up', () => {
  const { time, changes } = slowTime();
  const old = changes.mark();
  const [hearing] = old.split('.');
  time.now += 1;
  changes.hear(Array.from({ length: 10_001 }, (_, i) => `pairing:${i}`));
  const marks = [changes.mark(), old, makeChanges().mark(), '', 'x', `${hearing}.x`];
  for (const since of marks) {
    let told = 0;
    changes.listen({ topic: 'pairing:9', since }, () => (told += 1));
    expect(told, since).toBe(1);
  }
});
