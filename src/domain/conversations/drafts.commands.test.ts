import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { day, minute } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { dropDraft, saveDraft, takeDraft } from './drafts.commands.server.ts';
import { draftValue, draftValues, mostDrafts, typedIn, type DraftFields } from './draft.ts';
import { draftInput } from './draft.input.ts';
import { draftOf } from './drafts.queries.server.ts';
import { deleteOldDrafts } from './draft.tasks.server.ts';

const about = 'note:0198c2f0-1111-7abc-8def-000000000000';
const words: DraftFields = [
  ['once', 'note:1'],
  ['skills', 'go'],
  ['skills', 'sql'],
  ['working', 'A parser \u0000 that “breaks”'],
];

eachEngine('drafts', (freshDatabase) => {
  it('keep what Ana typed, as it last stood, and only for her', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    await saveDraft(runtime, { memberId: ana.id, about, fields: [['working', 'A par']] });
    runtime.clock.pass(minute);
    await saveDraft(runtime, { memberId: ana.id, about, fields: words });
    const draft = await draftOf(runtime.db.read, { memberId: ana.id, about });
    expect(draft).toEqual({ about, fields: words.slice(1), savedAt: runtime.clock.now() });
    expect(draftValue(draft, { name: 'working' })).toBe('A parser \u0000 that “breaks”');
    expect(draftValues(draft, 'skills')).toEqual(['go', 'sql']);
    expect(draftValue(undefined, { name: 'start', otherwise: 'chat' })).toBe('chat');
    expect(await draftOf(runtime.db.read, { memberId: ben.id, about })).toBeUndefined();
  });

  it('are gone when the words were sent, when Ana starts over, and when she empties the form', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { id: memberId } = await addMember(runtime, { name: 'Ana' });
    const isThere = async () => (await draftOf(runtime.db.read, { memberId, about })) !== undefined;
    await saveDraft(runtime, { memberId, about, fields: words });
    await inAct(runtime, (act) => takeDraft(act, { memberId, about }));
    expect(await isThere()).toBe(false);
    await saveDraft(runtime, { memberId, about, fields: words });
    await dropDraft(runtime, { memberId, about });
    expect(await isThere()).toBe(false);
    await saveDraft(runtime, { memberId, about, fields: words });
    await saveDraft(runtime, {
      memberId,
      about,
      fields: [
        ['working', ' '],
        ['once', 'x'],
      ],
    });
    expect(await isThere()).toBe(false);
  });

  it('are fifty at most, the oldest going first, and are deleted after ninety days', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { id: memberId } = await addMember(runtime, { name: 'Ana' });
    for (let number = 0; number < mostDrafts + 3; number++) {
      await saveDraft(runtime, { memberId, about: `note:${number}`, fields: words });
      runtime.clock.pass(minute);
    }
    const left = async () => {
      const rows = await runtime.db.read.selectFrom('drafts').select('about').execute();
      return rows.map((row) => row.about);
    };
    expect(await left()).toHaveLength(mostDrafts);
    expect(await left()).not.toContain('note:2');
    runtime.clock.pass(80 * day);
    await saveDraft(runtime, { memberId, about: 'note:30', fields: words });
    runtime.clock.pass(11 * day);
    await deleteOldDrafts(runtime);
    expect(await left()).toEqual(['note:30']);
  });
});

it('a draft is read out of a form without its files', () => {
  const form = new FormData();
  form.append('working', 'A parser');
  form.append('picture', new File(['x'], 'x.png'));
  expect(typedIn(form)).toEqual([['working', 'A parser']]);
});

it.each([
  { about: 'Note:1', fields: [] },
  { about: 'note:1:2:3', fields: [] },
  { about: 'note:../x', fields: [] },
  { about: 'note', fields: [['a']] },
  { about: 'note', fields: [['a', 1]] },
  { about: 'note', fields: [['a', 'b']], memberId: 'somebody else' },
  { about: 'note', fields: Array(301).fill(['a', 'b']) },
])('a draft like %j is not understood', (odd) => {
  expect(draftInput.safeParse(odd).success).toBe(false);
});
