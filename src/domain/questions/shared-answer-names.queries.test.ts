import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { addSkill, anaBenAndTesting, benAndAnaShare } from '#tests/questions.ts';
import { blockMember } from '#domain/moderation/block-member.commands.server.ts';
import { setNamed } from './share-answer.commands.server.ts';
import { skillsShared } from './shared-answer-skills.queries.server.ts';
import { namesOn } from './shared-answer-names.queries.server.ts';

eachEngine('the names on shared answers', (freshDatabase) => {
  it('are those Ana and Ben chose, as far as Cy can find the two here', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const cy = await addMember(runtime, { name: 'Cy' });
    const id = await benAndAnaShare(guild);
    const seen = async () => {
      const names = await namesOn(runtime.db.read, { ids: [id], viewerId: cy.id });
      const on = names.get(id);
      return [on?.askedBy?.name, on?.answeredBy.map(({ name }) => name)];
    };
    expect(await seen()).toEqual(['Ben', ['Ana']]);
    await setNamed(runtime, { actor: ben, sharedAnswerId: id, isNamed: false });
    expect(await seen()).toEqual([undefined, ['Ana']]);
    await setNamed(runtime, { actor: ben, sharedAnswerId: id, isNamed: true });
    await blockMember(runtime, { actor: cy, otherId: ana.id });
    expect(await seen()).toEqual(['Ben', []]);
    expect(await namesOn(runtime.db.read, { ids: [], viewerId: cy.id })).toEqual(new Map());
  });
});

eachEngine('what shared answers are about', (freshDatabase) => {
  it('lists each skill once, under the name it has today', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, skillId } = guild;
    expect(await skillsShared(runtime.db.read)).toEqual([]);
    const other = await addSkill(runtime, { name: 'Accessibility', sharedBy: [ana] });
    const merged = await addSkill(runtime, { name: 'Tests', sharedBy: [ana] });
    await runtime.db.transact((tx) =>
      tx.updateTable('skills').set({ merged_into: skillId }).where('id', '=', merged).execute(),
    );
    for (const id of [skillId, other, merged]) await benAndAnaShare({ ...guild, skillId: id });
    const names = (await skillsShared(runtime.db.read)).map(({ name }) => name);
    expect(names).toEqual(['Accessibility', 'Testing']);
  });
});
