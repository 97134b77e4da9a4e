import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { feelings, paces, type Answer } from './checkin.ts';
import {
  answerCheckIn,
  leaveSuggestion,
  sayItForMe,
  skipCheckIn,
} from './answer-checkin.commands.server.ts';
import { checkInPage } from './checkins.queries.server.ts';
import { checkInClockTask, updateCheckIns } from './checkin.tasks.server.ts';

interface Story {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
  pairingId: string;
}

const quietly = () => Promise.resolve();
const handlers = {
  [checkInClockTask.kind]: checkInClockTask.handle,
  'event:CheckInOpened': quietly,
  'event:CheckInRevealed': quietly,
  'event:AgreementSuggested': quietly,
};

/** Ana mentors Ben; they have gone along for six weeks, and are asked how it is. */
async function askedBoth(db: Database): Promise<Story> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana' });
  const ben = await addMember(runtime, { name: 'Ben' });
  const { pairingId } = await addPairing(runtime, { mentorId: ana.id, menteeId: ben.id });
  await checkInClockTask.restart(runtime);
  await pass(runtime, 42);
  return { runtime, ana, ben, pairingId };
}

async function pass(runtime: TestRuntime, days: number): Promise<void> {
  runtime.clock.pass(days * day);
  while ((await runDueJobs(runtime, handlers)) > 0);
}

const say = ({ runtime, pairingId }: Story, actor: Viewer, said: Partial<Answer>) =>
  answerCheckIn(runtime, {
    actor,
    pairingId,
    answer: { feels: '', pace: '', changeWords: '', ...said },
  });

const page = ({ runtime, pairingId }: Story, viewer: Viewer) =>
  checkInPage(runtime.db.read, { pairingId, viewerId: viewer.id });

const announced = async ({ runtime }: Story, kind: string) =>
  (
    await runtime.db.read
      .selectFrom('jobs')
      .select('id')
      .where('kind', '=', `event:${kind}`)
      .execute()
  ).length;

/** Everything that lies in the database, but for what is nobody's to see. */
async function rows({ runtime }: Story, table: 'check_ins' | 'check_in_answers' | 'pairings') {
  return runtime.db.read.selectFrom(table).selectAll().execute();
}

const everyAnswer: Partial<Answer>[] = ['' as const, ...feelings].flatMap((feels) =>
  ['' as const, ...paces].map((pace) => ({ feels, pace, changeWords: 'canary-of-ana' })),
);

eachEngine('check-ins', (freshDatabase) => {
  it('open for both after six weeks, once, and close quietly after fourteen days', async () => {
    const story = await askedBoth(await freshDatabase());
    const { runtime, ana, ben } = story;
    for (const viewer of [ana, ben])
      expect((await page(story, viewer))?.checkIn).toMatchObject({
        you: 'not_yet',
        openedAt: runtime.clock.now(),
        closesAt: runtime.clock.now() + 14 * day,
      });
    await pass(story.runtime, 14);
    expect((await page(story, ana))?.checkIn).toBeUndefined();
    expect([
      await announced(story, 'CheckInOpened'),
      await announced(story, 'CheckInRevealed'),
    ]).toEqual([1, 0]);
    expect((await page(story, ana))?.nextAt).toBe(runtime.clock.now() + 28 * day);
    // Off for months: one check-in when it is on again, not one for each that was missed.
    await pass(story.runtime, 200);
    expect(await announced(story, 'CheckInOpened')).toBe(2);
  });

  it('tell both at once where Ana and Ben said the same, and keep no more than that', async () => {
    const story = await askedBoth(await freshDatabase());
    const { ana, ben } = story;
    await say(story, ana, { feels: 'good', pace: 'right', changeWords: 'canary' });
    expect((await page(story, ben))?.checkIn?.revealed).toBeNull();
    await say(story, ben, { feels: 'good', pace: 'right' });
    for (const viewer of [ana, ben])
      expect((await page(story, viewer))?.checkIn?.revealed).toEqual({
        feels: 'good',
        pace: 'right',
      });
    expect(JSON.stringify(await page(story, ben))).not.toContain('canary');
    expect(await announced(story, 'CheckInRevealed')).toBe(1);
    await pass(story.runtime, 14);
    expect(await rows(story, 'check_in_answers')).toEqual([]);
    expect(JSON.stringify(await rows(story, 'check_ins'))).not.toContain('canary');
  });

  it('C3: Ben’s view is the same, byte for byte, whatever Ana said, skipped, or did about it, unless both said the same', async () => {
    const story = await askedBoth(await freshDatabase());
    const { runtime, ana, ben, pairingId } = story;
    const seen = async () =>
      JSON.stringify([
        await page(story, ben),
        await rows(story, 'pairings'),
        await announced(story, 'CheckInRevealed'),
      ]);
    const forget = (who: Viewer[]) =>
      runtime.db.transact((tx) =>
        tx
          .deleteFrom('check_in_answers')
          .where(
            'member_id',
            'in',
            who.map(({ id }) => id),
          )
          .execute(),
      );
    for (const own of [undefined, { feels: 'good', pace: 'right' }, {}] as const) {
      await forget([ana, ben]);
      if (own !== undefined) await say(story, ben, own);
      const before = await seen();
      for (const said of everyAnswer) {
        const isSame = said.feels === own?.feels && said.pace === own?.pace;
        if (isSame && own !== undefined && 'feels' in own) continue;
        await forget([ana]);
        await say(story, ana, said);
        expect(await seen()).toBe(before);
        await leaveSuggestion(runtime, { actor: ana, pairingId });
        expect(await seen()).toBe(before);
      }
      await forget([ana]);
      await skipCheckIn(runtime, { actor: ana, pairingId });
      expect(await seen()).toBe(before);
    }
  });

  it('C3: once one closed nothing is left by which anybody could tell what was said, or whether', async () => {
    const left = async (anas: Partial<Answer> | undefined) => {
      const story = await askedBoth(await freshDatabase());
      if (anas !== undefined) await say(story, story.ana, anas);
      await say(story, story.ben, { feels: 'good', pace: 'right' });
      await pass(story.runtime, 14);
      const [checkIn] = await rows(story, 'check_ins');
      return [await rows(story, 'check_in_answers'), { ...checkIn, id: '', pairing_id: '' }];
    };
    const silent = await left(undefined);
    expect(await left({ feels: 'off', pace: 'too_much', changeWords: 'canary' })).toEqual(silent);
    expect(await left({})).toEqual(silent);
    expect(JSON.stringify(silent)).not.toContain('canary');
  });

  it('an answer stands: Ana cannot try them all until one is agreed to', async () => {
    const story = await askedBoth(await freshDatabase());
    const { runtime, ana, ben, pairingId } = story;
    await say(story, ben, { feels: 'off', pace: 'right' });
    await say(story, ana, { feels: 'good', pace: 'right' });
    for (const said of everyAnswer)
      expect(await say(story, ana, said)).toEqual({ outcome: 'refused', code: 'answered' });
    expect(await skipCheckIn(runtime, { actor: ana, pairingId })).toMatchObject({
      code: 'answered',
    });
    expect((await page(story, ana))?.checkIn).toMatchObject({
      revealed: null,
      yourAnswer: { feels: 'good', pace: 'right' },
    });
  });

  it('Ana, to whom it is too much, has it said for her in nobody’s name, once', async () => {
    const story = await askedBoth(await freshDatabase());
    const { runtime, ana, ben, pairingId } = story;
    const lines = { rhythm: { every: 'week', minutes: 45, way: 'video' } };
    await runtime.db.transact(async (tx) => {
      const row = await tx.selectFrom('agreements').selectAll().executeTakeFirstOrThrow();
      await tx
        .updateTable('agreements')
        .set({ lines: JSON.stringify({ ...JSON.parse(row.lines), ...lines }) })
        .execute();
    });
    const asking = { actor: ana, pairingId };
    expect(await sayItForMe(runtime, asking)).toMatchObject({ code: 'nothing_to_say' });
    await say(story, ana, { feels: 'okay', pace: 'too_much' });
    expect((await page(story, ana))?.checkIn?.suggestions).toContain('say_it_for_me');
    const before = JSON.stringify(await page(story, ben));
    expect(await sayItForMe(runtime, asking)).toEqual({ outcome: 'done' });
    expect((await page(story, ana))?.checkIn?.suggestions).toEqual([]);
    expect(JSON.stringify(await page(story, ben))).toBe(before);
    const suggested = await runtime.db.read
      .selectFrom('agreements')
      .select(['suggested_by', 'lines'])
      .where('state', '=', 'suggested')
      .execute();
    expect(suggested).toHaveLength(1);
    expect(suggested[0]).toMatchObject({ suggested_by: null });
  });

  it('C2: is not there for anybody else, and takes no answer once its time is over', async () => {
    const story = await askedBoth(await freshDatabase());
    const { runtime, ana } = story;
    const cy = await addMember(runtime, { name: 'Cy' });
    expect(await page(story, cy)).toBeUndefined();
    expect(await say(story, cy, { feels: 'good' })).toEqual({
      outcome: 'refused',
      code: 'not_open',
    });
    // The clock has not come round yet, but the time that was promised counts.
    runtime.clock.pass(14 * day);
    expect(await say(story, ana, { feels: 'good' })).toMatchObject({ code: 'not_open' });
    expect(await rows(story, 'check_in_answers')).toEqual([]);
  });

  it('rests with the two, and closes with their ending', async () => {
    const story = await askedBoth(await freshDatabase());
    const { runtime, ana, ben, pairingId } = story;
    const become = async (change: { state: 'resting' | 'going' | 'wrapped_up' }) => {
      await runtime.db.transact((tx) => tx.updateTable('pairings').set(change).execute());
      await updateCheckIns({ pairingId }, runtime);
    };
    await say(story, ben, { feels: 'off', pace: 'too_much' });
    await become({ state: 'resting' });
    expect(await rows(story, 'check_in_answers')).toEqual([]);
    expect(await page(story, ana)).toMatchObject({ nextAt: null, checkIn: undefined });
    await pass(runtime, 100);
    expect(await announced(story, 'CheckInOpened')).toBe(1);
    await become({ state: 'going' });
    expect(await announced(story, 'CheckInOpened')).toBe(2);
    await become({ state: 'wrapped_up' });
    expect(await page(story, ana)).toMatchObject({ nextAt: null, checkIn: undefined });
  });

  it('get their clocks back after a restored backup, each once', async () => {
    const story = await askedBoth(await freshDatabase());
    const { runtime } = story;
    await runtime.db.transact((tx) => tx.deleteFrom('jobs').execute());
    await checkInClockTask.restart(runtime);
    await checkInClockTask.restart(runtime);
    const clocks = await runtime.db.read
      .selectFrom('jobs')
      .select(['kind', 'due_at'])
      .where('kind', '=', checkInClockTask.kind)
      .execute();
    expect(clocks).toEqual([
      { kind: checkInClockTask.kind, due_at: runtime.clock.now() + 14 * day },
    ]);
  });
});
