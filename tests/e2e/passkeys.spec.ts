/** Signing in with a passkey, with an authenticator that the browser plays. */
import type { Page } from '@playwright/test';
import { addMember } from '#tests/factories.ts';
import { expect, test, type StoryServer } from './fixtures.ts';
import { quietServer } from './two-people.ts';

let server: StoryServer;
test.beforeAll(async () => {
  server = await quietServer();
});
test.afterAll(() => server.stop());

async function plugIn(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('Ana adds a passkey, signs out, comes back with it, renames it and removes it', async ({
  page,
}) => {
  const ana = await addMember(server, { name: 'Ana' });
  await server.signInAs(page, ana.id);
  await plugIn(page);
  await page.goto(`${server.url}/settings`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Added.')).toBeVisible();
  const name = page.getByLabel('What to call this passkey');
  await expect(name).toHaveValue('Chrome, Linux');

  await page.goto(`${server.url}/sign-out`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You’re signed out.')).toBeVisible();

  await page.goto(`${server.url}/sign-in?to=/settings`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(`${server.url}/settings`);
  await expect(page.getByText(/^Last used/).first()).toBeVisible();

  await name.fill('The laptop');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(name).toHaveValue('The laptop');
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(name).toHaveCount(0);
});

test('A12: adding a passkey asks Ben to sign in again when that was a while ago', async ({
  page,
}) => {
  const ben = await addMember(server, { name: 'Ben' });
  await server.signInAs(page, ben.id);
  const hourAgo = server.clock.now() - 60 * 60 * 1000;
  await server.db.transact((tx) =>
    tx
      .updateTable('sessions')
      .set({ created_at: hourAgo })
      .where('member_id', '=', ben.id)
      .execute(),
  );
  await plugIn(page);
  await page.goto(`${server.url}/settings`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Just to be sure it’s you' })).toBeVisible();
});

test('a passkey that was removed opens nothing, and says so kindly', async ({ page }) => {
  const cy = await addMember(server, { name: 'Cy' });
  await server.signInAs(page, cy.id);
  await plugIn(page);
  await page.goto(`${server.url}/settings`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Added.')).toBeVisible();
  await server.db.transact((tx) =>
    tx.deleteFrom('passkeys').where('member_id', '=', cy.id).execute(),
  );
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('That didn’t work this time.')).toBeVisible();
});
