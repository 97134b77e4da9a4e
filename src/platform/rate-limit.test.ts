import { describe, expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { ordinaryMoment, testRuntime } from '#tests/runtime.ts';
import { onlyOnce, type Outcome } from './once.server.ts';
import { memoryLimiter, networkOf, strangersLimits, take, takeAll } from './rate-limit.server.ts';

const limit = { bucket: 'mail:ana', allowed: 5, window: 30 * minute };

eachEngine('limits', (freshDatabase) => {
  it('A7: let exactly as many through as they say, of two hundred at once', async () => {
    const db = await freshDatabase();
    const verdicts = await Promise.all(
      Array.from({ length: 200 }, () => take(db, { limit, now: ordinaryMoment })),
    );
    expect(verdicts.filter((verdict) => verdict.isAllowed)).toHaveLength(5);
  });

  it('say how long to wait, and open again after that', async () => {
    const db = await freshDatabase();
    for (let i = 0; i < 5; i++) await take(db, { limit, now: ordinaryMoment });
    const refused = await take(db, { limit, now: ordinaryMoment + 10 * minute });
    expect(refused).toEqual({ isAllowed: false, retryAfterSeconds: 20 * 60 });
    expect(await take(db, { limit, now: ordinaryMoment + 30 * minute })).toEqual({
      isAllowed: true,
    });
  });

  it('refuse when any of several refuses, and count nothing behind it', async () => {
    const db = await freshDatabase();
    const narrow = { bucket: 'one', allowed: 1, window: minute };
    const wide = { bucket: 'many', allowed: 100, window: minute };
    const both = { limits: [narrow, wide], now: ordinaryMoment };
    expect((await takeAll(db, both)).isAllowed).toBe(true);
    for (let i = 0; i < 200; i++) expect((await takeAll(db, both)).isAllowed).toBe(false);
    expect((await take(db, { limit: wide, now: ordinaryMoment })).isAllowed).toBe(true);
  });

  it.each(['203.0.113.', '2001:db8:1:'])(
    'A7: nobody in %s* uses up what is everybody’s, from however many households',
    async (around) => {
      const db = await freshDatabase();
      const limitsOf = (network: string) =>
        strangersLimits({ what: 'link', network, household: 3, everybody: 20, window: minute });
      const ask = async (network: string) =>
        (await takeAll(db, { limits: limitsOf(network), now: ordinaryMoment })).isAllowed;
      const asked: boolean[] = [];
      for (let i = 0; i < 250; i++) asked.push(await ask(networkOf(`${around}${i % 25}`)));
      expect(asked.filter(Boolean)).toHaveLength(9);
      expect(await ask('192.0.2.1')).toBe(true);
    },
  );

  it('H4: refuse when they cannot be counted, while reading stays open', async () => {
    const db = await freshDatabase();
    await take(db, { limit, now: ordinaryMoment });
    await db.close();
    expect((await take(db, { limit, now: ordinaryMoment })).isAllowed).toBe(false);
    expect(
      memoryLimiter({ window: minute }).take({ bucket: 'reader', allowed: 1 }, ordinaryMoment)
        .isAllowed,
    ).toBe(true);
  });
});

describe('limits on reading', () => {
  it('E8: let a scraper see no more than allowed in a window', () => {
    const limiter = memoryLimiter({ window: 15 * minute });
    const seen = Array.from({ length: 2000 }, (_, i) =>
      limiter.take({ bucket: 'scraper', allowed: 300 }, ordinaryMoment + i * 100),
    );
    expect(seen.filter((verdict) => verdict.isAllowed)).toHaveLength(300);
    expect(limiter.take({ bucket: 'somebody else', allowed: 300 }, ordinaryMoment).isAllowed).toBe(
      true,
    );
    expect(
      limiter.take({ bucket: 'scraper', allowed: 300 }, ordinaryMoment + 15 * minute).isAllowed,
    ).toBe(true);
  });

  it('A7: see one household as one, whichever of its IPv6 addresses it uses', () => {
    expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2:ffff:1:2:3'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
    expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
  });
});

eachEngine('a form', (freshDatabase) => {
  it('sent fifty times at once has one effect and fifty equal answers', async () => {
    const runtime = testRuntime(await freshDatabase());
    let effects = 0;
    const act = async (): Promise<Outcome> => {
      effects += 1;
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { location: `/done/${effects}` };
    };
    const submission = { db: runtime.db, key: 'same', now: ordinaryMoment };
    const answers = await Promise.all(Array.from({ length: 50 }, () => onlyOnce(submission, act)));
    expect(effects).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"location":"/done/1"}']),
    );
  });

  it('that was refused can be mended and sent again', async () => {
    const runtime = testRuntime(await freshDatabase());
    const submission = { db: runtime.db, key: 'again', now: ordinaryMoment };
    expect(await onlyOnce(submission, () => Promise.resolve({ refusal: true }))).toEqual({
      refusal: true,
    });
    expect(await onlyOnce(submission, () => Promise.resolve({ location: '/ok' }))).toEqual({
      location: '/ok',
    });
  });

  it('that broke half-way can be sent again', async () => {
    const runtime = testRuntime(await freshDatabase());
    const submission = { db: runtime.db, key: 'broken', now: ordinaryMoment };
    await expect(
      onlyOnce(submission, () => Promise.reject(new Error('disk full'))),
    ).rejects.toThrow('disk full');
    expect(await onlyOnce(submission, () => Promise.resolve({ location: '/ok' }))).toEqual({
      location: '/ok',
    });
  });
});
