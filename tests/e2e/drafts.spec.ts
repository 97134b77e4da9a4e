/** A note that takes its time: kept while it is written, through a lost network and an ended session. */
import { inAct } from '#platform/act.server.ts';
import type { Page } from '@playwright/test';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { addMember } from '#tests/factories.ts';
import { expect, test, type StoryServer } from './fixtures.ts';
import { quietServer } from './two-people.ts';

let server: StoryServer;
let odalys: Viewer;
test.beforeAll(async () => {
  server = await quietServer();
  odalys = await addMember(server, { name: 'Odalys', offer: { capacity: 9 } });
  await inAct(server, (act) => relist(act, { memberId: odalys.id }));
});
test.afterAll(() => server.stop());

const words = 'I am writing a small parser and would like to understand why it breaks.';
const question = 'What are you working on';
const kept = 'We kept what you’d written.';

async function openNote(page: Page, name: string): Promise<Viewer> {
  const writer = await addMember(server, { name, email: `${name}${Math.random()}@example.org` });
  await server.signInAs(page, writer.id);
  await page.goto(`${server.url}/members/${odalys.id}/note`);
  return writer;
}

async function type(page: Page, text: string): Promise<void> {
  await page.getByLabel(question).focus();
  await page.keyboard.type(text);
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

const bodiesOf = async (memberId: string) =>
  (
    await server.db.read
      .selectFrom('drafts')
      .select('body')
      .where('member_id', '=', memberId)
      .execute()
  ).map((row) => row.body);

test('fault 14: Ana loses the network while typing; what she wrote is saved once it is back', async ({
  page,
  context,
}) => {
  const ana = await openNote(page, 'Ana');
  let saves = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/drafts')) saves += 1;
  });
  await type(page, words);
  const status = page.locator('[data-draft-status]');
  await expect(status).toHaveText('Saved.');
  expect(saves).toBe(1);

  await context.setOffline(true);
  await type(page, ' It is for our newsletter.');
  await expect(status).toHaveText('You’re offline. We’ll save it when you’re back.');
  await press(page, 'Send to Odalys');
  await expect(page.getByText('You’re offline at the moment.')).toBeVisible();
  await page.waitForTimeout(2500);
  expect(saves).toBe(1);
  expect((await bodiesOf(ana.id))[0]).not.toContain('newsletter');

  await context.setOffline(false);
  await expect(status).toHaveText('Saved.');
  await page.waitForTimeout(2000);
  expect(saves).toBe(2);
  expect((await bodiesOf(ana.id))[0]).toContain('newsletter');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);

  await page.reload();
  await expect(page.getByText(kept)).toBeVisible();
  await expect(page.getByLabel(question)).toHaveValue(/newsletter/);
});

test('Ben leaves in the middle of a word, comes back to it, and starts over', async ({ page }) => {
  await openNote(page, 'Ben');
  await type(page, words);
  // No second passes: leaving is what saves it.
  await page.goto(`${server.url}/members/${odalys.id}`);
  await page.goto(`${server.url}/members/${odalys.id}/note`);
  await expect(page.getByText(kept)).toBeVisible();
  await expect(page.getByLabel(question)).toHaveValue(words);
  await press(page, 'Start over');
  await expect(page.getByLabel(question)).toHaveValue('');
  await expect(page.getByText(kept)).toBeHidden();
});

test('Cy sends what was saved, and it doesn’t come back as a draft', async ({ page }) => {
  const cy = await openNote(page, 'Cy');
  await type(page, words);
  await expect(page.locator('[data-draft-status]')).toHaveText('Saved.');
  await type(page, ' More, and at once:');
  await press(page, 'Send to Odalys');
  await expect(page).toHaveURL(/\/requests\//);
  await page.waitForTimeout(1500);
  expect(await bodiesOf(cy.id)).toEqual([]);
});

test('fault 15: Dee’s session ends while she types; after signing in her words are there', async ({
  page,
}) => {
  const dee = await openNote(page, 'Dee');
  await type(page, words);
  await server.db.transact((tx) =>
    tx.deleteFrom('sessions').where('member_id', '=', dee.id).execute(),
  );
  await type(page, ' And one line more.');
  await expect(page.locator('[data-draft-status]')).toContainText('You’ve been signed out.');
  await press(page, 'Send to Odalys');
  await expect(page.getByText('What you typed is kept')).toBeVisible();
  const to = new URL(page.url()).searchParams.get('to') ?? '';
  await server.signInAs(page, dee.id);
  await page.goto(server.url + to);
  await expect(page.getByRole('heading', { name: 'Your words are here' })).toBeVisible();
  await expect(page.getByLabel('What you wrote')).toHaveValue(/parser.*And one line more\.$/s);
  await press(page, 'Send it now');
  await expect(page).toHaveURL(/\/requests\//);
  await expect(page.getByText('And one line more.')).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('Eli saves a note for later, and finds it again', async ({ page }) => {
    await openNote(page, 'Eli');
    await type(page, words);
    await press(page, 'Save for later');
    await expect(page.getByText(kept)).toBeVisible();
    await expect(page.getByLabel(question)).toHaveValue(words);
    await press(page, 'Start over');
    await expect(page.getByLabel(question)).toHaveValue('');
  });
});
