/** The first stories of the product, each by keyboard, with script and without. */
import type { Locator, Page } from '@playwright/test';
import { pageSize } from '#domain/directory/available-mentors.queries.server.ts';
import { cast } from '../../src/demo/cast.ts';
import { choose, follow, press, reach, tick, write } from './keyboard.ts';
import {
  expect,
  freshServer,
  storyServer,
  test,
  withAndWithoutScript,
  type StoryServer,
} from './fixtures.ts';
import { invitedBy, quietServer } from './two-people.ts';

/** Opens the newest letter to an address and follows its link. */
async function comeInByLetter(page: Page, server: StoryServer, address: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Ask an organiser for your link' })).toBeVisible();
  const link = /http\S+\/sign-in\/\S+/.exec(await server.newestLetter(address))?.[0] ?? '';
  await page.goto(link);
  await press(page, 'Sign in');
}

/** The link that the terminal shows; it is printed right after the address that a start waits for. */
async function linkInTerminal(server: StoryServer): Promise<string> {
  const link = () => /http:\S+\/welcome\/\S+(?=\n)/.exec(server.output())?.[0] ?? '';
  await expect.poll(link).not.toBe('');
  return link();
}

/** Story 1 up to the invite link. */
async function setUp(page: Page, server: StoryServer): Promise<string> {
  await page.goto(await linkInTerminal(server));
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

    test('Story 1: an organiser sets the community up from the terminal’s link and gets an invite link, without a mail server', async ({
      page,
    }) => {
      const server = await freshServer();
      const invite = await setUp(page, server);
      expect(invite).toMatch(new RegExp(`^${server.url}/join/`));
      await expect(page.getByText('Harbour Builders').first()).toBeVisible();
      // The link in the terminal works once.
      await page.context().clearCookies();
      await page.goto(await linkInTerminal(server));
      await expect(page.getByRole('textbox')).toHaveCount(0);
      await server.stop();
    });

    test('Story 2: a visitor reads what mentoring means and how many are around, without names', async ({
      page,
    }) => {
      const server = await storyServer('demo');
      await server.db.transact((tx) =>
        tx.updateTable('community').set({ list_visibility: 'members' }).execute(),
      );
      await expect(async () => {
        await page.goto(server.url);
        await expect(page.getByRole('link', { name: 'Odalys Ferrimont' })).toHaveCount(0, {
          timeout: 100,
        });
      }).toPass();
      await expect(page.getByText(/\d+ people have time/)).toBeVisible();
      await follow(page, 'How it works');
      await expect(page.getByRole('heading', { level: 1, name: /mentoring means/i })).toBeVisible();
      await follow(page, 'Who’s around');
      await expect(page).toHaveURL(/\/sign-in/);
      await server.stop();
    });

    test('Story 3: Ana joins by invite, says what she shares and wants, and sees who can see each field', async ({
      page,
    }) => {
      const server = await quietServer();
      await page.goto(await invitedBy(server));
      await write(page, /^Your e-mail/, 'ana@example.org');
      await press(page, /Send me a link/);
      await comeInByLetter(page, server, 'ana@example.org');
      await write(page, /^Your name/, 'Ana Hallgrímsson');
      await tick(page, /18 or over/);
      await tick(page, /keep to it/);
      await press(page, 'Join in');
      await expect(page).not.toHaveURL(/\/join/);
      await page.goto(`${server.url}/profile`);
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
      await server.stop();
    });

    test('Story 4: Ana ticks the box: room for two, free, replies within three days, Berlin evenings', async ({
      page,
    }) => {
      const server = await storyServer('demo');
      await server.signInAs(page, cast.ivy.id);
      await page.goto(`${server.url}/profile`);
      await tick(page, 'Available for mentoring');
      await choose(page, 'How many people at once?', '2');
      await choose(page, /How soon do you usually reply/, /3 days/);
      await choose(page, /Do you charge/, /free/);
      await choosePlace(page, 'Your time zone', 'Berlin');
      // With script the grid is one stop with arrows inside; without, every hour is a stop.
      await reach(page, javaScriptEnabled ? firstHour(page) : hourOf(page, 'Monday', 19));
      if (javaScriptEnabled) await walk(page, firstHour(page), hourOf(page, 'Monday', 19));
      await page.keyboard.press('Space');
      await expect(hourOf(page, 'Monday', 19)).toBeChecked();
      await press(page, 'Save profile');
      await expect(page.getByText(/Saved|on the list/).first()).toBeVisible();
      const offer = await server.db.read
        .selectFrom('offers')
        .selectAll()
        .where('member_id', '=', cast.ivy.id)
        .executeTakeFirstOrThrow();
      expect(offer).toMatchObject({ capacity: 2, terms: 'free', reply_days: 3 });
      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/mentors?q=Tamahori`);
      await expect(page.getByRole('link', { name: 'Ivy Tamahori' })).toBeVisible();
      await server.stop();
    });

    test('Story 5: Ben narrows the list to Go, one of two languages and two hours in common; nobody comes twice, and Cy’s order is another', async ({
      page,
    }) => {
      const server = await storyServer('demo');
      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/mentors`);
      const narrowed = async (part: string) => {
        // With script a choice is sent as it is made.
        if (!javaScriptEnabled) await press(page, 'Show people');
        await expect(page).toHaveURL(new RegExp(part));
      };
      await write(page, 'Something else', 'Go');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/skill=go/i);
      await tick(page, /^English/);
      await narrowed('language=en');
      await tick(page, /^French|^German/);
      await narrowed('language=(fr|de)');
      await choose(page, 'Your hours', /At least 2 hours/);
      await narrowed('hours=2');
      const found = await page
        .locator('main strong', { hasText: /people|person/ })
        .first()
        .textContent();
      const total = Number(/\d+/.exec(found ?? '')?.[0]);
      expect(total).toBeGreaterThan(1);
      const cards = page.getByRole('article');
      expect(await cards.count()).toBe(Math.min(pageSize, total));
      for (const card of await cards.all()) await expect(card).toContainText('Go');

      await page.goto(`${server.url}/mentors?hours=2`);
      const order = await readOrder(page);
      expect(order.length).toBeGreaterThan(pageSize);
      expect(new Set(order).size).toBe(order.length);
      await server.signInAs(page, cast.cy.id);
      await page.goto(`${server.url}/mentors?hours=2`);
      const other = await readOrder(page);
      const both = (names: string[], others: string[]) =>
        names.filter((name) => others.includes(name));
      expect(both(order, other)).not.toEqual(both(other, order));
      await server.stop();
    });
  });
}

const hourOf = (page: Page, day: string, hour: number) =>
  page.getByRole('checkbox', { name: new RegExp(`${day}.*\\b${hour}\\b`) }).first();

/** The grid's only tab stop. */
const firstHour = (page: Page) => page.locator('.week input[tabindex="0"]').first();

/** Arrows right and down until the target has the focus. */
async function walk(page: Page, from: Locator, target: Locator): Promise<void> {
  const place = (of: Locator) => of.evaluate((box) => Number((box as HTMLInputElement).value));
  const [here, there] = [await place(from), await place(target)];
  const days = Math.floor(there / 24) - Math.floor(here / 24);
  const hours = (there % 24) - (here % 24);
  for (let i = 0; i < Math.abs(days); i++)
    await page.keyboard.press(days > 0 ? 'ArrowRight' : 'ArrowLeft');
  for (let i = 0; i < Math.abs(hours); i++)
    await page.keyboard.press(hours > 0 ? 'ArrowDown' : 'ArrowUp');
  await expect(target).toBeFocused();
}

/** Types the beginning of an option, as one does in a list that has the focus. */
async function choosePlace(page: Page, label: string, name: string): Promise<void> {
  const list = page.getByLabel(label);
  await reach(page, list);
  await page.keyboard.type(name);
  await expect(list.locator('option:checked')).toContainText(name);
}

/** The names on the first two pages, by the link that shows more. */
async function readOrder(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (let turn = 0; turn < 2; turn++) {
    await page.waitForLoadState();
    names.push(...(await page.getByRole('article').getByRole('heading').allTextContents()));
    const more = page.getByRole('link', { name: /^Show .* more/ });
    if ((await more.count()) === 0) return names;
    const before = page.url();
    await follow(page, /^Show .* more/);
    await expect(page).not.toHaveURL(before);
  }
  return names;
}
