/** Story 17: two people are asked how it goes, and only what both say alike is told. */
import type { Page } from '@playwright/test';
import { checkInClockTask } from '#domain/checkins/checkin.tasks.server.ts';
import { day } from '#lib/duration.ts';
import { cast } from '../../src/demo/cast.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { choose, press } from './keyboard.ts';
import { expect, storyServer, test, withAndWithoutScript, type StoryServer } from './fixtures.ts';

/** Ana and Ben go along, an hour every week; gives their page. */
async function weekly(server: StoryServer): Promise<string> {
  const { ana, ben } = cast;
  const { pairingId } = await addPairing(server, { mentorId: ana.id, menteeId: ben.id });
  await server.db.transact(async (tx) => {
    const { lines } = await tx
      .selectFrom('agreements')
      .select('lines')
      .where('pairing_id', '=', pairingId)
      .executeTakeFirstOrThrow();
    const rhythm = { every: 'week', minutes: 60, way: 'video' };
    await tx
      .updateTable('agreements')
      .set({ lines: JSON.stringify({ ...JSON.parse(lines), rhythm }) })
      .where('pairing_id', '=', pairingId)
      .execute();
  });
  await checkInClockTask.restart(server);
  await server.passTime(42 * day);
  return `${server.url}/pairings/${pairingId}`;
}

/** What a person is shown, less the numbers that make each form its own. */
async function shown(page: Page, address: string): Promise<string> {
  await page.goto(address);
  const html = await page.locator('main').innerHTML();
  return html.replace(/ value="[\w-]+:[^"]*"| data-live-since="[^"]*"/g, '');
}

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 17: Ana says it is too much, Ben says go on; a calmer rhythm is put forward and the answers stay private', async ({
      page,
    }) => {
      const server = await storyServer('demo');
      const pairing = await weekly(server);
      await server.signInAs(page, cast.ben.id);
      const before = await shown(page, `${pairing}/check-in`);
      const overview = await shown(page, pairing);

      await server.signInAs(page, cast.ana.id);
      await page.goto(pairing);
      await choose(page, 'This pairing feels', 'Okay');
      await choose(page, 'The rhythm is', 'Too much');
      await press(page, 'Send check-in');
      await expect(page.getByText('Thanks, that’s all.')).toBeVisible();

      await server.signInAs(page, cast.ben.id);
      expect(await shown(page, `${pairing}/check-in`)).toBe(before);
      expect(await shown(page, pairing)).toBe(overview);

      await server.signInAs(page, cast.ana.id);
      await page.goto(`${pairing}/check-in`);
      await press(page, 'Say it for me, kindly');
      await expect(page).toHaveURL(/\/agreement$/);

      await server.signInAs(page, cast.ben.id);
      expect(await shown(page, `${pairing}/check-in`)).toBe(before);
      await choose(page, 'This pairing feels', 'Good');
      await choose(page, 'The rhythm is', 'Right');
      await press(page, 'Send check-in');
      await expect(page.getByText('Thanks, that’s all.')).toBeVisible();
      await expect(page.getByText('You both said the same')).toHaveCount(0);
      const suggested = await shown(page, `${pairing}/agreement`);
      expect(suggested).not.toContain('oo much');
      const rows = await server.db.read
        .selectFrom('agreements')
        .select('suggested_by')
        .where('state', '=', 'suggested')
        .where('pairing_id', '=', pairing.split('/').at(-1) ?? '')
        .execute();
      expect(rows).toEqual([{ suggested_by: null }]);

      await server.passTime(14 * day);
      expect(await server.db.read.selectFrom('check_in_answers').select('feels').execute()).toEqual(
        [],
      );
      await page.goto(`${pairing}/check-in`);
      await expect(page.getByText(/Nothing to answer at the moment/)).toBeVisible();
      await server.stop();
    });

    test('Story 17, the other way: both say it is good and right, and both read so', async ({
      page,
    }) => {
      const server = await storyServer('demo');
      const pairing = await weekly(server);
      for (const who of [cast.ana, cast.ben]) {
        await server.signInAs(page, who.id);
        await page.goto(`${pairing}/check-in`);
        await choose(page, 'This pairing feels', 'Good');
        await choose(page, 'The rhythm is', 'Right');
        await press(page, 'Send check-in');
        await expect(page).toHaveURL(/\/check-in$/);
      }
      await expect(page.getByText('You both said the same')).toBeVisible();
      await server.signInAs(page, cast.ana.id);
      await page.goto(pairing);
      await expect(page.getByText('You both said the same')).toBeVisible();
      await server.stop();
    });
  });
}
