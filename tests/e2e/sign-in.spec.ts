/** Coming in: by a link in a letter, by an invite, by approval; and settings. Keyboard only. */
import type { Page } from '@playwright/test';
import { addMember } from '#tests/factories.ts';
import { expect, test, withAndWithoutScript, type StoryServer } from './fixtures.ts';
import { press } from './keyboard.ts';
import { invitedBy, quietServer } from './two-people.ts';

let server: StoryServer;
let invite: string;
test.beforeAll(async () => {
  server = await quietServer();
  invite = await invitedBy(server);
});
test.afterAll(() => server.stop());

/** Types into the field that a label names, reached by keyboard. */
async function type(page: Page, label: string | RegExp, text: string): Promise<void> {
  await page.getByLabel(label).focus();
  await page.keyboard.type(text);
}

async function askForLink(page: Page, address: string): Promise<void> {
  await type(page, 'Your e-mail', address);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Ask an organiser for your link' })).toBeVisible();
}

async function linkTo(address: string): Promise<string> {
  return /http\S+\/sign-in\/\S+/.exec(await server.newestLetter(address))?.[0] ?? '';
}

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Ana signs in by a link and is led where she was going', async ({ page }) => {
      const address = `ana-${javaScriptEnabled}@example.org`;
      await addMember(server, { name: 'Ana', email: address });
      await page.goto(`${server.url}/settings`);
      await expect(page.getByRole('heading', { name: 'Come on in' })).toBeVisible();
      await askForLink(page, address);
      await page.goto(await linkTo(address));
      await press(page, 'Sign in');
      await expect(page).toHaveURL(`${server.url}/settings`);
      await expect(page.getByText('You’re in. Good to see you.')).toBeVisible();
    });

    test('Ben joins by invite with a name and two ticks', async ({ page }) => {
      const address = `ben-${javaScriptEnabled}@example.org`;
      await page.goto(invite);
      await expect(page.getByText('Odalys invites you in.')).toBeVisible();
      await askForLink(page, address);
      await page.goto(await linkTo(address));
      await press(page, 'Sign in');
      await type(page, 'Your name', 'Ben Okafor');
      await page.getByLabel('I’m 18 or over').focus();
      await page.keyboard.press('Space');
      await page.getByLabel('I’ve read it and I’ll keep to it').focus();
      await page.keyboard.press('Space');
      await press(page, 'Join in');
      await expect(page).toHaveURL(`${server.url}/profile`);
      await expect(page.getByText('Welcome.')).toBeVisible();
    });

    test('Ben forgets a tick: his name is still there', async ({ page }) => {
      const address = `bo-${javaScriptEnabled}@example.org`;
      await page.goto(invite);
      await askForLink(page, address);
      await page.goto(await linkTo(address));
      await press(page, 'Sign in');
      await type(page, 'Your name', 'Bo');
      await press(page, 'Join in');
      await expect(page).toHaveTitle(/^Problem: /);
      await expect(page.getByLabel('Your name')).toHaveValue('Bo');
      await expect(page.getByRole('link', { name: /people of 18 or over/ })).toBeVisible();
    });
  });
}

test('A4: another browser is told who asked and when, and asks for the code', async ({
  page,
  browser,
}) => {
  await addMember(server, { name: 'Cleo', email: 'cleo@example.org' });
  await page.goto(`${server.url}/sign-in?to=/settings`);
  await askForLink(page, 'cleo@example.org');
  const code = await page.locator('.confirm-code').innerText();
  const elsewhere = await browser.newPage();
  await elsewhere.goto(await linkTo('cleo@example.org'));
  await expect(elsewhere.getByText(/asked for .*minute.*, from Chrome, Linux/)).toBeVisible();
  await type(elsewhere, 'The code', 'AAAAAA');
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere).toHaveTitle(/^Problem: /);
  await type(elsewhere, 'The code', code.toLowerCase());
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere.getByText('You’re in. Good to see you.')).toBeVisible();
  await elsewhere.close();
});

test('A3: five looks at a link leave it good for one sign-in, B2: which sign-out ends', async ({
  page,
}) => {
  await addMember(server, { name: 'Dee', email: 'dee@example.org' });
  await page.goto(`${server.url}/sign-in?to=/settings`);
  await askForLink(page, 'dee@example.org');
  const link = await linkTo('dee@example.org');
  for (let look = 0; look < 5; look++) await page.goto(link);
  expect((await page.request.head(link)).status()).toBe(200);
  await press(page, 'Sign in');
  await expect(page.getByText('You’re in. Good to see you.')).toBeVisible();
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === 'bothways-session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'That link is spent' })).toBeVisible();
  await page.goto(`${server.url}/sign-out`);
  await press(page, 'Sign out');
  await page.context().addCookies(cookies);
  await page.goto(`${server.url}/settings`);
  await expect(page.getByRole('heading', { name: 'Come on in' })).toBeVisible();
});

test('Eli sees both devices he is signed in on and ends the other one', async ({
  page,
  browser,
}) => {
  const eli = await addMember(server, { name: 'Eli' });
  await server.signInAs(page, eli.id);
  const phone = await browser.newPage();
  await server.signInAs(phone, eli.id);
  await phone.goto(`${server.url}/settings`);
  await expect(phone.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.goto(`${server.url}/settings`);
  await page.getByRole('button', { name: /^End it/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('That device is signed out.')).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('heading', { name: 'Come on in' })).toBeVisible();
  await phone.close();
});

test('A11: Fay moves to another address when both mailboxes have said yes', async ({ page }) => {
  const fay = await addMember(server, { name: 'Fay', email: 'fay@example.org' });
  await server.signInAs(page, fay.id);
  await page.goto(`${server.url}/settings/email`);
  await type(page, 'Your new e-mail', 'fay@new.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Look in both mailboxes' })).toBeVisible();
  await page.goto(await linkTo('fay@new.example'));
  await press(page, 'Yes, that’s right');
  await expect(page.getByRole('heading', { name: 'One down' })).toBeVisible();
  await page.goto(await linkTo('fay@example.org'));
  await press(page, 'Yes, that’s right');
  await expect(page.getByRole('heading', { name: 'All moved' })).toBeVisible();
  await page.goto(`${server.url}/settings`);
  await expect(page.getByText('fay@new.example')).toBeVisible();
});

test('Gus reads in German and in the dark, everywhere he signs in', async ({ page }) => {
  const gus = await addMember(server, { name: 'Gus' });
  await server.signInAs(page, gus.id);
  await page.goto(`${server.url}/settings`);
  await page.getByLabel('Deutsch', { exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Dark').focus();
  await page.keyboard.press('Space');
  await press(page, 'Save');
  await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});
