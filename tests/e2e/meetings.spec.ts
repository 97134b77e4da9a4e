/** Meetings that are right on both clocks: by keyboard, with script and without, across changes of clocks. */
import type { Page } from '@playwright/test';
import { hour, day } from '#lib/duration.ts';
import { meetingsOf } from '#domain/meetings/meetings.queries.server.ts';
import { expect, test, withAndWithoutScript, type StoryServer } from './fixtures.ts';
import { choose, follow, press, reach, write } from './keyboard.ts';
import { goingAlong, pick, quietServer, visit } from './two-people.ts';

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 11: Ana and Ben agree on a rhythm, and it is right in Lisbon and Berlin through October', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const path = `/pairings/${pairingId}/meetings`;

      await visit(page, { server, member: ben, path });
      await follow(page, 'Agree on a rhythm');
      await choose(page, 'How often?', 'Every so many weeks');
      await pick(page, 'Every how many weeks?', 'Every week');
      await pick(page, 'On which day?', 'Thursday');
      await typeInto(page, 'From when on?', '2026-11-19');
      await typeInto(page, 'At what time?', '19:30');
      await press(page, 'Show me the next six');
      const preview = page.getByRole('region', { name: 'The next six would be' });
      await expect(preview).toContainText('18:30 your time · 19:30 for Ana Hallgrímsson');
      await expect(preview).toContainText('Your clocks change together');
      await press(page, 'Suggest it to Ana Hallgrímsson');
      await expect(page).toHaveURL(/\/meetings$/);
      await expect(page.getByText('Ana Hallgrímsson hasn’t said OK yet')).toBeVisible();

      await visit(page, { server, member: ana, path });
      await expect(
        page.getByRole('heading', { name: 'Every week on Thursday at 19:30, 45 minutes' }),
      ).toBeVisible();
      await sayOk(page);
      await expect(page.getByRole('region', { name: 'Your rhythm' })).toContainText(
        'on your clock',
      );

      await visit(page, { server, member: ben, path: `/pairings/${pairingId}` });
      await expect(page.getByText('Next catch-up, tomorrow')).toBeVisible();
      await expect(page.getByText('Thursday 19 November', { exact: true })).toBeVisible();
      await expectClocks(
        page,
        ['You, in Lisbon', '18:30'],
        ['Ana Hallgrímsson, in Berlin', '19:30'],
      );
      await write(page, 'Add something to talk about', 'Why does my channel block?');
      await press(page, 'Add');
      await expect(page.getByText('Why does my channel block?')).toBeVisible();

      // Before and after the night of 31 October 2027 both walls show the same, and universal time moves.
      for (const [on, instant] of [
        ['2027-10-27T12:00:00Z', '2027-10-28T17:30:00Z'],
        ['2027-11-01T12:00:00Z', '2027-11-04T18:30:00Z'],
      ] as const) {
        await goOn(server, { pairingId, on });
        await visit(page, { server, member: ben, path: `/pairings/${pairingId}` });
        await expectClocks(page, ['You, in Lisbon', '18:30'], ['in Berlin', '19:30']);
        const [next] = await comingOf(server, { pairingId, viewerId: ana.id });
        expect(next?.at).toBe(Date.parse(instant));
      }
      await server.stop();
    });

    test('Story 11: Ana in Berlin and Shui in Sydney are told of the weeks in which their clocks part, before and in them', async ({
      page,
    }) => {
      const server = await quietServer();
      const other = { name: 'Shui Barrowmere', place: 'Sydney', time_zone: 'Australia/Sydney' };
      const { ana, ben: shui, pairingId } = await goingAlong(server, { other });
      const path = `/pairings/${pairingId}/meetings`;

      await visit(page, { server, member: ana, path: `${path}/rhythm` });
      await pick(page, 'Every how many weeks?', 'Every week');
      await pick(page, 'On which day?', 'Wednesday');
      await typeInto(page, 'From when on?', '2026-11-25');
      await typeInto(page, 'At what time?', '09:00');
      await press(page, 'Show me the next six');
      const preview = page.getByRole('region', { name: 'The next six would be' });
      await expect(preview).toContainText('09:00 your time · 19:00 for Shui Barrowmere');
      await expect(preview).toContainText('When your clocks part');
      await press(page, 'Suggest it to Shui Barrowmere');
      await expect(page).toHaveURL(/\/meetings$/);
      await visit(page, { server, member: shui, path });
      await sayOk(page);

      // In the first week of October Sydney puts its clocks forward: the last Wednesday before it warns.
      await goOn(server, { pairingId, on: '2027-09-28T12:00:00Z' });
      await visit(page, { server, member: shui, path: `/pairings/${pairingId}` });
      await expectClocks(page, ['You, in Sydney', '17:00'], ['in Berlin', '09:00']);
      await expect(page.getByText(/The clocks change in Sydney on 3 October/)).toBeVisible();
      await expect(page.getByText(/becomes 18:00 for you/)).toBeVisible();

      await server.passTime(7 * day);
      await page.goto(`${server.url}/pairings/${pairingId}`);
      await expectClocks(page, ['You, in Sydney', '18:00'], ['in Berlin', '09:00']);
      await server.stop();
    });

    test('Story 12: Ben suggests another day, Ana takes it; a missed one reads the same for both and names nobody', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const path = `/pairings/${pairingId}/meetings`;

      await visit(page, { server, member: ana, path: `${path}/new` });
      await typeInto(page, 'Day', '2026-11-20');
      await typeInto(page, 'Time, on your clock', '19:30');
      await press(page, 'Suggest to Ben Achterberg');
      await expect(page).toHaveURL(/\/meetings$/);
      await visit(page, { server, member: ben, path });
      await expect(page.getByText('18:30 your time · 19:30 for Ana Hallgrímsson')).toBeVisible();
      await sayOk(page);

      await follow(page, 'Friday 20 November');
      await expect(page).toHaveURL(oneMeeting);
      await typeInto(page, 'Day', '2026-11-21');
      await typeInto(page, 'Time, on your clock', '10:00');
      await press(page, 'Suggest this time');
      await expect(page.getByText('Ana Hallgrímsson hasn’t said OK yet')).toBeVisible();

      await visit(page, { server, member: ana, path: `/pairings/${pairingId}` });
      await expect(page.getByText(/Moving Friday 20 November to another time/)).toBeVisible();
      await follow(page, 'Have a look');
      await sayOk(page);
      await follow(page, 'Saturday 21 November');
      await expect(page).toHaveURL(oneMeeting);
      await expectClocks(page, ['You, in Berlin', '11:00'], ['in Lisbon', '10:00']);
      const meeting = new URL(page.url()).pathname;

      await server.passTime(3 * day + 2 * hour);
      await visit(page, { server, member: ben, path: meeting });
      await press(page, 'It didn’t happen');
      await expect(page.getByRole('region', { name: 'Didn’t happen' })).toBeVisible();
      const said: string[] = [];
      for (const member of [ben, ana]) {
        await visit(page, { server, member, path: meeting });
        const panel = page.getByRole('region', { name: 'Didn’t happen' });
        said.push(await panel.innerText());
        await expect(panel).not.toContainText(/Ben|Ana/);
      }
      expect(said[0]).toBe(said[1]);
      await server.stop();
    });

    test('Ana and Ben write notes at the same time and neither loses a word', async ({ page }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const path = `/pairings/${pairingId}/meetings`;
      await visit(page, { server, member: ben, path });
      await reach(page, page.locator('summary', { hasText: 'We met elsewhere' }));
      await page.keyboard.press('Enter');
      await typeInto(page, 'Which day?', '2026-11-17');
      await typeInto(page, 'At what time, on your clock?', '12:00');
      await press(page, 'Write it down');
      await follow(page, 'Tuesday 17 November');
      await expect(page).toHaveURL(oneMeeting);
      const meeting = new URL(page.url()).pathname;
      await write(page, 'What you two want to keep', 'Ben’s line.');

      const other = await page.context().browser()?.newContext({ javaScriptEnabled });
      if (other === undefined) throw new Error('There is no browser');
      const anas = await other.newPage();
      await visit(anas, { server, member: ana, path: meeting });
      await write(anas, 'What you two want to keep', 'Ana’s line.');
      await press(anas, 'Save notes');
      await expect(anas).toHaveURL(/#notes$/);
      await other.close();

      await press(page, 'Save notes');
      await expect(page.getByText(/saved something while you were writing/).first()).toBeVisible();
      await expect(page.getByText('Ana’s line.')).toBeVisible();
      const yours = page.getByLabel('Your text, not saved yet');
      await expect(yours).toHaveValue('Ben’s line.');
      await write(page, 'Your text, not saved yet', 'Ana’s line.\nBen’s line.');
      await press(page, 'Save notes');
      await expect(page).toHaveURL(/#notes$/);
      await expect(page.getByLabel('What you two want to keep', { exact: true })).toHaveValue(
        'Ana’s line.\nBen’s line.',
      );
      await server.stop();
    });
  });
}

/** Agrees to what stands there, and waits until it does no more. */
async function sayOk(page: Page): Promise<void> {
  await press(page, 'OK, let’s do that');
  await expect(page.getByRole('button', { name: 'OK, let’s do that' })).toHaveCount(0);
}

/** The page of one meeting. */
const oneMeeting = /\/meetings\/[0-9a-f-]{36}/;

/** A date or a time, typed the way its field reads it. */
async function typeInto(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).first();
  if (!(await field.isVisible())) {
    await reach(page, page.locator('summary', { hasText: 'Or type a time' }));
    await page.keyboard.press('Enter');
  }
  await reach(page, field);
  await field.fill(value);
}

async function expectClocks(
  page: Page,
  yours: readonly string[],
  theirs: readonly string[],
): Promise<void> {
  const clocks = page.locator('.two-clocks > div');
  for (const words of yours) await expect(clocks.nth(0)).toContainText(words);
  for (const words of theirs) await expect(clocks.nth(1)).toContainText(words);
}

/** Lets the year go on up to a day; the two have agreed to look at their pairing only after it. */
async function goOn(
  server: StoryServer,
  { pairingId, on }: { pairingId: string; on: string },
): Promise<void> {
  const later = Date.parse('2029-01-01T00:00:00Z');
  await server.db.transact((tx) =>
    tx.updateTable('pairings').set({ review_at: later }).where('id', '=', pairingId).execute(),
  );
  await server.passTime(Date.parse(on) - server.clock.now());
}

const comingOf = async (
  server: StoryServer,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
) => (await meetingsOf(server.db.read, { pairingId, viewerId, now: server.clock.now() })).coming;
