import { expect, it } from 'vitest';
import { makeId } from '#lib/ids.ts';
import type { Database, Tx } from '#platform/db/database.server.ts';
import { eachEngine } from '../../../../tests/both-databases.ts';
import { addMember, foundCommunity } from '../../../../tests/factories.ts';
import { testRuntime, type TestRuntime } from '../../../../tests/runtime.ts';
import { sweepTicks } from '../offers/tasks.server.ts';
import type { Viewer } from '../viewer.ts';
import { saveProfile, type FindSkills } from './commands.server.ts';
import { marksOf } from './edition.ts';
import type { Profile } from './profile.ts';
import { profileOf, type OwnProfile } from './queries.server.ts';

const day = 24 * 60 * 60 * 1000;

/** A vocabulary that knows every name, and "JS" for JavaScript. */
const findSkills =
  (runtime: TestRuntime): FindSkills =>
  async (tx, names) => {
    const ids: string[] = [];
    for (const typed of names) {
      const name = typed === 'JS' ? 'JavaScript' : typed;
      const known = await tx
        .selectFrom('skills')
        .select('id')
        .where('name', '=', name)
        .executeTakeFirst();
      const id = known?.id ?? makeId(runtime.clock.now(), runtime.random);
      if (known === undefined) {
        await tx
          .insertInto('skills')
          .values({ id, name, skill_key: name.toLowerCase(), added_by: null, added_at: 0 })
          .execute();
      }
      ids.push(id);
    }
    return ids;
  };

async function houseOf(db: Database): Promise<{ runtime: TestRuntime; ana: Viewer }> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  return { runtime, ana: await addMember(runtime, { name: 'Ana' }) };
}

async function profileNow(runtime: TestRuntime, ana: Viewer): Promise<OwnProfile> {
  const own = await profileOf(runtime.db.read, { memberId: ana.id });
  if (own === undefined) throw new Error('nobody');
  return own;
}

const save = (
  runtime: TestRuntime,
  from: OwnProfile,
  changes: Partial<Profile>,
  more: { also?: (tx: Tx) => Promise<void> } = {},
) =>
  saveProfile(runtime, {
    memberId: from.memberId,
    mine: { ...from.profile, ...changes },
    version: from.version,
    base: marksOf(from.profile),
    findSkills: findSkills(runtime),
    alsoInTransaction: more.also ?? (() => Promise.resolve()),
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
    expect(await save(runtime, await profileNow(runtime, ana), changes)).toEqual({
      code: 'saved',
      box: 'ticked',
    });
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
    expect(await save(runtime, opened, { place: 'Porto' })).toMatchObject({ code: 'saved' });
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
    if (stale.code !== 'changed_meanwhile') throw new Error(stale.code);
    expect(stale.conflicts).toEqual(['ownWords']);
    expect(stale.merged).toMatchObject({
      ownWords: 'From the desk.',
      place: 'Porto',
      shares: [{ name: 'Go', confidence: 2 }],
    });
    expect(stale.theirs.profile).toMatchObject({ ownWords: 'From the phone.', place: '' });
    expect((await profileNow(runtime, ana)).profile.place).toBe('');

    const chosen = { ...stale.merged, ownWords: stale.theirs.profile.ownWords };
    expect(await save(runtime, stale.theirs, chosen)).toMatchObject({ code: 'saved' });
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
    expect(results.map(({ code }) => code)).toEqual(changes.map(() => 'saved'));
    expect((await profileNow(runtime, ana)).profile).toMatchObject(Object.assign({}, ...changes));
    expect((await profileNow(runtime, ana)).version).toBe(11);
  });

  it('ticks, confirms and unticks the box, and leaves the rest of the offer and the places held alone', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const start = runtime.clock.now();
    await save(runtime, await profileNow(runtime, ana), { isAvailable: true, capacity: 3 });
    await runtime.db.transact((tx) => tx.updateTable('offers').set({ held: 3 }).execute());
    runtime.clock.pass(day);
    expect(await save(runtime, await profileNow(runtime, ana), {})).toEqual({
      code: 'saved',
      box: 'confirmed',
    });
    expect((await profileNow(runtime, ana)).tick).toMatchObject({
      availableAt: start,
      confirmedAt: start + day,
    });
    expect(
      await save(runtime, await profileNow(runtime, ana), { isAvailable: false, capacity: 2 }),
    ).toEqual({ code: 'saved', box: 'unticked' });
    expect(await profileNow(runtime, ana)).toMatchObject({
      held: 3,
      profile: { capacity: 2, isAvailable: false },
      tick: { lapsedAt: null },
    });
    expect(await save(runtime, await profileNow(runtime, ana), {})).toEqual({
      code: 'saved',
      box: 'off',
    });
    // Ticking it asked whoever waits in line; since then nothing was announced.
    const since = runtime.db.read.selectFrom('jobs').selectAll().where('created_at', '>', start);
    expect(await since.execute()).toEqual([]);
  });

  it('remembers that a tick went off by itself until she ticks it again', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    await save(runtime, await profileNow(runtime, ana), { isAvailable: true });
    runtime.clock.pass(91 * day);
    await sweepTicks(runtime, { alsoInTransaction: () => Promise.resolve() });
    const lapsedAt = runtime.clock.now();
    await save(runtime, await profileNow(runtime, ana), { place: 'Faro' });
    expect((await profileNow(runtime, ana)).tick).toMatchObject({ availableAt: null, lapsedAt });
    await save(runtime, await profileNow(runtime, ana), { isAvailable: true });
    expect((await profileNow(runtime, ana)).tick).toMatchObject({
      availableAt: lapsedAt,
      lapsedAt: null,
    });
  });

  it('saves nothing when what belongs to the same transaction fails', async () => {
    const { runtime, ana } = await houseOf(await freshDatabase());
    const opened = await profileNow(runtime, ana);
    const also = () => Promise.reject(new Error('the list is out'));
    await expect(save(runtime, opened, { place: 'Porto' }, { also })).rejects.toThrow(
      'the list is out',
    );
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
