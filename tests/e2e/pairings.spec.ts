/** Going along and parting: the stories of two people, by keyboard, with script and without. */
import type { Page } from '@playwright/test';
import type { Terms } from '#domain/members/offers/offer.ts';
import { addGoal } from '#domain/pairings/goals/commands.server.ts';
import { answerRenewal } from '#domain/pairings/outcomes/commands.server.ts';
import { day, hour } from '#platform/clock.server.ts';
import { makeId } from '#lib/ids.ts';
import { expect, test, withAndWithoutScript } from './fixtures.ts';
import { follow, press, reach, tick, write } from './keyboard.ts';
import {
  free,
  goingAlong,
  line,
  newMember,
  paired,
  pick,
  quietHouse,
  seenBy,
  visit,
} from './two.ts';

test.setTimeout(240_000);

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 11: Ana and Ben edit what they agree until both say OK, and read their first chat on both clocks', async ({
      page,
    }) => {
      const house = await quietHouse();
      const chatAt = Date.parse('2026-11-26T18:30:00Z');
      const { ana, ben, pairingId } = await paired(house, { chatAt });
      const path = `/pairings/${pairingId}`;

      await visit(page, { house, member: ben, path });
      await expect(page.getByText('Your first chat, in 8 days')).toBeVisible();
      await expect(page.getByText('Thursday 26 November')).toBeVisible();
      const clocks = page.locator('.two-clocks > div');
      await expect(clocks.nth(0)).toContainText('You, in Lisbon');
      await expect(clocks.nth(0)).toContainText('18:30');
      await expect(clocks.nth(1)).toContainText('Ana Hallgrímsson, in Berlin');
      await expect(clocks.nth(1)).toContainText('19:30');
      await expect(line(page, 'What we agreed', 'Rhythm')).toHaveText('We’ll see');

      await follow(page, 'Suggest a change');
      await follow(page, 'Suggest a change');
      await pick(page, 'How often?', 'Every 2 weeks');
      await pick(page, 'For how long?', '45 minutes');
      await write(page, 'Where do you meet?', 'Video, cameras optional');
      await pick(page, 'How fast should questions get an answer?', 'Within 2 days');
      await press(page, 'Suggest it to Ana Hallgrímsson');
      await expect(page.getByText('Ana Hallgrímsson hasn’t said OK yet')).toBeVisible();
      await expect(line(page, 'What we agreed', 'Rhythm')).toHaveText('We’ll see');

      await visit(page, { house, member: ana, path });
      await expect(page.getByText(/Ben Achterberg suggests a change/)).toBeVisible();
      await follow(page, 'Have a look');
      await follow(page, 'Suggest something else');
      await pick(page, 'How often?', 'Every 3 weeks');
      await press(page, 'Suggest it to Ben Achterberg');
      await expect(page.getByText('Ben Achterberg hasn’t said OK yet')).toBeVisible();

      await visit(page, { house, member: ben, path: `${path}/agreement` });
      const suggested = line(page, 'Ana Hallgrímsson suggests', 'Rhythm');
      await expect(suggested).toContainText('Every 3 weeks, about 45 minutes, by video');
      await expect(suggested).toContainText('was: We’ll see');
      await press(page, 'OK, let’s do that');
      await expect(line(page, 'What we agreed', 'Rhythm')).toHaveText(
        'Every 3 weeks, about 45 minutes, by video',
      );
      await expect(
        page.getByText('You suggested this 18 November; you two went another way'),
      ).toBeVisible();

      await visit(page, { house, member: ana, path });
      await expect(page.getByText(/suggests a change/)).toHaveCount(0);
      await expect(line(page, 'What we agreed', 'Questions')).toHaveText(
        'Any time, reply within 2 days',
      );
      await house.stop();
    });

    test('Story 16: Hal raises his price, and his running pairing with Ben stays as it began', async ({
      page,
    }) => {
      const house = await quietHouse();
      const terms: Terms = { ...free, kind: 'charges', amount: 3500, currency: 'EUR' };
      const { ana: hal, ben, pairingId } = await goingAlong(house, { terms });
      await house.db.transact((tx) =>
        tx
          .updateTable('offers')
          .set({ terms: 'charges', amount: 3500, currency: 'EUR' })
          .where('member_id', '=', hal.id)
          .execute(),
      );
      await visit(page, { house, member: hal, path: '/profile' });
      await write(page, /How much for an hour/, '80');
      await press(page, 'Save profile');
      await expect(page.getByText(/Saved/).first()).toBeVisible();

      await visit(page, { house, member: ben, path: `/members/${hal.id}` });
      await expect(page.getByText('€80 an hour').first()).toBeVisible();
      for (const member of [ben, hal]) {
        await visit(page, { house, member, path: `/pairings/${pairingId}` });
        await expect(line(page, 'What we agreed', 'Cost')).toHaveText('€35 an hour');
      }
      await house.stop();
    });

    test('Story 18: on the review date Ben does not renew; both read the same neutral words, keep the archive and can thank', async ({
      page,
    }) => {
      const house = await quietHouse();
      const { ana, ben, pairingId } = await goingAlong(house);
      const path = `/pairings/${pairingId}`;
      await house.passTime(Date.parse('2027-02-04T15:00:00Z') - house.clock.now());

      await visit(page, { house, member: ana, path });
      await expect(page.getByText('Shall you two go on?')).toBeVisible();
      await press(page, 'Yes, let’s go on');
      await expect(page.getByText('You said you’d like to go on')).toBeVisible();
      await visit(page, { house, member: ben, path });
      await press(page, 'No, this was enough');
      await expect(page.getByText('You said this was enough')).toBeVisible();
      await expect(page.getByText('Only you see this. If you both say yes')).toBeVisible();
      // Ana reads nothing of it before the day, nor after.
      await visit(page, { house, member: ana, path });
      await expect(page.getByText('You said you’d like to go on')).toBeVisible();

      await house.passTime(15 * day);
      for (const [member, other] of [
        [ana, 'Ben Achterberg'],
        [ben, 'Ana Hallgrímsson'],
      ] as const) {
        await visit(page, { house, member, path });
        await expect(page.getByText(`Your pairing with ${other} has wrapped up.`)).toBeVisible();
        await expect(page.getByText('These things end, and it’s fine.')).toBeVisible();
        await expect(page.getByRole('heading', { name: 'What we agreed' })).toBeVisible();
        await follow(page, 'Messages');
        await expect(page.getByRole('textbox')).toHaveCount(0);
      }

      await page.goto(house.url + path);
      await unfold(page, 'A thank-you');
      await write(page, 'A thank-you', 'Ana made me braver about saying “I don’t know”.');
      await press(page, 'Leave the thank-you');
      await expect(page.getByRole('heading', { name: 'Your thank-you' })).toBeVisible();

      await visit(page, { house, member: ana, path: '/profile/thanks' });
      await expect(page.getByText('Only you see it')).toBeVisible();
      await press(page, /^Show on my profile/);
      await visit(page, { house, member: ben, path: `/members/${ana.id}` });
      await expect(page.getByText('Ana made me braver')).toBeVisible();
      await house.stop();
    });

    test('Story 19, the hand-off: Ana hands Ben on to Eli, and what Ben chooses goes along', async ({
      page,
    }) => {
      const house = await quietHouse();
      const { ana, ben, pairingId } = await goingAlong(house);
      const eli = await newMember(house, { name: 'Eli Barzilai-Moss', offer: {} });
      for (const words of ['Stop being scared of interfaces', 'Ask for a raise'])
        await addGoal(house, { actor: ben, pairingId, forId: ben.id, words });

      await visit(page, { house, member: ana, path: `/pairings/${pairingId}` });
      await follow(page, 'Suggest someone for Ben Achterberg');
      await write(page, 'Somebody else, by name', 'Eli');
      await press(page, 'Find');
      await expect(page.getByRole('radio', { name: /Eli Barzilai-Moss/ })).toBeChecked();
      await write(page, /^A line from you/, 'Eli knows interfaces inside out.');
      await press(page, 'Suggest it to Ben Achterberg');
      await expect(page.getByText(/You thought of Eli Barzilai-Moss/)).toBeVisible();
      // Eli hears nothing before Ben says yes.
      await visit(page, { house, member: eli, path: '/pairings' });
      await expect(page.getByText('Ben Achterberg')).toHaveCount(0);

      await visit(page, { house, member: ben, path: `/pairings/${pairingId}` });
      await expect(
        page.getByText('Ana Hallgrímsson thought you might like to talk to Eli Barzilai-Moss.'),
      ).toBeVisible();
      await follow(page, 'See more');
      await expect(page.getByText('Eli knows interfaces inside out.')).toBeVisible();
      await write(
        page,
        'Your note to Eli Barzilai-Moss',
        'I rename files with a small tool in Go and would like to understand its interfaces.',
      );
      await tick(page, 'Stop being scared of interfaces');
      await press(page, 'Send to Eli Barzilai-Moss');
      await expect(page).toHaveURL(/\/requests\//);
      const note = new URL(page.url()).pathname;

      await visit(page, { house, member: eli, path: note });
      await expect(page.getByText(/A member thought you two might suit each other/)).toBeVisible();
      await expect(page.getByText('Stop being scared of interfaces')).toBeVisible();
      await expect(page.getByText('Ask for a raise')).toHaveCount(0);
      await house.stop();
    });

    test('Ben wraps up in one step with ready-made words, or rests instead, and changes his mind about both', async ({
      page,
    }) => {
      const house = await quietHouse();
      const { ana, ben, pairingId } = await goingAlong(house);
      const path = `/pairings/${pairingId}`;
      await visit(page, { house, member: ben, path });
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
      await expect(page).toHaveURL(house.url + path);
      await expect(
        page.getByText('Your pairing with Ana Hallgrímsson has wrapped up.'),
      ).toBeVisible();
      await visit(page, { house, member: ana, path });
      await expect(
        page.getByRole('heading', { name: 'A goodbye note from Ben Achterberg' }),
      ).toBeVisible();
      await house.stop();
    });
  });
}

async function unfold(page: Page, name: string): Promise<void> {
  await reach(page, page.locator('summary', { hasText: name }).first());
  await page.keyboard.press('Enter');
}

const parts = [
  '',
  '/agreement',
  '/agreement/change',
  '/messages',
  '/contacts',
  '/goals',
  '/rest',
  '/ending',
  '/hand-off',
  '/check-in',
];

test('C2: for Cy, what is between Ana and Ben is not there', async () => {
  const house = await quietHouse();
  const { pairingId } = await goingAlong(house);
  const cy = await newMember(house, { name: 'Cy Lindqvist' });
  const nothing = makeId(house.clock.now(), house.random);
  for (const part of parts) {
    const theirs = await seenBy(house, { member: cy, path: `/pairings/${pairingId}${part}` });
    const missing = await seenBy(house, { member: cy, path: `/pairings/${nothing}${part}` });
    expect(theirs.status, part).toBe(404);
    expect(theirs, part).toEqual(missing);
  }
  await house.stop();
});

test('E6, Story 18: what Ana and Ben are shown is the same to the byte, whoever ended it or nobody', async ({
  page,
}) => {
  const house = await quietHouse();
  const anaEnds = await goingAlong(house);
  const benEnds = await goingAlong(house);
  const benIsSilent = await goingAlong(house);
  const anaSaysNo = await goingAlong(house);
  const all = [anaEnds, benEnds, benIsSilent, anaSaysNo];
  // First the question comes, then an hour before the review date all is still open.
  await house.passTime(Date.parse('2027-02-05T13:00:00Z') - house.clock.now());
  await house.passTime(13 * day);
  const { pairingId } = anaSaysNo;
  await answerRenewal(house, {
    actor: benIsSilent.ana,
    pairingId: benIsSilent.pairingId,
    says: 'yes',
  });
  await answerRenewal(house, { actor: anaSaysNo.ben, pairingId, says: 'yes' });
  await answerRenewal(house, { actor: anaSaysNo.ana, pairingId, says: 'no' });
  for (const [member, ended] of [
    [anaEnds.ana, anaEnds.pairingId],
    [benEnds.ben, benEnds.pairingId],
  ] as const) {
    await visit(page, { house, member, path: `/pairings/${ended}/ending` });
    await press(page, 'Wrap up');
    await expect(page).toHaveURL(`${house.url}/pairings/${ended}`);
    await expect(page.getByText(/has wrapped up/).first()).toBeVisible();
  }
  await house.passTime(3 * hour);
  for (const side of ['ana', 'ben'] as const) {
    const pagesOf = (two: (typeof all)[number]) => [
      ...parts.map((part) => `/pairings/${two.pairingId}${part}`),
      '/pairings',
      `/members/${two[side === 'ana' ? 'ben' : 'ana'].id}`,
    ];
    const [first = [], ...others] = await Promise.all(
      all.map(async (two) => {
        const seen = [];
        for (const path of pagesOf(two))
          seen.push(await seenBy(house, { member: two[side], path }));
        return seen;
      }),
    );
    expect(first.length).toBe(parts.length + 2);
    for (const other of others)
      for (const [place, seen] of first.entries())
        expect(other[place], `${side}: ${seen.url}`).toEqual(seen);
  }
  await house.stop();
});
