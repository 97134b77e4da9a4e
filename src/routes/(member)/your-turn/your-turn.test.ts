import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { suggestAgreement } from '#domain/pairings/agreements.commands.server.ts';
import { linesNow } from '#domain/pairings/agreements.queries.server.ts';
import { suggestNext } from '#domain/hand-offs/hand-offs.commands.server.ts';
import { rest } from '#domain/pairings/pairing-rest.commands.server.ts';
import { suggestTimes } from '#domain/meetings/meeting-suggestions.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { hour, day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { beginGoing } from '#tests/pairings.ts';
import { anaBenAndTesting, benAsksAna, benSuggests, type Guild } from '#tests/questions.ts';
import { askReview } from '#tests/reviews.ts';
import { addRequest } from '#tests/raw-pairings.ts';
import { waitingFor } from './your-turn.server.ts';

/** What waits for somebody, and in how many statements that was found out. */
async function waiting({ runtime }: Guild, viewer: Viewer) {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const db = runtime.db.read.withPlugin(counting);
  const turns = await waitingFor(db, { viewer, now: runtime.clock.now() });
  return { turns, sentences: turns.map(({ sentence }) => sentence), statements };
}

const nowhere = { placeKind: 'open', place: '' } as const;

/** Ben wants a thing of every kind from Ana, each an hour after the one before. */
async function benWantsMuch(guild: Guild): Promise<void> {
  const { runtime, ben, pairingId } = guild;
  const { clock, db, random } = runtime;
  await askReview(runtime, { author: ben, pairingId });
  clock.pass(hour);
  await benAsksAna(guild);
  clock.pass(hour);
  const times = [clock.now() + 2 * day];
  await suggestTimes(runtime, { actor: ben, pairingId, times, minutes: 30, ...nowhere });
  clock.pass(hour);
  const lines = await linesNow(db.read, pairingId);
  if (lines === undefined) throw new Error('they agreed on nothing');
  const changed = { ...lines, where: 'Jitsi' };
  await suggestAgreement(runtime, { actor: ben, pairingId, lines: changed });
  clock.pass(hour);
  const now = clock.now();
  await db.transact(async (tx) => {
    await tx
      .insertInto('check_ins')
      .values({
        id: makeId(now, random),
        pairing_id: pairingId,
        opened_at: now,
        closes_at: now + 14 * day,
      })
      .execute();
    await tx
      .insertInto('meetings')
      .values({
        id: makeId(now, random),
        pairing_id: pairingId,
        date: '2026-11-18',
        at: now,
        ends_at: now + hour,
        state: 'planned',
        place_kind: 'open',
        changed_at: now,
      })
      .execute();
  });
  clock.pass(2 * hour);
}

eachEngine('what waits for Ana', (freshDatabase) => {
  it('is nothing at first, and then a sentence for each thing, the longest wait first', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    expect((await waiting(guild, ana)).sentences).toEqual([]);
    const cy = await addMember(runtime, { name: 'Cy' });
    await addRequest(runtime, { fromId: cy.id, toId: ana.id });
    await benWantsMuch(guild);
    expect((await waiting(guild, ana)).sentences).toEqual([
      'Cy wrote you a note today.',
      'Ben asked today for a look at “Retry the upload queue”.',
      'Ben asked you today: “A test that fails on Thursdays”',
      'Ben asked today what time would suit you for a catch-up.',
      'Ben suggested today to change what you two agreed.',
      'How is it going with Ben? Three short questions, only for you.',
      'Did you and Ben meet today?',
    ]);
    expect((await waiting(guild, ben)).sentences).toEqual([
      'How is it going with Ana? Three short questions, only for you.',
      'Did you and Ana meet today?',
    ]);
    expect((await waiting(guild, cy)).sentences).toEqual([]);
  });

  it('holds still while she and Ben rest, and is only hers', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, pairingId } = guild;
    await benWantsMuch(guild);
    const until = runtime.clock.now() + 20 * day;
    await rest(runtime, { actor: ana, pairingId, until });
    expect((await waiting(guild, ana)).sentences).toEqual([]);
    expect((await waiting(guild, ben)).sentences).toEqual([]);
  });

  it('asks Ben about whom Ana thought of, and whether others may read what helped', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, pairingId } = guild;
    const eli = await addMember(runtime, { name: 'Eli', offer: { capacity: 2 } });
    await suggestNext(runtime, { actor: ana, pairingId, toId: eli.id, words: '' });
    await benSuggests(guild);
    expect((await waiting(guild, ben)).turns).toMatchObject([
      {
        sentence: 'Ana thought you might like to talk to Eli.',
        href: `/pairings/${pairingId}/hand-off`,
      },
    ]);
    expect((await waiting(guild, ana)).sentences).toEqual([
      'Shall others here read “Tests that fail on one day of the week” and what helped? Nobody does without your yes.',
    ]);
  });

  it('takes as many statements for much as for little', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana } = guild;
    const another = async (name: string) => {
      const ben = await addMember(runtime, { name });
      await addRequest(runtime, {
        fromId: (await addMember(runtime, { name: `${name}a` })).id,
        toId: ana.id,
      });
      const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
      await benWantsMuch({ ...guild, ben, pairingId });
    };
    await another('Cai');
    const few = await waiting(guild, ana);
    for (const name of ['Dee', 'Eli', 'Fay']) await another(name);
    const many = await waiting(guild, ana);
    expect(many.turns.length).toBe(4 * few.turns.length);
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeLessThan(45);
  });
});
