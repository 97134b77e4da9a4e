import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { day, minute } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { deleteExpiredLinks } from './expired-sign-ins.tasks.server.ts';
import { endOthers, endSession, startSession, touchSession } from './sessions.commands.server.ts';
import { findSession, isFreshSession, signInsOf } from './sessions.queries.server.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

async function houseWithAna(db: Database) {
  const runtime = testRuntime(db);
  const ana = await addMember(runtime, { name: 'Ana' });
  const signIn = (memberId = ana.id, userAgent = firefox) =>
    inAct(runtime, (act) => startSession(act, { memberId, userAgent }));
  const find = (token: string) => findSession(db.read, { token, now: runtime.clock.now() });
  return { runtime, ana, signIn, find };
}

eachEngine('a sign-in', (freshDatabase) => {
  it('B2: has its own id and token each time, and only their fingerprint is stored', async () => {
    const { runtime, signIn, find } = await houseWithAna(await freshDatabase());
    const [first, second] = [await signIn(), await signIn()];
    expect(first).not.toBe(second);
    expect((await find(first))?.id).not.toBe((await find(second))?.id);
    const stored = JSON.stringify(
      await runtime.db.read.selectFrom('sessions').selectAll().execute(),
    );
    expect(stored).not.toContain(first);
  });

  it('B2: is over on the server once it was ended, and nobody ends another’s', async () => {
    const { runtime, ana, signIn, find } = await houseWithAna(await freshDatabase());
    const ben = await addMember(runtime, { name: 'Ben' });
    const token = await signIn();
    const id = (await find(token))?.id ?? '';
    await endSession(runtime, { id, memberId: ben.id });
    expect((await find(token))?.viewer.id).toBe(ana.id);
    await endSession(runtime, { id, memberId: ana.id });
    expect(await find(token)).toBeUndefined();
    await endSession(runtime, { id, memberId: ana.id });
  });

  it('B2: is listed with its device, the latest used first, and all others can be ended at once', async () => {
    const { runtime, ana, signIn, find } = await houseWithAna(await freshDatabase());
    const laptop = await signIn();
    runtime.clock.pass(1);
    const phone = await signIn(ana.id, 'Mozilla/5.0 (iPhone; …) CriOS/140.0 Mobile Safari/604.1');
    const currentId = (await find(phone))?.id ?? '';
    const list = () =>
      signInsOf(runtime.db.read, { memberId: ana.id, currentId, now: runtime.clock.now() });
    expect((await list()).map(({ device, isThisOne }) => [device, isThisOne])).toEqual([
      ['Chrome, iPhone', true],
      ['Firefox, Linux', false],
    ]);
    await endOthers(runtime, { memberId: ana.id, exceptId: currentId });
    expect(await find(laptop)).toBeUndefined();
    expect(await list()).toHaveLength(1);
  });

  it('B4: ends after 30 days without a visit, and after 180 days however often it is used', async () => {
    const { runtime, signIn, find } = await houseWithAna(await freshDatabase());
    const quiet = await signIn();
    const busy = await signIn();
    const id = (await find(busy))?.id ?? '';
    runtime.clock.pass(30 * day - 1);
    expect(await find(quiet)).toBeDefined();
    await touchSession(runtime, { id });
    runtime.clock.pass(1);
    expect(await find(quiet)).toBeUndefined();
    for (let passed = 30; passed < 179; passed++) {
      runtime.clock.pass(day);
      await touchSession(runtime, { id });
    }
    expect(await find(busy)).toBeDefined();
    runtime.clock.pass(day);
    expect(await find(busy)).toBeUndefined();
  });

  it('A12: counts as fresh for ten minutes', async () => {
    const { runtime, signIn, find } = await houseWithAna(await freshDatabase());
    const id = (await find(await signIn()))?.id ?? '';
    const isFresh = () => isFreshSession(runtime.db.read, { id, now: runtime.clock.now() });
    expect(await isFresh()).toBe(true);
    runtime.clock.pass(10 * minute);
    expect(await isFresh()).toBe(false);
  });

  it('F4: is deleted when it is over, and one that is live is kept', async () => {
    const { runtime, signIn, find } = await houseWithAna(await freshDatabase());
    await signIn();
    runtime.clock.pass(31 * day);
    const live = await signIn();
    await deleteExpiredLinks(runtime);
    await deleteExpiredLinks(runtime);
    expect(await runtime.db.read.selectFrom('sessions').select('id').execute()).toHaveLength(1);
    expect(await find(live)).toBeDefined();
  });
});
