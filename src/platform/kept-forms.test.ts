import { expect, it } from 'vitest';
import { minute, day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime } from '#tests/runtime.ts';
import { clearUp } from './housekeeping.server.ts';
import { dropKeptForm, findKeptForm, keepForm, type TypedForm } from './kept-forms.server.ts';

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
    const token = await keepForm(runtime, { browser, form });
    const mine = { token, browser, memberId: 'ana' };
    expect(await findKeptForm(runtime, mine)).toEqual(form);
    expect(await findKeptForm(runtime, { ...mine, memberId: 'ben' })).toBeUndefined();
    expect(await findKeptForm(runtime, { ...mine, browser: 'b'.repeat(32) })).toBeUndefined();
    expect(await findKeptForm(runtime, { ...mine, browser: undefined })).toBeUndefined();
    expect(await findKeptForm(runtime, { ...mine, token: 'other' })).toBeUndefined();
    runtime.clock.pass(day + minute);
    expect(await findKeptForm(runtime, mine)).toBeUndefined();
    await clearUp(runtime);
    expect(await runtime.db.read.selectFrom('kept_forms').selectAll().execute()).toEqual([]);
  });

  it('fault 15: is unreadable in the database, and gone when thrown away', async () => {
    const runtime = testRuntime(await freshDatabase());
    const token = await keepForm(runtime, { browser, form: { ...form, memberId: null } });
    const rows = await runtime.db.read.selectFrom('kept_forms').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('CANARY');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await findKeptForm(runtime, { token, browser, memberId: 'ben' })).toBeDefined();
    await dropKeptForm(runtime, { token, browser: 'b'.repeat(32) });
    expect(await findKeptForm(runtime, { token, browser, memberId: 'ben' })).toBeDefined();
    await dropKeptForm(runtime, { token, browser });
    expect(await findKeptForm(runtime, { token, browser, memberId: 'ben' })).toBeUndefined();
  });
});
