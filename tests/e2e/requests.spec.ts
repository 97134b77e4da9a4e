/** From a note to an answer: the stories of getting in touch, by keyboard, with script and without. */
import type { Browser, Page } from '@playwright/test';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import { acceptRequest } from '#domain/requests/answer-note.commands.server.ts';
import { inAct } from '#platform/act.server.ts';
import { cast, type CastName } from '../../src/demo/cast.ts';
import { expect, test, withAndWithoutScript, type StoryServer } from './fixtures.ts';
import { choose, follow, press, reach, tick, write } from './keyboard.ts';
import { as, heading, quietGuild, reply, words, wrote } from './quiet-community.ts';

/** Gives somebody room for so many people at once. */
const giveRoom = (server: StoryServer, name: CastName, capacity: number) =>
  inAct(server, async (act) => {
    const memberId = cast[name].id;
    await act.tx
      .updateTable('offers')
      .set({ capacity })
      .where('member_id', '=', memberId)
      .execute();
    await relist(act, { memberId });
  });

for (const { title, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled });

    test('Story 6: Ben writes to Ana, is helped to say what he is after, and a sixth open note is refused kindly', async ({
      page,
    }) => {
      const server = await quietGuild();
      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/members/${cast.ana.id}`);
      await follow(page, 'Write to Ana Hallgrímsson');
      await expect(heading(page, 'Write to Ana Hallgrímsson')).toBeVisible();
      await expect(page.getByText('Ana Hallgrímsson doesn’t charge.')).toBeVisible();
      await expect(page.getByText(/If it’s quiet for 3 days, we remind/)).toBeVisible();
      await expect(page.getByText(/your time/).first()).toBeVisible();

      await write(page, 'What are you working on at the moment?', 'Hi there');
      await press(page, 'Send to Ana Hallgrímsson');
      await expect(page).toHaveTitle(/^Problem: /);
      await expect(page.getByText('Write a line or two').first()).toBeVisible();
      await tick(page, 'Go');
      await tick(page, 'Testing');
      await write(page, 'What are you working on at the moment?', words);
      await write(page, /Anything you could share back/, 'A bit of Python, if that helps.');
      await choose(page, 'How would you like to start?', /Questions only/);
      await press(page, 'Send to Ana Hallgrímsson');
      await expect(page).toHaveURL(/\/requests\/[\w-]+$/);
      await expect(heading(page, 'Your note to Ana Hallgrímsson')).toBeVisible();
      await expect(page.getByText(/usually replies in about 3 days/)).toBeVisible();
      await expect(page.getByText(words)).toBeVisible();

      for (const to of ['dee', 'eli', 'gus', 'hal'] as const)
        await wrote(server, { from: 'ben', to });
      await page.goto(`${server.url}/members/${cast.fay.id}/note`);
      await expect(page.getByText(/as many notes open as go out at once/)).toBeVisible();
      await expect(page.getByRole('button', { name: /^Send to/ })).toHaveCount(0);
      await follow(page, 'Your open notes');
      await expect(heading(page, 'Your pairings')).toBeVisible();
      await follow(page, 'Gus Ravndal');
      await press(page, 'Take the note back');
      await expect(heading(page, 'You took this note back')).toBeVisible();
      await page.goto(`${server.url}/members/${cast.fay.id}/note`);
      await expect(page.getByRole('button', { name: /^Send to/ })).toBeVisible();
      await server.stop();
    });

    test('Story 7: Ana asks something first, then says yes, and is asked whether to take more people', async ({
      page,
    }) => {
      const server = await quietGuild();
      // Thursday 26 November 2026, 18:30 in Lisbon.
      const times = [Date.UTC(2026, 10, 26, 18, 30)];
      const requestId = await wrote(server, { from: 'ben', to: 'ana', note: { times } });
      await server.signInAs(page, cast.ana.id);
      await page.goto(`${server.url}/pairings`);
      await follow(page, 'Read the note');
      await expect(heading(page, 'A note from Ben Achterberg')).toBeVisible();
      await choose(page, reply, /Maybe, a question first/);
      await press(page, 'Send my answer');
      await expect(page.getByText('Write what you’d like to ask').first()).toBeVisible();
      await write(page, 'Your question', 'Which version of Go is it?');
      await press(page, 'Send my answer');
      await expect(page.getByText('Which version of Go is it?')).toBeVisible();

      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/requests/${requestId}`);
      await expect(page.getByText('Which version of Go is it?')).toBeVisible();
      await write(page, 'Your answer', 'The newest, and `go vet` is quiet.');
      await press(page, 'Send to Ana Hallgrímsson');
      await expect(page.getByText('The newest, and')).toBeVisible();

      await server.signInAs(page, cast.ana.id);
      await page.goto(`${server.url}/requests/${requestId}?answer=yes`);
      await expect(page.getByText('The newest, and')).toBeVisible();
      await expect(page.getByText('18:30 for Ben Achterberg')).toBeVisible();
      await choose(page, 'A time for the first chat', /26 Nov/);
      await press(page, 'Send my answer');
      await expect(page.getByRole('heading', { name: 'Take more people?' })).toBeVisible();
      await press(page, 'Not for now');
      await expect(page).toHaveURL(/\/pairings\/[\w-]+$/);
      const offer = await server.db.read
        .selectFrom('offers')
        .select(['available_at', 'held'])
        .where('member_id', '=', cast.ana.id)
        .executeTakeFirstOrThrow();
      expect(offer).toEqual({ available_at: null, held: 1 });
      const pairing = await server.db.read
        .selectFrom('pairings')
        .select(['state', 'chat_at'])
        .executeTakeFirstOrThrow();
      expect(pairing).toEqual({ state: 'trying_out', chat_at: times[0] });
      await server.stop();
    });

    test('Story 8: Ana says yes to Ben and to Cy in the same moment with one place left: one pairing, the other first in line', async ({
      page,
      browser,
    }) => {
      const server = await quietGuild();
      await giveRoom(server, 'ana', 1);
      const notes = [
        await wrote(server, { from: 'ben', to: 'ana' }),
        await wrote(server, { from: 'cy', to: 'ana' }),
      ];
      const second = await anotherPage(browser, javaScriptEnabled);
      const pages = [page, second];
      for (const [place, each] of pages.entries()) {
        await server.signInAs(each, cast.ana.id);
        await each.goto(`${server.url}/requests/${notes[place] ?? ''}?answer=yes`);
        await reach(each, each.getByRole('button', { name: 'Send my answer', exact: true }));
      }
      await Promise.all(pages.map((each) => each.keyboard.press('Enter')));
      for (const each of pages) await expect(each).toHaveURL(/\?more/);
      const pairings = await server.db.read.selectFrom('pairings').select('id').execute();
      const waiting = await server.db.read
        .selectFrom('waiting_places')
        .select(['state', 'promised'])
        .execute();
      expect(pairings).toHaveLength(1);
      expect(waiting).toEqual([{ state: 'waiting', promised: 1 }]);

      const seen: string[] = [];
      for (const [place, name] of (['ben', 'cy'] as const).entries()) {
        await server.signInAs(page, cast[name].id);
        await page.goto(`${server.url}/requests/${notes[place] ?? ''}`);
        await expect(heading(page, 'Ana Hallgrímsson said yes')).toBeVisible();
        seen.push(...(await page.locator('.lead').allTextContents()));
        if ((await page.getByText('first place in line').count()) === 0) continue;
        await follow(page, 'See where you are');
        await expect(page.getByText(/You’re next\./)).toBeVisible();
      }
      expect(seen.filter((text) => text.includes('first place in line'))).toHaveLength(1);
      await second.context().close();
      await server.stop();
    });

    test('Story 16: Hal’s terms are there before contact, and a raised price leaves his running pairing alone', async ({
      page,
    }) => {
      const server = await quietGuild();
      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/members/${cast.hal.id}`);
      await expect(page.getByText('£45 an hour, first chat free').first()).toBeVisible();
      await follow(page, 'Write to Hal Worthingham');
      await expect(page.getByText(/Hal Worthingham charges £45 an hour/)).toBeVisible();
      await write(page, 'What are you working on at the moment?', words);
      await press(page, 'Send to Hal Worthingham');
      await expect(heading(page, 'Your note to Hal Worthingham')).toBeVisible();
      const requestId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      const yes = await acceptRequest(server, {
        actor: as('hal'),
        requestId,
        chatAt: null,
        reply: '',
      });
      if (!('pairingId' in yes)) throw new Error('Hal has room');

      await server.signInAs(page, cast.hal.id);
      await page.goto(`${server.url}/profile`);
      await write(page, /^How much/, '60');
      await press(page, 'Save profile');
      await expect(page.getByText(/Saved/).first()).toBeVisible();
      await server.signInAs(page, cast.ben.id);
      await page.goto(`${server.url}/members/${cast.hal.id}`);
      await expect(page.getByText('£60 an hour, first chat free').first()).toBeVisible();
      await page.goto(`${server.url}/pairings/${yes.pairingId}`);
      await expect(page.getByText(/£45/).first()).toBeVisible();
      await expect(page.getByText(/£60/)).toHaveCount(0);
      await server.stop();
    });
  });
}

/** A second browser window, with its own cookies. */
async function anotherPage(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'en-GB' });
  return context.newPage();
}
