import { expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import {
  addSkill,
  anaBenAndTesting,
  benAndAnaShare,
  sharedCopy,
  type Guild,
} from '#tests/questions.ts';
import { takeBack } from './share-answer.commands.server.ts';
import { readPlace } from './shared-answer-cursor.ts';
import { sharedAnswers } from './shared-answer-search.queries.server.ts';

/** The older first. */
const library = {
  clocks: { title: 'Fake timers', question: 'The café’s tests fail.', answer: 'Freeze the clock.' },
  sql: {
    title: 'Joining two tables',
    question: 'Rows come twice.',
    answer: 'Look for indexes, and for a `left join` without a key. Tests help.',
  },
  testing: {
    title: 'Testing against PostgreSQL',
    question: 'Slow.',
    answer: 'One database a test.',
  },
};

async function shareAll(db: Database): Promise<{ guild: Guild; ids: string[] }> {
  const guild = await anaBenAndTesting(db);
  const ids: string[] = [];
  for (const words of Object.values(library)) {
    guild.runtime.clock.pass(minute);
    ids.push(await benAndAnaShare(guild, { words }));
  }
  return { guild, ids };
}

const find = async ({ runtime }: Guild, search: string) =>
  (await sharedAnswers(runtime.db.read, { search, skillId: null, after: '', size: 20 })).lines.map(
    ({ title }) => title,
  );

eachEngine('looking through shared answers', (freshDatabase) => {
  it('finds words in the plural, without accents, half typed and with a slip', async () => {
    const { guild } = await shareAll(await freshDatabase());
    const { clocks, sql, testing } = library;
    for (const [search, title] of [
      ['cafe', clocks.title],
      ['CAFÉ', clocks.title],
      ['timer', clocks.title],
      ['freezing', clocks.title],
      ['postgr', testing.title],
      ['postgersql', testing.title],
      ['index', sql.title],
      ['indexs', sql.title],
      ['joining tab', sql.title],
      ['how do I join the tables', sql.title],
    ] as const)
      expect(await find(guild, search), search).toEqual([title]);
    for (const search of ['kubernetes', 'clock postgresql', 'cl_ck', 'cl%ck'])
      expect(await find(guild, search), search).toEqual([]);
  });

  it('puts a word in the title before the same word below, and the latest first otherwise', async () => {
    const { guild } = await shareAll(await freshDatabase());
    const { clocks, sql, testing } = library;
    expect(await find(guild, 'tests')).toEqual([testing.title, sql.title, clocks.title]);
    expect(await find(guild, '')).toEqual([testing.title, sql.title, clocks.title]);
    expect(await find(guild, ' … ')).toHaveLength(3);
  });

  it('goes on where the page before ended, with and without words, missing and doubling nothing', async () => {
    const { guild } = await shareAll(await freshDatabase());
    const { read } = guild.runtime.db;
    for (const search of ['', 'test']) {
      const titles: string[] = [];
      let after: string | null = '';
      while (after !== null) {
        const page: Awaited<ReturnType<typeof sharedAnswers>> = await sharedAnswers(read, {
          search,
          skillId: null,
          after,
          size: 1,
        });
        titles.push(...page.lines.map(({ title }) => title));
        after = page.next;
      }
      expect(titles).toEqual(await find(guild, search));
      expect(titles).toHaveLength(3);
    }
    expect(readPlace('1.2.3')).toBeUndefined();
    expect(readPlace('')).toBeUndefined();
  });

  it('keeps to a skill, and forgets what is taken back at once', async () => {
    const { guild, ids } = await shareAll(await freshDatabase());
    const { runtime, ana, skillId } = guild;
    const other = await addSkill(runtime, { name: 'Go', sharedBy: [] });
    const about = async (id: string) =>
      (await sharedAnswers(runtime.db.read, { search: '', skillId: id, after: '', size: 20 })).lines
        .length;
    expect([await about(skillId), await about(other), await about('x')]).toEqual([3, 0, 0]);
    await runtime.db.transact((tx) =>
      tx.updateTable('skills').set({ merged_into: other }).where('id', '=', skillId).execute(),
    );
    expect([await about(skillId), await about(other)]).toEqual([3, 3]);
    await takeBack(runtime, { actor: ana, sharedAnswerId: ids[0] ?? '' });
    expect(await find(guild, 'freeze')).toEqual([]);
    expect(await find(guild, 'tests')).toHaveLength(2);
  });

  it('reads as plain words what was written in Markdown', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const answer = 'Use **fake** timers:\n\n```js\nclock.freeze()\n```';
    await benAndAnaShare(guild, { words: { ...sharedCopy, answer } });
    const { lines } = await sharedAnswers(guild.runtime.db.read, {
      search: 'freeze',
      skillId: null,
      after: '',
      size: 20,
    });
    expect(lines).toMatchObject([
      { excerpt: 'Use fake timers: clock.freeze()', skill: { name: 'Testing' } },
    ]);
  });
});
