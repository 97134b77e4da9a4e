/** What reaches two people after an ending: notices and letters, by everything that is wired. */
import { expect, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { answerRenewal } from '#domain/pairings/private-answers.commands.server.ts';
import { minute, hour, day } from '#lib/duration.ts';
import type { Random } from '#lib/random.ts';
import { unseal } from '#platform/crypto.server.ts';
import { runDueJobs, type JobHandler } from '#platform/jobs.server.ts';
import { wire } from '../src/wiring.server.ts';
import { eachEngine, type FreshDatabase } from './both-databases.ts';
import { addMember, foundCommunity } from './factories.ts';
import { beginGoing } from './pairings.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

type Way = 'ana' | 'ben' | 'silence';

/** Bytes that come the same each time. */
function repeatable(): Random {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    return (state >>> 16) % 256;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, next) };
}

/** Everything that is wired, but for the post office: letters stay where they can be read. */
function handlersOf(runtime: TestRuntime): Record<string, JobHandler> {
  return { ...wire(runtime), mail: () => Promise.resolve() };
}

async function runDue(runtime: TestRuntime): Promise<void> {
  const handlers = handlersOf(runtime);
  while ((await runDueJobs(runtime, handlers)) > 0);
}

/** Time passes in steps of five minutes, and all that is due is done at each. */
async function pass(runtime: TestRuntime, milliseconds: number): Promise<void> {
  const end = runtime.clock.now() + milliseconds;
  while (runtime.clock.now() < end) {
    runtime.clock.set(Math.min(end, runtime.clock.now() + 5 * minute));
    await runDue(runtime);
  }
}

/** Ana and Ben go along until the review date, which Ana alone would have liked to be no end. */
async function liveUpToTheEnd(runtime: TestRuntime): Promise<{
  ana: Viewer;
  ben: Viewer;
  pairingId: string;
}> {
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: {} });
  const ben = await addMember(runtime, { name: 'Ben', locale: 'de', time_zone: 'Europe/Berlin' });
  const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
  await runDue(runtime);
  const { review_at: reviewAt } = await runtime.db.read
    .selectFrom('pairings')
    .select('review_at')
    .executeTakeFirstOrThrow();
  // A check-in that opened late is over before the date, so that nothing else is due at that instant.
  runtime.clock.set((reviewAt ?? 0) - 14 * day - hour);
  await runDue(runtime);
  runtime.clock.pass(hour);
  await runDue(runtime);
  await answerRenewal(runtime, { actor: ana, pairingId, says: 'yes' });
  runtime.clock.pass(14 * day - 1);
  await runDue(runtime);
  runtime.clock.pass(1);
  return { ana, ben, pairingId };
}

async function end(freshDatabase: FreshDatabase, way: Way) {
  const runtime = { ...testRuntime(await freshDatabase()), random: repeatable() };
  const { ana, ben, pairingId } = await liveUpToTheEnd(runtime);
  const endedAt = runtime.clock.now();
  if (way !== 'silence') await wrapUp(runtime, { actor: way === 'ana' ? ana : ben, pairingId });
  await runDue(runtime);
  await pass(runtime, 2 * hour);
  await pass(runtime, 20 * hour);
  return { endedAt, ...(await received(runtime)) };
}

async function received({ db, secret }: TestRuntime) {
  const notices = await db.read.selectFrom('notices').selectAll().orderBy('id').execute();
  const mails = await db.read.selectFrom('mails').selectAll().orderBy('id').execute();
  const letters = mails.map(({ sealed_body: sealed, ...mail }) => ({
    ...mail,
    body: unseal({ secret, sealed }),
  }));
  return { notices, letters };
}

eachEngine('what reaches two people after an ending', (freshDatabase) => {
  it('E6: is the same to the last byte, and comes to both in one moment, whoever began it or nobody', async () => {
    const ana = await end(freshDatabase, 'ana');
    expect(await end(freshDatabase, 'ben')).toEqual(ana);
    expect(await end(freshDatabase, 'silence')).toEqual(ana);

    const { endedAt } = ana;
    const notices = ana.notices.filter((notice) => notice.told_at >= endedAt);
    expect(new Set(notices.map((notice) => notice.kind)).size).toBe(1);
    const [toOne, toOther, ...more] = notices;
    expect(more).toEqual([]);
    expect(toOne?.told_at).toBe(toOther?.told_at);
    expect(toOne?.told_at).toBeGreaterThanOrEqual(endedAt + 5 * minute);
    expect(toOne?.told_at).toBeLessThan(endedAt + 65 * minute);
    const letters = ana.letters.filter((letter) => letter.created_at >= endedAt);
    expect(letters.map((letter) => letter.subject).toSorted()).toEqual([
      expect.stringContaining('Ana'),
      'Your pairing with Ben has wrapped up',
    ]);
  });
});
