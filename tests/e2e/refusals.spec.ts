/** A note that leads nowhere, and where its words go on: by keyboard, with script and without. */
import { day } from '#lib/duration.ts';
import { cast } from '../../src/demo/cast.ts';
import { expect, test, withAndWithoutScript } from './fixtures.ts';
import { choose, follow, press, reach } from './keyboard.ts';
import { heading, quietGuild, reply, sameWords, words, wrote } from './quiet-community.ts';

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 9: Dee never answers: one reminder, the note closes by itself, Ben’s words go on, Dee’s tick becomes “still around?”', async ({
      page,
    }) => {
      const server = await quietGuild();
      const requestId = await wrote(server, { from: 'ben', to: 'dee' });
      await wrote(server, { from: 'cy', to: 'dee' });
      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/requests/${requestId}`);
      await expect(page.getByText(/if it’s quiet, we remind Dee/)).toBeVisible();
      await server.passTime(6 * day + 60_000);
      await page.goto(`${server.url}/requests/${requestId}`);
      await expect(page.getByText('We’ve reminded Dee Marchetti-Rao once')).toBeVisible();
      await server.passTime(day);
      await page.goto(`${server.url}/pairings`);
      await follow(page, 'Dee Marchetti-Rao');
      await expect(heading(page, 'Dee Marchetti-Rao hasn’t had a chance to reply')).toBeVisible();
      await reach(page, sameWords(page).first());
      await page.keyboard.press('Enter');
      await expect(heading(page, /^Your note to/)).toBeVisible();
      await expect(page.getByText(words)).toBeVisible();

      await server.signInAs(page, cast.dee.id);
      await page.goto(`${server.url}/pairings`);
      await press(page, 'I’m still around');
      await expect(page.getByText(/People can write to you/)).toBeVisible();
      await server.stop();
    });

    test('Story 10: a kind no; Ben sees three who fit, and nothing is counted against anyone', async ({
      page,
    }) => {
      const server = await quietGuild();
      const requestId = await wrote(server, { from: 'ben', to: 'ana' });
      await server.signInAs(page, cast.ana.id);
      await page.goto(`${server.url}/requests/${requestId}`);
      await choose(page, reply, /Not right now/);
      await press(page, 'Send my answer');
      await expect(page.getByText(/Nothing more to do/)).toBeVisible();

      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/requests/${requestId}`);
      await expect(heading(page, 'Ana Hallgrímsson can’t right now')).toBeVisible();
      await expect(page.getByText(/That’s about time, not about you/)).toBeVisible();
      await expect(page.getByText(/I’d rather say no than do it badly/)).toBeVisible();
      await expect(sameWords(page)).toHaveCount(3);
      await expect(page.getByText(/^Shares Go/).first()).toBeVisible();
      await expect(page.getByRole('button', { name: /Send Ana/ })).toHaveCount(0);
      await reach(page, sameWords(page).first());
      await page.keyboard.press('Enter');
      await expect(heading(page, /^Your note to/)).toBeVisible();
      await expect(page.getByText(words)).toBeVisible();
      await server.stop();
    });
  });
}
