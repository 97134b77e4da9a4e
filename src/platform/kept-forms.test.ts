import { expect, it } from 'vitest';
import { minute, day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime } from '#tests/runtime.ts';
import { clearUp } from './housekeeping.server.ts';
import { deleteSavedForm, findSavedForm, saveForm, type TypedForm } from './kept-forms.server.ts';

const browser = 'a'.repeat(32);
const form: TypedForm = {
  action: '/members/1/note?/send',
  page: '/members/1/note',
  fields: [{ name: 'working', value: 'CANARY parser' }],
  memberId: 'ana',
};

eachEngine('a kept form', (freshDatabase) => {
  it('fault 15: is there for Ana in her browser, for a day, and for nobody and nowhere else', async () => {
    const runtime = testRuntime(await freshDatabase());
    const token = await saveForm(runtime, { browser, form });
    const mine = { token, browser, memberId: 'ana' };
    expect(await findSavedForm(runtime, mine)).toEqual(form);
    expect(await findSavedForm(runtime, { ...mine, memberId: 'ben' })).toBeUndefined();
    expect(await findSavedForm(runtime, { ...mine, browser: 'b'.repeat(32) })).toBeUndefined();
    expect(await findSavedForm(runtime, { ...mine, browser: undefined })).toBeUndefined();
    expect(await findSavedForm(runtime, { ...mine, token: 'other' })).toBeUndefined();
    runtime.clock.pass(day + minute);
    expect(await findSavedForm(runtime, mine)).toBeUndefined();
    await clearUp(runtime);
    expect(await runtime.db.read.selectFrom('kept_forms').selectAll().execute()).toEqual([]);
  });

  it('fault 15: is unreadable in the database, and gone when thrown away', async () => {
    const runtime = testRuntime(await freshDatabase());
    const token = await saveForm(runtime, { browser, form: { ...form, memberId: null } });
    const rows = await runtime.db.read.selectFrom('kept_forms').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('CANARY');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await findSavedForm(runtime, { token, browser, memberId: 'ben' })).toBeDefined();
    await deleteSavedForm(runtime, { token, browser: 'b'.repeat(32) });
    expect(await findSavedForm(runtime, { token, browser, memberId: 'ben' })).toBeDefined();
    await deleteSavedForm(runtime, { token, browser });
    expect(await findSavedForm(runtime, { token, browser, memberId: 'ben' })).toBeUndefined();
  });
});
