import { expect, it } from 'vitest';
import { minute, day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime } from '#tests/runtime.ts';
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
