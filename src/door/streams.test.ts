import { expect, it, onTestFinished, vi } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import { startSession } from '#domain/accounts/sessions.commands.server.ts';
import { inAct } from '#platform/act.server.ts';
import { publish } from '#platform/live.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { until } from '#tests/until.ts';
import { makeStreams, type Streams } from './streams.server.ts';

async function signIn(runtime: TestRuntime, member: Viewer): Promise<string> {
  runtime.clock.pass(1);
  await inAct(runtime, (act) =>
    startSession(act, { memberId: member.id, userAgent: 'Firefox/140.0' }),
  );
  const row = await runtime.db.read
    .selectFrom('sessions')
    .select('id')
    .where('member_id', '=', member.id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Reads a stream as it comes; `gone` is true once it has ended. */
function read(answer: Response | null) {
  const heard = { text: '', gone: false };
  const take = async () => {
    const decoder = new TextDecoder();
    for await (const part of answer?.body ?? []) heard.text += decoder.decode(part);
    heard.gone = true;
  };
  void take();
  return heard;
}

const changesIn = (text: string) => text.split('event: changed').length - 1;

eachEngine('streams', (freshDatabase) => {
  /** What is looked at every so often is looked at when the test says that time passed. */
  function passByHand(): void {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
  }

  async function service() {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana' });
    const sessionId = await signIn(runtime, ana);
    const streams = makeStreams(runtime);
    const { db } = runtime;
    const open = (from: Streams, session = sessionId) =>
      from.open({
        memberId: ana.id,
        sessionId: session,
        topics: ['pairing:1', 'conversation:1'],
        since: db.changes.mark(),
      });
    // On PostgreSQL the first to listen is told that something may have been missed.
    const settled = async (heard: { text: string }) => {
      await until(() => heard.text.includes(': here'));
      if (db.engine === 'postgres') await until(() => changesIn(heard.text) === 1);
      heard.text = '';
    };
    return { runtime, ana, streams, open, settled };
  }

  it('tells Ana’s page once of changes that come together, and says nothing of what changed', async () => {
    const { runtime, streams, open, settled } = await service();
    const heard = read(open(streams));
    await settled(heard);
    await runtime.db.transact((tx) => {
      publish(tx, 'pairing:1');
      publish(tx, 'conversation:1');
      publish(tx, 'pairing:2');
      return Promise.resolve();
    });
    await until(() => changesIn(heard.text) > 0);
    expect(changesIn(heard.text)).toBe(1);
    expect(heard.text).toMatch(/^event: changed\nid: [0-9a-f-]{36}\.\d+\ndata: \.\n\n$/);
    streams.close();
  });

  it('B3: ends within a second of its session, and leaves those of other sessions open', async () => {
    passByHand();
    const { runtime, ana, streams, open, settled } = await service();
    const other = await signIn(runtime, ana);
    const here = read(open(streams));
    const there = read(open(streams, other));
    await settled(here);
    await runtime.db.transact((tx) => tx.deleteFrom('sessions').where('id', '<>', other).execute());
    await vi.advanceTimersByTimeAsync(1_000);
    await until(() => here.gone);
    expect(there.gone).toBe(false);
    streams.close();
  });

  it('B3: ends within a second of Ana no longer being let in', async () => {
    passByHand();
    const { runtime, ana, streams, open, settled } = await service();
    const heard = read(open(streams));
    await settled(heard);
    await runtime.db.transact((tx) =>
      tx.updateTable('members').set({ status: 'waiting' }).where('id', '=', ana.id).execute(),
    );
    await vi.advanceTimersByTimeAsync(1_000);
    await until(() => heard.gone);
    streams.close();
  });

  it('fault 16: tells every page goodbye when the service closes, and opens no more', async () => {
    const { streams, open, settled } = await service();
    const heard = read(open(streams));
    await settled(heard);
    streams.close();
    await until(() => heard.gone);
    expect(heard.text).toBe('event: bye\ndata: .\n\n');
    expect(open(streams)).toBeNull();
  });

  it('opens twelve for one member and makes room when one is closed by its page', async () => {
    const { streams, open } = await service();
    const opened = Array.from({ length: 12 }, () => open(streams));
    expect(opened.every((answer) => answer !== null)).toBe(true);
    expect(open(streams)).toBeNull();
    await opened[0]?.body?.cancel();
    expect(open(streams)).not.toBeNull();
    streams.close();
  });

  it('fault 26: ends a line within a minute whether or not anyone is at its other end', async () => {
    const { streams, open } = await service();
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    try {
      const heard = read(open(streams));
      await vi.advanceTimersByTimeAsync(26_000);
      expect(heard.text).toContain('\n\n:\n\n');
      await vi.advanceTimersByTimeAsync(34_000);
      expect(heard.gone).toBe(true);
    } finally {
      vi.useRealTimers();
      streams.close();
    }
  });

  it('fault 26: drops a reader who takes nothing', async () => {
    const { runtime, streams, open } = await service();
    const silent = open(streams);
    await vi.waitFor(async () => {
      await runtime.db.transact((tx) => Promise.resolve(publish(tx, 'pairing:1')));
      await new Promise((resolve) => setTimeout(resolve, 25));
      const others = Array.from({ length: 12 }, () => open(streams));
      const all = others.filter((answer) => answer !== null);
      for (const answer of all) await answer.body?.cancel();
      expect(all).toHaveLength(12);
    }, 240_000);
    expect(silent).not.toBeNull();
    streams.close();
  });
});
