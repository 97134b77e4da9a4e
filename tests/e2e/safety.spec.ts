/** Story 19, its second half: a report that goes around an organiser, and a block that says nothing. */
import type { Page } from '@playwright/test';
import { makeId } from '#lib/ids.ts';
import { cast } from '../../src/demo/cast.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { choose, follow, press, tick, write } from './keyboard.ts';
import { expect, storyServer, test, withAndWithoutScript, type StoryServer } from './fixtures.ts';

const nobody = '01900000-0000-7000-8000-00000000ffff';
const unkind = 'Nobody wants to hear about your Vue widgets.';

/** Mirela, an organiser, mentors Ivy and has written something unkind; gives their thread. */
async function unkindThread(server: StoryServer): Promise<string> {
  const { ivy, mirela } = cast;
  const { pairingId, conversationId } = await addPairing(server, {
    mentorId: mirela.id,
    menteeId: ivy.id,
  });
  const now = server.clock.now();
  await server.db.transact((tx) =>
    tx
      .insertInto('messages')
      .values({
        id: makeId(now, server.random),
        conversation_id: conversationId,
        from_id: mirela.id,
        body: unkind,
        written_at: now,
      })
      .execute(),
  );
  return `${server.url}/pairings/${pairingId}/messages`;
}

/** How an address answers, less what differs with every visit. */
async function answerOf(page: Page, address: string): Promise<[number | undefined, string]> {
  const answer = await page.goto(address);
  return [answer?.status(), await page.locator('main').innerText()];
}

/** The address of a report, from the letter about it. */
async function reportIn(server: StoryServer, letterTo: string): Promise<string> {
  const letter = await server.newestLetter(letterTo);
  expect(letter).not.toMatch(/Ivy|Mirela|Vue/);
  return /http\S+\/community\/reports\/\S+/.exec(letter)?.[0] ?? '';
}

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 19: Ivy reports a message by Mirela, who runs the community; Pilar reads it, Mirela never does, and the block is silent', async ({
      page,
    }) => {
      const server = await storyServer('demo');
      const { ivy, mirela, pilar } = cast;
      const thread = await unkindThread(server);

      await server.signInAs(page, ivy.id);
      await page.goto(thread);
      await page.getByText(unkind).waitFor();
      await follow(page, /^Report/);
      await expect(page.getByText(/Pilar Stonebridge.* can read it/)).toBeVisible();
      await expect(page.getByText(/Mirela Dunaforte isn’t told/)).toBeVisible();
      await choose(page, 'What’s off?', /^Unkind/);
      await write(page, /Anything that helps/, 'I had only asked how she tests.');
      await tick(page, /messages around it/);
      await tick(page, 'Block Mirela Dunaforte as well');
      await press(page, 'Send to the organisers');
      await expect(page).toHaveURL(/\/settings\/blocks$/);
      await expect(page.getByRole('button', { name: 'Unblock Mirela Dunaforte' })).toBeVisible();

      // E3: to each other they are as if they never had been.
      expect(await answerOf(page, `${server.url}/members/${mirela.id}`)).toEqual(
        await answerOf(page, `${server.url}/members/${nobody}`),
      );
      const report = await reportIn(server, pilar.email);

      await server.signInAs(page, mirela.id);
      expect(await answerOf(page, `${server.url}/members/${ivy.id}`)).toEqual(
        await answerOf(page, `${server.url}/members/${nobody}`),
      );
      expect((await answerOf(page, report))[0]).toBe(404);
      await page.goto(`${server.url}/community/mailbox`);
      await expect(page.getByText(/look at something/)).toHaveCount(0);

      await server.signInAs(page, pilar.id);
      await page.goto(report);
      await expect(page.getByText(unkind)).toHaveCount(0);
      await press(page, 'Open the report');
      await expect(page.getByText(unkind)).toBeVisible();
      await expect(page.getByText('I had only asked how she tests.')).toBeVisible();
      await expect(page.getByText(/Ivy/)).toHaveCount(0);
      await page.goto(`${server.url}/community/acts`);
      await expect(page.getByText('opened a report').first()).toBeVisible();

      await server.signInAs(page, mirela.id);
      await page.goto(`${server.url}/community/acts`);
      await expect(page.getByText('opened a report')).toHaveCount(0);
      await server.stop();
    });

    test('Ivy blocks Hal from his page in two clicks, finds him nowhere, and takes it back', async ({
      page,
    }) => {
      const server = await storyServer('demo');
      const { ivy, hal } = cast;
      await server.signInAs(page, ivy.id);
      await page.goto(`${server.url}/members/${hal.id}`);
      await follow(page, `Block ${hal.name}`);
      await expect(page.getByText('They aren’t told.')).toBeVisible();
      await press(page, `Block ${hal.name}`);
      await expect(page).toHaveURL(/\/settings\/blocks$/);
      await page.goto(`${server.url}/mentors?q=${encodeURIComponent(hal.name)}`);
      await expect(page.getByRole('article').filter({ hasText: hal.name })).toHaveCount(0);
      await server.signInAs(page, hal.id);
      expect(await answerOf(page, `${server.url}/members/${ivy.id}`)).toEqual(
        await answerOf(page, `${server.url}/members/${nobody}`),
      );
      await server.signInAs(page, ivy.id);
      await page.goto(`${server.url}/settings/blocks`);
      await press(page, /^Unblock/);
      await expect(page.getByText('You haven’t blocked anyone.')).toBeVisible();
      expect((await answerOf(page, `${server.url}/members/${hal.id}`))[0]).toBe(200);
      await server.stop();
    });
  });
}
