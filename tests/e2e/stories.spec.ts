/** The first stories of the product, each by keyboard, with script and without. */
import type { Page } from '@playwright/test';
import { choose, follow, press, reach, tick, write } from './keyboard.ts';
import { expect, storyHouse, test, withAndWithoutScript, type StoryHouse } from './fixtures.ts';

/** Opens the newest letter to an address and follows its link into the house. */
async function comeInByLetter(page: Page, house: StoryHouse, address: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Look in your inbox' })).toBeVisible();
  const link = /http\S+\/sign-in\/\S+/.exec(await house.newestLetter(address))?.[0] ?? '';
  await page.goto(link);
  await press(page, 'Sign in');
}

/** Story 1 up to the invite link. */
async function setUp(page: Page, house: StoryHouse): Promise<string> {
  await page.goto(/http:\S+\/welcome\/\S+/.exec(house.output())?.[0] ?? '');
  await write(page, 'What’s your community called?', 'Harbour Builders');
  await write(page, /^Your name/, 'Odalys Ferrimont');
  await write(page, /^Your e-mail/, 'odalys@example.org');
  await tick(page, /at least as old/);
  await press(page, 'Open the house');
  await expect(page).toHaveURL(/\/community\/first-steps/);
  return page.getByLabel(/invite link/i).inputValue();
}

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 1: an organiser opens the house from the terminal’s link and gets an invite link, without a mail server', async ({
      page,
    }) => {
      const house = await storyHouse();
      const invite = await setUp(page, house);
      expect(invite).toMatch(new RegExp(`^${house.url}/join/`));
      await expect(page.getByText('Harbour Builders').first()).toBeVisible();
      // The link in the terminal works once.
      await page.context().clearCookies();
      await page.goto(/http:\S+\/welcome\/\S+/.exec(house.output())?.[0] ?? '');
      await expect(page.getByRole('textbox')).toHaveCount(0);
      await house.stop();
    });

    test('Story 2: a visitor reads what mentoring means and how many are around, without names', async ({
      page,
    }) => {
      const house = await storyHouse(['--demo']);
      await house.db.transact((tx) =>
        tx.updateTable('community').set({ list_visibility: 'members' }).execute(),
      );
      await expect(async () => {
        await page.goto(house.url);
        await expect(page.getByRole('link', { name: 'Odalys Ferrimont' })).toHaveCount(0, {
          timeout: 100,
        });
      }).toPass();
      await expect(page.getByText(/\d+ people have time/)).toBeVisible();
      await follow(page, 'How it works');
      await expect(page.getByRole('heading', { level: 1, name: /mentoring means/i })).toBeVisible();
      await follow(page, 'Who’s around');
      await expect(page).toHaveURL(/\/sign-in/);
      await house.stop();
    });

    test('Story 3: Ana joins by invite, says what she shares and wants, and sees who can see each field', async ({
      page,
    }) => {
      const house = await storyHouse();
      const invite = await setUp(page, house);
      await page.context().clearCookies();
      await page.goto(invite);
      await write(page, /^Your e-mail/, 'ana@example.org');
      await press(page, /Send me a link/);
      await comeInByLetter(page, house, 'ana@example.org');
      await write(page, /^Your name/, 'Ana Hallgrímsson');
      await tick(page, /18 or over/);
      await tick(page, /keep to it/);
      await press(page, 'Join in');
      await expect(page).not.toHaveURL(/\/join/);
      await page.goto(`${house.url}/profile`);
      await write(page, /something you can share/, 'Go, Testing');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await choose(page, /How confident are you with Go|^Go/, 'Confident');
      await write(page, /something you’d love to learn/, 'Rust');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await choose(page, /Rust/, 'Soon');
      expect(await page.getByText(/Members see this/).count()).toBeGreaterThan(6);
      await press(page, 'Save profile');
      await expect(page.getByText(/Saved/).first()).toBeVisible();
      await expect(
        page.getByRole('group', { name: /Go/ }).getByRole('radio', { name: 'Confident' }),
      ).toBeChecked();
      await house.stop();
    });

    test('Story 4: Ana ticks the box: room for two, free, replies within three days, Berlin evenings', async ({
      page,
    }) => {
      const house = await storyHouse(['--demo']);
      const { cast } = await import('../../src/demo/cast.ts');
      await house.signInAs(page, cast.ivy.id);
      await page.goto(`${house.url}/profile`);
      await tick(page, 'Available for mentoring');
      await choose(page, 'How many people at once?', '2');
      await choose(page, /How soon do you usually reply/, /3 days/);
      await choose(page, /Do you charge/, /free/);
      const zone = page.getByLabel('Your time zone');
      await reach(page, zone);
      await zone.selectOption('Europe/Berlin');
      for (const day of ['Monday', 'Wednesday']) {
        const hour = page.getByRole('checkbox', { name: new RegExp(`${day}.*19`) });
        if (javaScriptEnabled) await hour.focus();
        else await reach(page, hour);
        if (!(await hour.isChecked())) await page.keyboard.press('Space');
      }
      await press(page, 'Save profile');
      await expect(page.getByText(/Saved|on the list/).first()).toBeVisible();
      const offer = await house.db.read
        .selectFrom('offers')
        .selectAll()
        .where('member_id', '=', cast.ivy.id)
        .executeTakeFirstOrThrow();
      expect(offer).toMatchObject({ capacity: 2, terms: 'free', reply_days: 3 });
      await house.signInAs(page, cast.ben.id);
      await page.goto(`${house.url}/mentors?q=Tamahori`);
      await expect(page.getByRole('link', { name: 'Ivy Tamahori' })).toBeVisible();
      await house.stop();
    });
  });
}
