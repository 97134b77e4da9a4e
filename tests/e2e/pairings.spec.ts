/** Going along: the stories of two people, by keyboard, with script and without. */
import type { Terms } from '#domain/members/offer.ts';
import { addGoal } from '#domain/pairings/goals.commands.server.ts';
import { makeId } from '#lib/ids.ts';
import { expect, test, withAndWithoutScript } from './fixtures.ts';
import { follow, press, tick, write } from './keyboard.ts';
import {
  free,
  goingAlong,
  line,
  newMember,
  paired,
  pairingPaths,
  pick,
  quietServer,
  seenBy,
  visit,
} from './two-people.ts';

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 11: Ana and Ben edit what they agree until both say OK, and read their first chat on both clocks', async ({
      page,
    }) => {
      const server = await quietServer();
      const chatAt = Date.parse('2026-11-26T18:30:00Z');
      const { ana, ben, pairingId } = await paired(server, { chatAt });
      const path = `/pairings/${pairingId}`;

      await visit(page, { server, member: ben, path });
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

      await visit(page, { server, member: ana, path });
      await expect(page.getByText(/Ben Achterberg suggests a change/)).toBeVisible();
      await follow(page, 'Have a look');
      await follow(page, 'Suggest something else');
      await pick(page, 'How often?', 'Every 3 weeks');
      await press(page, 'Suggest it to Ben Achterberg');
      await expect(page.getByText('Ben Achterberg hasn’t said OK yet')).toBeVisible();

      await visit(page, { server, member: ben, path: `${path}/agreement` });
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

      await visit(page, { server, member: ana, path });
      await expect(page.getByText(/suggests a change/)).toHaveCount(0);
      await expect(line(page, 'What we agreed', 'Questions')).toHaveText(
        'Any time, reply within 2 days',
      );
      await server.stop();
    });

    test('Story 16: Hal raises his price, and his running pairing with Ben stays as it began', async ({
      page,
    }) => {
      const server = await quietServer();
      const terms: Terms = { ...free, kind: 'charges', amount: 3500, currency: 'EUR' };
      const { ana: hal, ben, pairingId } = await goingAlong(server, { terms });
      await server.db.transact((tx) =>
        tx
          .updateTable('offers')
          .set({ terms: 'charges', amount: 3500, currency: 'EUR' })
          .where('member_id', '=', hal.id)
          .execute(),
      );
      await visit(page, { server, member: hal, path: '/profile' });
      await write(page, /How much for an hour/, '80');
      await press(page, 'Save profile');
      await expect(page.getByText(/Saved/).first()).toBeVisible();

      await visit(page, { server, member: ben, path: `/members/${hal.id}` });
      await expect(page.getByText('€80 an hour').first()).toBeVisible();
      for (const member of [ben, hal]) {
        await visit(page, { server, member, path: `/pairings/${pairingId}` });
        await expect(line(page, 'What we agreed', 'Cost')).toHaveText('€35 an hour');
      }
      await server.stop();
    });

    test('Story 19, the hand-off: Ana hands Ben on to Eli, and what Ben chooses goes along', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const eli = await newMember(server, { name: 'Eli Barzilai-Moss', offer: {} });
      for (const words of ['Stop being scared of interfaces', 'Ask for a raise'])
        await addGoal(server, { actor: ben, pairingId, forId: ben.id, words });

      await visit(page, { server, member: ana, path: `/pairings/${pairingId}` });
      await follow(page, 'Suggest someone for Ben Achterberg');
      await write(page, 'Somebody else, by name', 'Eli');
      await press(page, 'Find');
      await expect(page.getByRole('radio', { name: /Eli Barzilai-Moss/ })).toBeChecked();
      await write(page, /^A line from you/, 'Eli knows interfaces inside out.');
      await press(page, 'Suggest it to Ben Achterberg');
      await expect(page.getByText(/You thought of Eli Barzilai-Moss/)).toBeVisible();
      // Eli hears nothing before Ben says yes.
      await visit(page, { server, member: eli, path: '/pairings' });
      await expect(page.getByText('Ben Achterberg')).toHaveCount(0);

      await visit(page, { server, member: ben, path: `/pairings/${pairingId}` });
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

      await visit(page, { server, member: eli, path: note });
      await expect(page.getByText(/A member thought you two might suit each other/)).toBeVisible();
      await expect(page.getByText('Stop being scared of interfaces')).toBeVisible();
      await expect(page.getByText('Ask for a raise')).toHaveCount(0);
      await server.stop();
    });
  });
}

test('C2: for Cy, what is between Ana and Ben is not there', async () => {
  const server = await quietServer();
  const { pairingId } = await goingAlong(server);
  const cy = await newMember(server, { name: 'Cy Lindqvist' });
  const nothing = makeId(server.clock.now(), server.random);
  for (const part of pairingPaths) {
    const theirs = await seenBy(server, { member: cy, path: `/pairings/${pairingId}${part}` });
    const missing = await seenBy(server, { member: cy, path: `/pairings/${nothing}${part}` });
    expect(theirs.status, part).toBe(404);
    expect(theirs, part).toEqual(missing);
  }
  await server.stop();
});
