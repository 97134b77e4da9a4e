import { expect, it } from 'vitest';
import type { Act } from '#platform/act.server.ts';
import { hour, day } from '#lib/duration.ts';
import { openMail } from '#platform/mail.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import fc from '#tests/fast-check.ts';
import {
  confirmFromLetter,
  readStillAround,
  stillAroundToken,
  tickBox,
  untickBox,
} from './ticks.commands.server.ts';
import { tickOf } from './ticks.queries.server.ts';
import { sweepTicks, tickSweep } from './tick.tasks.server.ts';

async function letters(db: Database) {
  return db.read
    .selectFrom('mails')
    .select(['id', 'mail_key', 'subject', 'to_address', 'category'])
    .orderBy('created_at')
    .execute();
}

async function scene(db: Database): Promise<TestRuntime> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  return runtime;
}

eachEngine('the tick over time', (freshDatabase) => {
  it('reminds Ana once and then takes her off the list without another word', async () => {
    const runtime = await scene(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const start = runtime.clock.now();

    runtime.clock.set(start + 76 * day - 1);
    expect(await sweepTicks(runtime)).toEqual({ reminded: 0, lapsed: 0 });
    runtime.clock.set(start + 76 * day);
    expect(await sweepTicks(runtime)).toEqual({ reminded: 1, lapsed: 0 });
    expect(await sweepTicks(runtime)).toEqual({ reminded: 0, lapsed: 0 });
    runtime.clock.set(start + 90 * day);
    expect(await sweepTicks(runtime)).toEqual({ reminded: 0, lapsed: 1 });

    expect(await letters(runtime.db)).toMatchObject([
      {
        subject: 'Still around at Tidewater Code Guild?',
        to_address: 'ana@example.org',
        category: 'tick',
      },
    ]);
    expect(await tickOf(runtime.db.read, ana.id)).toMatchObject({
      availableAt: null,
      lapsedAt: start + 90 * day,
    });
  });

  it('writes one letter to each when it was switched off past both moments, and none for those who left by themselves', async () => {
    const runtime = await scene(await freshDatabase());
    await addMember(runtime, { name: 'Ana', offer: {} });
    await addMember(runtime, { name: 'Ben', offer: { available_at: null } });
    await addMember(runtime, { name: 'Cy', locale: 'de', offer: {} });
    runtime.clock.pass(200 * day);
    expect(await sweepTicks(runtime)).toEqual({ reminded: 0, lapsed: 2 });
    runtime.clock.pass(day);
    expect(await sweepTicks(runtime)).toEqual({ reminded: 0, lapsed: 0 });
    expect((await letters(runtime.db)).map((mail) => mail.subject).toSorted()).toEqual([
      'Du stehst bei Tidewater Code Guild gerade nicht auf der Liste',
      'You’re off the list at Tidewater Code Guild for now',
    ]);
  });

  it('takes each step once when two processes sweep at the same moment', async () => {
    const runtime = await scene(await freshDatabase());
    for (let i = 0; i < 12; i++) await addMember(runtime, { name: `Member ${i}`, offer: {} });
    runtime.clock.pass(80 * day);
    const runs = await Promise.all([sweepTicks(runtime), sweepTicks(runtime)]);
    expect(runs[0].reminded + runs[1].reminded).toBe(12);
    expect(await letters(runtime.db)).toHaveLength(12);
  });

  it('sweeps more members than fit one reading, and leaves those without an address in peace', async () => {
    const runtime = await scene(await freshDatabase());
    for (let i = 0; i < 205; i++) await addMember(runtime, { name: `Member ${i}`, offer: {} });
    await runtime.db.transact((tx) =>
      tx.deleteFrom('emails').where('address', '=', 'member.7@example.org').execute(),
    );
    runtime.clock.pass(100 * day);
    expect(await sweepTicks(runtime)).toEqual({ reminded: 0, lapsed: 205 });
    expect(await letters(runtime.db)).toHaveLength(204);
  });

  it('lets Ana say “still around” from her letter without signing in, and twice is once', async () => {
    const runtime = await scene(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    runtime.clock.pass(80 * day);
    await sweepTicks(runtime);
    const [mail] = await letters(runtime.db);
    const { text } = (await openMail(runtime, mail?.id ?? '')) ?? { text: '' };
    const token = /\/still-around\/(\S+)/.exec(text)?.[1] ?? '';

    const before = await tickOf(runtime.db.read, ana.id);
    expect(await readStillAround(runtime, token)).toMatchObject({
      memberId: ana.id,
      answer: 'may_confirm',
    });
    expect(await tickOf(runtime.db.read, ana.id)).toEqual(before);
    const relisted: string[] = [];
    const member = (_act: Act, memberId: string) => Promise.resolve(void relisted.push(memberId));
    const listing = { ...runtime, projections: { member } };
    expect(await confirmFromLetter(listing, { token })).toMatchObject({
      answer: 'may_confirm',
    });
    expect(await tickOf(runtime.db.read, ana.id)).toMatchObject({
      confirmedAt: runtime.clock.now(),
      remindedAt: null,
    });
    runtime.clock.pass(hour);
    expect(await confirmFromLetter(listing, { token })).toMatchObject({
      answer: 'confirmed_since',
    });
    expect(await tickOf(runtime.db.read, ana.id)).toMatchObject({
      confirmedAt: runtime.clock.now() - hour,
    });
    expect(relisted).toEqual([ana.id]);
  });

  it('puts Ana back on the list from her letter when her tick has gone off meanwhile', async () => {
    const runtime = await scene(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const token = stillAroundToken(runtime.secret, {
      memberId: ana.id,
      confirmedAt: runtime.clock.now(),
    });
    runtime.clock.pass(95 * day);
    await sweepTicks(runtime);
    await confirmFromLetter(runtime, { token });
    expect(await tickOf(runtime.db.read, ana.id)).toMatchObject({
      availableAt: runtime.clock.now(),
      lapsedAt: null,
    });
  });

  it('believes no link it did not write', async () => {
    const runtime = await scene(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const bo = await addMember(runtime, { name: 'Bo', offer: {} });
    const of = { memberId: ana.id, confirmedAt: runtime.clock.now() };
    const token = stillAroundToken(runtime.secret, of);
    const [, time, signature] = token.split('.');
    const forged = [
      '',
      'x',
      '..',
      `${ana.id}.${time}.`,
      `${bo.id}.${time}.${signature}`,
      `${ana.id}.${Number(time) + 1}.${signature}`,
      `${token}.x`,
      stillAroundToken('another secret', of),
    ];
    for (const each of forged) expect(await readStillAround(runtime, each)).toBeUndefined();
    expect(await readStillAround(runtime, token)).toBeDefined();
  });

  it('goes on sweeping once an hour, however often it is asked to begin', async () => {
    const runtime = await scene(await freshDatabase());
    const handlers = { [tickSweep.kind]: tickSweep.handle };
    for (let i = 0; i < 3; i++) await tickSweep.schedule(runtime, runtime.clock.now());
    const runs = [];
    for (let i = 0; i < 5; i++) {
      runs.push(await runDueJobs(runtime, handlers));
      runtime.clock.pass(hour);
    }
    expect(runs).toEqual([1, 1, 1, 1, 1]);
    runtime.clock.pass(7 * day);
    await tickSweep.schedule(runtime, runtime.clock.now());
    expect(await runDueJobs(runtime, handlers)).toBe(2);
    runtime.clock.pass(hour);
    expect(await runDueJobs(runtime, handlers)).toBe(1);
  });

  it('unticking tells nobody and leaves the rest of Ana’s offer', async () => {
    const runtime = await scene(await freshDatabase());
    const ana = await addMember(runtime, {
      name: 'Ana',
      offer: { capacity: 4, held: 2, reply_days: 7 },
    });
    await untickBox(runtime, { memberId: ana.id });
    const row = await runtime.db.read.selectFrom('offers').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      available_at: null,
      lapsed_at: null,
      capacity: 4,
      held: 2,
      reply_days: 7,
    });
    expect(await runtime.db.read.selectFrom('jobs').select('id').execute()).toEqual([]);
  });

  it('never writes twice about one confirmation, whatever Ana and the clock do', async () => {
    const runtime = await scene(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const steps = fc.array(
      fc.record({
        what: fc.constantFrom('tick', 'untick', 'sweep', 'sweep'),
        days: fc.integer({ min: 0, max: 60 }),
      }),
      { minLength: 5, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        for (const { what, days } of list) {
          runtime.clock.pass(days * day + 1);
          if (what === 'tick') await tickBox(runtime, { memberId: ana.id });
          else if (what === 'untick') await untickBox(runtime, { memberId: ana.id });
          else await sweepTicks(runtime);
        }
        const keys = (await letters(runtime.db)).map((mail) => mail.mail_key);
        expect(new Set(keys).size).toBe(keys.length);
        await sweepTicks(runtime);
        const tick = await tickOf(runtime.db.read, ana.id);
        if (tick.availableAt !== null)
          expect(runtime.clock.now() - (tick.confirmedAt ?? 0)).toBeLessThan(90 * day);
      }),
      { numRuns: 15 },
    );
  });
});
