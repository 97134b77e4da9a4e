import { day } from '#lib/duration.ts';
import { expect, it } from 'vitest';
import { sweepTicks } from '#domain/members/tick.tasks.server.ts';
import { marksOf } from '#domain/members/profile-merge.ts';
import type { Profile } from '#domain/members/profile.ts';
import { profileOf, type OwnProfile } from '#domain/members/profiles.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { done } from '#lib/outcome.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { guild } from '#tests/list-harness.ts';
import type { TestRuntime } from '#tests/runtime.ts';
import { saveProfile } from './save-profile.commands.server.ts';

async function houseOf(db: Database): Promise<{ runtime: TestRuntime; ana: Viewer }> {
  const runtime = await guild(db);
  return { runtime, ana: await addMember(runtime, { name: 'Ana' }) };
}

async function profileNow(runtime: TestRuntime, ana: Viewer): Promise<OwnProfile> {
  const own = await profileOf(runtime.db.read, { memberId: ana.id });
  if (own === undefined) throw new Error('nobody');
  return own;
}

const save = (runtime: TestRuntime, from: OwnProfile, changes: Partial<Profile>) =>
  saveProfile(runtime, {
    memberId: from.memberId,
    mine: { ...from.profile, ...changes },
    version: from.version,
    base: marksOf(from.profile),
  });

eachEngine('Ana saves her profile', (freshDatabase) => {
  it('gives back everything she said', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const changes: Partial<Profile> = {
      name: 'Ana محمد',
      pronouns: 'she/her',
      ownWords: 'I write **Go**.\n\nAsk me about forms.',
      place: 'Berlin',
      timeZone: 'Europe/Berlin',
      hours: '01'.repeat(84),
      languages: ['de', 'en'],
      links: ['https://b.example/', 'https://a.example/'],
      isPublic: true,
      shares: [
        { name: 'Go', confidence: 3 },
        { name: 'SQL', confidence: 1 },
      ],
      wants: [{ name: 'Rust', priority: 1 }],
      isAvailable: true,
      capacity: 7,
      modes: ['review', 'swap'],
      replyDays: 14,
      terms: {
        kind: 'charges',
        amount: 4050,
        currency: 'EUR',
        note: 'students half',
        firstChatFree: true,
      },
      whoMayWrite: 'learners',
    };
    expect(await save(runtime, await profileNow(runtime, ana), changes)).toEqual(
      done({ box: 'ticked' }),
    );
    const own = await profileNow(runtime, ana);
    expect(own.profile).toEqual(changes);
    expect(own).toMatchObject({
      version: 2,
      publicSince: runtime.clock.now(),
      tick: { availableAt: runtime.clock.now() },
    });
    const row = await runtime.db.read
      .selectFrom('members')
      .select('name_key')
      .where('id', '=', ana.id)
      .executeTakeFirstOrThrow();
    expect(row.name_key).toBe('ana محمد');
  });

  it('counts one skill once, whatever she calls it', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    await save(runtime, await profileNow(runtime, ana), {
      shares: [
        { name: 'JavaScript', confidence: 2 },
        { name: 'JS', confidence: 3 },
      ],
    });
    expect((await profileNow(runtime, ana)).profile.shares).toEqual([
      { name: 'JavaScript', confidence: 2 },
    ]);
  });

  it('puts changes of two browsers together when they touch different fields', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const opened = await profileNow(runtime, ana);
    await save(runtime, opened, { ownWords: 'From the phone.' });
    expect(await save(runtime, opened, { place: 'Porto' })).toMatchObject({ outcome: 'done' });
    expect((await profileNow(runtime, ana)).profile).toMatchObject({
      ownWords: 'From the phone.',
      place: 'Porto',
    });
  });

  it('saves nothing and shows both texts when they touch the same field, until she chooses', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const opened = await profileNow(runtime, ana);
    await save(runtime, opened, {
      ownWords: 'From the phone.',
      shares: [{ name: 'Go', confidence: 2 }],
    });
    const stale = await save(runtime, opened, { ownWords: 'From the desk.', place: 'Porto' });
    if (!('conflicts' in stale)) throw new Error(stale.outcome);
    expect(stale.conflicts).toEqual(['ownWords']);
    expect(stale.merged).toMatchObject({
      ownWords: 'From the desk.',
      place: 'Porto',
      shares: [{ name: 'Go', confidence: 2 }],
    });
    expect(stale.theirs.profile).toMatchObject({ ownWords: 'From the phone.', place: '' });
    expect((await profileNow(runtime, ana)).profile.place).toBe('');

    const chosen = { ...stale.merged, ownWords: stale.theirs.profile.ownWords };
    expect(await save(runtime, stale.theirs, chosen)).toMatchObject({ outcome: 'done' });
    expect((await profileNow(runtime, ana)).profile).toMatchObject({
      ownWords: 'From the phone.',
      place: 'Porto',
    });
    await save(runtime, await profileNow(runtime, ana), { ownWords: 'From the desk.' });
    expect((await profileNow(runtime, ana)).profile.ownWords).toBe('From the desk.');
  });

  it('loses no word when ten browsers save ten fields at the same moment', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const opened = await profileNow(runtime, ana);
    const changes: Partial<Profile>[] = [
      { pronouns: 'she/her' },
      { ownWords: 'Words' },
      { place: 'Berlin' },
      { timeZone: 'Europe/Berlin' },
      { languages: ['de'] },
      { links: ['https://a.example/'] },
      { isPublic: true },
      { shares: [{ name: 'Go', confidence: 3 }] },
      { capacity: 5 },
      { isAvailable: true },
    ];
    const results = await Promise.all(changes.map((change) => save(runtime, opened, change)));
    expect(results.map(({ outcome }) => outcome)).toEqual(changes.map(() => 'done'));
    expect((await profileNow(runtime, ana)).profile).toMatchObject(Object.assign({}, ...changes));
    expect((await profileNow(runtime, ana)).version).toBe(11);
  });

  it('ticks, confirms and unticks the box, and leaves the rest of the offer and the places held alone', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const start = runtime.clock.now();
    await save(runtime, await profileNow(runtime, ana), { isAvailable: true, capacity: 3 });
    await runtime.db.transact((tx) => tx.updateTable('offers').set({ held: 3 }).execute());
    runtime.clock.pass(day);
    expect(await save(runtime, await profileNow(runtime, ana), {})).toEqual(
      done({ box: 'confirmed' }),
    );
    expect((await profileNow(runtime, ana)).tick).toMatchObject({
      availableAt: start,
      confirmedAt: start + day,
    });
    expect(
      await save(runtime, await profileNow(runtime, ana), { isAvailable: false, capacity: 2 }),
    ).toEqual(done({ box: 'unticked' }));
    expect(await profileNow(runtime, ana)).toMatchObject({
      held: 3,
      profile: { capacity: 2, isAvailable: false },
      tick: { lapsedAt: null },
    });
    expect(await save(runtime, await profileNow(runtime, ana), {})).toEqual(done({ box: 'off' }));
    // Ticking it announced places; since then nothing was announced.
    const since = runtime.db.read.selectFrom('jobs').selectAll().where('created_at', '>', start);
    expect(await since.execute()).toEqual([]);
  });

  it('remembers that a tick went off by itself until she ticks it again', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    await save(runtime, await profileNow(runtime, ana), { isAvailable: true });
    runtime.clock.pass(91 * day);
    await sweepTicks(runtime);
    const lapsedAt = runtime.clock.now();
    await save(runtime, await profileNow(runtime, ana), { place: 'Faro' });
    expect((await profileNow(runtime, ana)).tick).toMatchObject({ availableAt: null, lapsedAt });
    await save(runtime, await profileNow(runtime, ana), { isAvailable: true });
    expect((await profileNow(runtime, ana)).tick).toMatchObject({
      availableAt: lapsedAt,
      lapsedAt: null,
    });
  });

  it('saves nothing when a projection of the same act fails', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const opened = await profileNow(runtime, ana);
    const member = () => Promise.reject(new Error('the list is out'));
    const broken = { ...runtime, projections: { member } };
    await expect(save(broken, opened, { place: 'Porto' })).rejects.toThrow('the list is out');
    expect(await profileNow(runtime, ana)).toEqual(opened);
  });

  it('D6: tells the log when a name looks like an organiser’s', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const tamsin = await addMember(runtime, { name: 'Tamsin Okoro', isOrganiser: true });
    await save(runtime, await profileNow(runtime, ana), { name: 'Tаmsin 0koro' });
    expect(
      runtime.log.lines.some(
        (line) =>
          JSON.stringify(line).includes('name_looks_alike') &&
          JSON.stringify(line).includes(tamsin.id),
      ),
    ).toBe(true);
  });
});
