import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { minute, day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { ordinaryMoment, testRuntime } from '#tests/runtime.ts';
import { openDatabase } from '#platform/db/database.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { clearUp } from './housekeeping.server.ts';
import { onlyOnce } from './once.server.ts';
import { take } from './rate-limit.server.ts';

eachEngine('housekeeping', (freshDatabase) => {
  it('deletes what is over and keeps what still counts', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db, clock } = runtime;
    await take(db, { limit: { bucket: 'old', allowed: 1, window: minute }, now: clock.now() });
    await onlyOnce({ db, key: 'old', now: clock.now() }, () => Promise.resolve({ location: '/' }));
    clock.pass(2 * day);
    await take(db, { limit: { bucket: 'new', allowed: 1, window: minute }, now: clock.now() });
    await onlyOnce({ db, key: 'new', now: clock.now() }, () => Promise.resolve({ location: '/' }));
    await clearUp(runtime);
    expect(await db.read.selectFrom('rate_counts').select('bucket').execute()).toEqual([
      { bucket: 'new' },
    ]);
    expect(await db.read.selectFrom('once_keys').select('once_key').execute()).toEqual([
      { once_key: 'new' },
    ]);
  });
});

describe('deleted', () => {
  it('is deleted: the files of the embedded database hold nothing of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bothways-deleted-'));
    const db = openDatabase({ url: null, file: join(folder, 'bothways.db') });
    await migrate(db, ordinaryMoment);
    const runtime = testRuntime(db);
    const words = 'CANARY-of-what-Ana-wrote ';
    const ana = await addMember(runtime, { name: 'Ana', own_words: words });
    const long = await addMember(runtime, { name: 'Ben', own_words: words.repeat(2_000) });
    const bytes = () =>
      readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    const holdsAny = () => bytes().some((text) => text.includes('CANARY'));
    expect(holdsAny()).toBe(true);
    await db.transact(async (tx) => {
      await tx.updateTable('members').set({ own_words: '' }).where('id', '=', ana.id).execute();
      await tx.deleteFrom('members').where('id', '=', long.id).execute();
    });
    await clearUp(runtime);
    expect(holdsAny()).toBe(false);
    await db.close();
    rmSync(folder, { recursive: true });
  });
});
