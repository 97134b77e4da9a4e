import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { beginGoing } from '#tests/pairings.ts';
import {
  addMentor,
  anaBenAndTesting,
  asksAround,
  benAsksAna,
  benSuggests,
  strike,
  writes,
  type Guild,
} from '#tests/questions.ts';
import { closeQuestion } from './close-question.commands.server.ts';
import { turnsOf } from './your-turn-questions.queries.server.ts';

/** What waits for somebody, and in how many statements that was found out. */
async function turnsAndStatements({ runtime }: Guild, viewerId: string) {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const db = runtime.db.read.withPlugin(counting);
  const turns = await turnsOf(db, { viewerId, now: runtime.clock.now() });
  return { turns, statements };
}

eachEngine('what waits for somebody', (freshDatabase) => {
  it('takes as many statements for many questions as for a few', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, skillId } = guild;
    const askAna = async () => {
      const answered = await benAsksAna(guild, skillId);
      await writes(runtime, { actor: ana, questionId: answered, body: 'A clock.' });
      await benAsksAna(guild, skillId);
    };
    await askAna();
    await benSuggests(guild);
    const few = [await turnsAndStatements(guild, ana.id), await turnsAndStatements(guild, ben.id)];
    for (const name of ['Cai', 'Dee', 'Eli', 'Fay', 'Gus']) {
      const other = await addMember(runtime, { name });
      const pairingId = await beginGoing(runtime, { mentor: ana, mentee: other });
      runtime.clock.pass(day);
      for (let n = 0; n < 5; n++) await benAsksAna({ ...guild, ben: other, pairingId }, skillId);
    }
    const many = [await turnsAndStatements(guild, ana.id), await turnsAndStatements(guild, ben.id)];
    expect(many[0]?.turns.length).toBeGreaterThan(25);
    expect(many.map(({ statements }) => statements)).toEqual(
      few.map(({ statements }) => statements),
    );
    expect(Math.max(...many.map(({ statements }) => statements))).toBeLessThan(14);
  });

  it('says the oldest first, and is empty once Ben has closed what he asked', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, skillId } = guild;
    const first = await benAsksAna(guild);
    runtime.clock.pass(3 * day);
    await strike(runtime);
    const eli = await addMentor(runtime, { name: 'Eli', skillId });
    const wes = await addMember(runtime, { name: 'Wes' });
    const second = await asksAround(runtime, { actor: wes, skillId });
    const waiting = async (viewerId: string) =>
      (await turnsAndStatements(guild, viewerId)).turns.map(({ kind, questionId }) => [
        kind,
        questionId,
      ]);
    expect(await waiting(ana.id)).toEqual([
      ['answer', first],
      ['answer', second],
    ]);
    expect(await waiting(eli.id)).toEqual([['answer', second]]);
    expect(await waiting(ben.id)).toEqual([['ask_around', first]]);
    await closeQuestion(runtime, { actor: ben, questionId: first });
    expect(await waiting(ana.id)).toEqual([['answer', second]]);
    expect(await waiting(ben.id)).toEqual([]);
    expect(await waiting(wes.id)).toEqual([]);
  });
});
