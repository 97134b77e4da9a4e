/** Parting, or resting instead: the stories of two people, by keyboard, with script and without. */
import type { Page } from '@playwright/test';
import { hour, day } from '#lib/duration.ts';
import { answerRenewal } from '#domain/pairings/private-answers.commands.server.ts';
import { expect, test, withAndWithoutScript } from './fixtures.ts';
import { follow, press, reach, write } from './keyboard.ts';
import { goingAlong, pairingPaths, quietServer, seenBy, visit } from './two-people.ts';

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 18: on the review date Ben does not renew; both read the same neutral words, keep the archive and can thank', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const path = `/pairings/${pairingId}`;
      await server.passTime(Date.parse('2027-02-04T15:00:00Z') - server.clock.now());

      await visit(page, { server, member: ana, path });
      await expect(page.getByText('Shall you two go on?')).toBeVisible();
      await press(page, 'Yes, let’s go on');
      await expect(page.getByText('You said you’d like to go on')).toBeVisible();
      await visit(page, { server, member: ben, path });
      await press(page, 'No, this was enough');
      await expect(page.getByText('You said this was enough')).toBeVisible();
      await expect(page.getByText('Only you see this. If you both say yes')).toBeVisible();
      // Ana reads nothing of it before the day, nor after.
      await visit(page, { server, member: ana, path });
      await expect(page.getByText('You said you’d like to go on')).toBeVisible();

      await server.passTime(15 * day);
      for (const [member, other] of [
        [ana, 'Ben Achterberg'],
        [ben, 'Ana Hallgrímsson'],
      ] as const) {
        await visit(page, { server, member, path });
        await expect(page.getByText(`Your pairing with ${other} has wrapped up.`)).toBeVisible();
        await expect(page.getByText('These things end, and it’s fine.')).toBeVisible();
        await expect(page.getByRole('heading', { name: 'What we agreed' })).toBeVisible();
        await follow(page, 'Messages');
        await expect(page.getByRole('textbox')).toHaveCount(0);
      }

      await page.goto(server.url + path);
      await unfold(page, 'A thank-you');
      await write(page, 'A thank-you', 'Ana made me braver about saying “I don’t know”.');
      await press(page, 'Leave the thank-you');
      await expect(page.getByRole('heading', { name: 'Your thank-you' })).toBeVisible();

      await visit(page, { server, member: ana, path: '/profile/thanks' });
      await expect(page.getByText('Only you see it')).toBeVisible();
      await press(page, /^Show on my profile/);
      await visit(page, { server, member: ben, path: `/members/${ana.id}` });
      await expect(page.getByText('Ana made me braver')).toBeVisible();
      await server.stop();
    });

    test('Ben wraps up in one step with ready-made words, or rests instead, and changes his mind about both', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const path = `/pairings/${pairingId}`;
      await visit(page, { server, member: ben, path });
      await follow(page, 'Take a break');
      await press(page, 'Rest for a month');
      await expect(page.getByText('Resting until 18 December')).toBeVisible();
      await press(page, 'Wake it now');
      await expect(page.getByText('You two are going along')).toBeVisible();

      await follow(page, 'Wrap up');
      const busy = page.getByRole('radio', { name: 'Life got busy' });
      await reach(page, page.getByRole('radio', { name: 'We did what we set out to do' }));
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await expect(busy).toBeChecked();
      if (!javaScriptEnabled) await press(page, 'Use these words');
      await expect(page.getByLabel('A goodbye note, if you like')).toHaveValue(
        /^Life has got busy/,
      );
      await press(page, 'Wrap up');
      await expect(page).toHaveURL(server.url + path);
      await expect(
        page.getByText('Your pairing with Ana Hallgrímsson has wrapped up.'),
      ).toBeVisible();
      await visit(page, { server, member: ana, path });
      await expect(
        page.getByRole('heading', { name: 'A goodbye note from Ben Achterberg' }),
      ).toBeVisible();
      await server.stop();
    });
  });
}

async function unfold(page: Page, name: string): Promise<void> {
  await reach(page, page.locator('summary', { hasText: name }).first());
  await page.keyboard.press('Enter');
}

test('E6, Story 18: what Ana and Ben are shown is the same to the byte, whoever ended it or nobody', async ({
  page,
}) => {
  const server = await quietServer();
  const anaEnds = await goingAlong(server);
  const benEnds = await goingAlong(server);
  const benIsSilent = await goingAlong(server);
  const anaSaysNo = await goingAlong(server);
  const all = [anaEnds, benEnds, benIsSilent, anaSaysNo];
  // First the question comes, then an hour before the review date all is still open.
  await server.passTime(Date.parse('2027-02-05T13:00:00Z') - server.clock.now());
  await server.passTime(13 * day);
  const { pairingId } = anaSaysNo;
  await answerRenewal(server, {
    actor: benIsSilent.ana,
    pairingId: benIsSilent.pairingId,
    says: 'yes',
  });
  await answerRenewal(server, { actor: anaSaysNo.ben, pairingId, says: 'yes' });
  await answerRenewal(server, { actor: anaSaysNo.ana, pairingId, says: 'no' });
  for (const [member, ended] of [
    [anaEnds.ana, anaEnds.pairingId],
    [benEnds.ben, benEnds.pairingId],
  ] as const) {
    await visit(page, { server, member, path: `/pairings/${ended}/ending` });
    await press(page, 'Wrap up');
    await expect(page).toHaveURL(`${server.url}/pairings/${ended}`);
    await expect(page.getByText(/has wrapped up/).first()).toBeVisible();
  }
  await server.passTime(3 * hour);
  for (const side of ['ana', 'ben'] as const) {
    const pagesOf = (two: (typeof all)[number]) => [
      ...pairingPaths.map((part) => `/pairings/${two.pairingId}${part}`),
      '/pairings',
      `/members/${two[side === 'ana' ? 'ben' : 'ana'].id}`,
    ];
    const [first = [], ...others] = await Promise.all(
      all.map(async (two) => {
        const seen = [];
        for (const path of pagesOf(two))
          seen.push(await seenBy(server, { member: two[side], path }));
        return seen;
      }),
    );
    expect(first.length).toBe(pairingPaths.length + 2);
    for (const other of others)
      for (const [place, seen] of first.entries())
        expect(other[place], `${side}: ${seen.url}`).toEqual(seen);
  }
  await server.stop();
});
