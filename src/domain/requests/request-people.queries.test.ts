import { expect, it } from 'vitest';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { couldLearn } from './request-people.queries.server.ts';

/** Skills somebody shares or wants, in the order of how much they want them. */
async function saySkills(
  db: Database,
  { memberId, shares = [], wants = [] }: { memberId: string; shares?: string[]; wants?: string[] },
): Promise<void> {
  await db.transact(async (tx) => {
    for (const name of [...shares, ...wants])
      await tx
        .insertInto('skills')
        .values({ id: name, name, skill_key: name.toLowerCase(), added_at: 1 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    for (const skill_id of shares)
      await tx
        .insertInto('shared_skills')
        .values({ member_id: memberId, skill_id, confidence: 2 })
        .execute();
    for (const [index, skill_id] of wants.entries())
      await tx
        .insertInto('wanted_skills')
        .values({ member_id: memberId, skill_id, priority: index === 0 ? 1 : 2 })
        .execute();
  });
}

eachEngine('what Ana could learn from Ben', (freshDatabase) => {
  it('is what she wants and he shares, most wished for first, and nothing else', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    await saySkills(runtime.db, { memberId: ana.id, wants: ['Rust', 'CSS', 'Elixir'] });
    await saySkills(runtime.db, { memberId: ben.id, shares: ['CSS', 'Rust', 'Go'] });
    const read = runtime.db.read;
    expect(await couldLearn(read, { memberId: ana.id, otherId: ben.id })).toBe('Rust, CSS');
    expect(await couldLearn(read, { memberId: ben.id, otherId: ana.id })).toBe('');
  });
});
