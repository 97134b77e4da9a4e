/** Someone to ask first: questions, a few others who may know, and what is shared; by keyboard, with script and without. */
import type { Page } from '@playwright/test';
import { minute, hour } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { findStoredSkill } from '#domain/skills/skills.queries.server.ts';
import { promise } from '#tests/questions.ts';
import { expect, test, withAndWithoutScript, type StoryServer } from './fixtures.ts';
import { choose, follow, press, reach, write } from './keyboard.ts';
import { goingAlong, newMember, quietServer, seenBy, visit } from './two-people.ts';

const title = 'Why do my tests pass when I break the code?';
const untilMidnight = 9 * hour + 40 * minute;

for (const { title: how, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(how, () => {
    test.use({ javaScriptEnabled });

    test('Story 14: Ben asks at midnight, the agreed time passes, he agrees to widen it, Eli answers, and what both agree to share stands there until Ben takes it back', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const eli = await newMember(server, { name: 'Eli Barzilai-Moss', offer: {} });
      const cy = await newMember(server, { name: 'Cy Lindqvist' });
      await share(server, { skill: 'Testing', members: [ana, eli] });
      await promise(server, { pairingId, replyHours: 48 });

      await server.passTime(untilMidnight);
      await visit(page, { server, member: ben, path: `/pairings/${pairingId}/questions` });
      await askAna(page);
      await expect(page.getByText('Only you and Ana Hallgrímsson can see this')).toBeVisible();
      await expect(page.getByText(/said there’d be an answer by Saturday/)).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Ask a few others?' })).toHaveCount(0);
      const question = new URL(page.url()).pathname;

      // Nothing is widened by itself, and nobody else finds it before he says yes.
      await server.passTime(48 * hour);
      for (const member of [eli, cy])
        expect((await seenBy(server, { member, path: question })).status).toBe(404);
      await visit(page, { server, member: ben, path: '/your-turn' });
      await expect(page.getByRole('main')).toContainText(title);
      await visit(page, { server, member: ben, path: question });
      await expect(page.getByText(/that’s usually about time, not about you/)).toBeVisible();
      await write(page, 'What is it about?', 'Testing');
      await press(page, 'Ask a few others');
      await expect(page.getByText(/the few who were asked can see this/)).toBeVisible();

      await visit(page, { server, member: ana, path: question });
      await expect(
        page.getByText(/has asked a few others as well, so there’s no hurry/),
      ).toBeVisible();
      await expect(page.getByRole('main')).not.toContainText('Eli');

      await visit(page, { server, member: eli, path: '/questions' });
      await follow(page, title);
      await expect(
        page.getByText(/Ben Achterberg is asking around, and you may know/),
      ).toBeVisible();
      await expect(page.getByRole('main')).not.toContainText('Ana');
      await write(
        page,
        'Your answer',
        'Do they *assert* anything? Break `rename` and look at each.',
      );
      await press(page, 'Send the answer');
      await expect(page.getByText('Do they assert anything?')).toBeVisible();

      await visit(page, { server, member: ben, path: question });
      await press(page, /^This helped/);
      await thank(page, 'Half of them compared a thing with itself.');
      await follow(page, 'Make a copy to share');
      await write(page, 'The answer', 'Break the code: a test that stays green *asserts* nothing.');
      await press(page, 'Ask Eli Barzilai-Moss if that’s OK');
      await expect(page.getByText('hasn’t said yet')).toBeVisible();
      await expectFound(page, { server, member: cy, count: 0 });

      await visit(page, { server, member: eli, path: question });
      await expect(page.getByText('Half of them compared a thing with itself.')).toBeVisible();
      await follow(page, 'Look at the copy');
      await choose(page, 'Your name', 'Leave it off');
      await press(page, 'Yes, share it like this');
      await expect(page.getByRole('heading', { name: 'Your shared copy' })).toBeVisible();

      await expectFound(page, { server, member: cy, count: 1 });
      await follow(page, title);
      await expect(page).toHaveURL(/\/answers\/[0-9a-f-]{36}/);
      await expect(page.getByText('a test that stays green asserts nothing')).toBeVisible();
      await expect(page.getByText('Somebody here answered')).toBeVisible();
      await expect(page.getByRole('main')).toContainText('Ben Achterberg');
      await expect(page.getByRole('main')).not.toContainText(/Eli|Do they assert/);
      const answer = new URL(page.url()).pathname;

      await visit(page, { server, member: ben, path: answer });
      await press(page, 'Take it back');
      await expect(page).not.toHaveURL(new RegExp(answer));
      await expectFound(page, { server, member: cy, count: 0 });
      expect((await seenBy(server, { member: cy, path: answer })).status).toBe(404);
      await server.stop();
    });

    test('Ana answers in time: nothing is offered, one press says that it helped, and it can be taken back', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      await promise(server, { pairingId, replyHours: 48 });
      await visit(page, { server, member: ben, path: `/pairings/${pairingId}/questions` });
      await askAna(page);
      const question = new URL(page.url()).pathname;

      await server.passTime(20 * hour);
      await visit(page, { server, member: ana, path: '/questions' });
      await expect(page.getByText('Ben Achterberg is waiting for you, you said by')).toBeVisible();
      await follow(page, title);
      await write(page, 'Your answer', 'What does the first one compare?');
      await press(page, 'Look at it first');
      await expect(page.getByText('What does the first one compare?').first()).toBeVisible();
      await press(page, 'Send the answer');
      await expect(page.getByRole('article').getByText('What does the first one')).toBeVisible();

      await server.passTime(72 * hour);
      await visit(page, { server, member: ben, path: question });
      await expect(page.getByRole('heading', { name: 'Ask a few others?' })).toHaveCount(0);
      await press(page, /^This helped/);
      await thank(page, 'Itself. Oh dear.');
      await visit(page, { server, member: ana, path: question });
      await expect(page.getByText('Ben Achterberg says thank you:')).toBeVisible();
      await expect(page.getByText('Itself. Oh dear.')).toBeVisible();

      await visit(page, { server, member: ben, path: question });
      await press(page, 'Take that back');
      await expect(page.getByRole('button', { name: /^This helped/ })).toBeVisible();
      await visit(page, { server, member: ana, path: question });
      await expect(page.getByText('Itself. Oh dear.')).toHaveCount(0);
      await server.stop();
    });

    test('Cy goes along with nobody and asks a few others; one passes silently, and the next one is asked', async ({
      page,
    }) => {
      const server = await quietServer();
      const cy = await newMember(server, { name: 'Cy Lindqvist' });
      const mentors: Viewer[] = [];
      for (const name of ['Dov', 'Eli', 'Fay', 'Gus', 'Hal'])
        mentors.push(await newMember(server, { name, offer: {} }));
      await share(server, { skill: 'Testing', members: mentors });

      await visit(page, { server, member: cy, path: '/questions' });
      await follow(page, 'Ask something');
      await expect(page.getByText(/Anyone may pass, and nobody is told/)).toBeVisible();
      await write(page, 'Your question in a line', title);
      await write(page, 'Tell a bit more', 'They are green whatever I do.');
      await press(page, 'Ask a few who may know');
      await expect(
        page.getByText('Say what it’s about, so that we know whom to ask').first(),
      ).toBeVisible();
      await expect(page.getByLabel('Tell a bit more')).toHaveValue('They are green whatever I do.');
      await write(page, 'What is it about?', 'testing');
      await press(page, 'Ask a few who may know');
      await expect(page).toHaveURL(oneQuestion);
      const question = new URL(page.url()).pathname;

      const asked = await whoSees(server, { members: mentors, path: question });
      const [passes, ...others] = asked;
      expect(asked).toHaveLength(4);
      if (passes === undefined) throw new Error('Nobody was asked');
      const before = await seenBy(server, { member: cy, path: question });
      await visit(page, { server, member: passes, path: question });
      await press(page, 'Not for me');
      await expect(page).toHaveURL(/\/questions$/);
      await expect(page.getByText(title)).toHaveCount(0);

      const now = await whoSees(server, { members: mentors, path: question });
      const [next] = mentors.filter((mentor) => !asked.includes(mentor));
      expect(new Set(now)).toEqual(new Set([...others, next]));
      expect(await seenBy(server, { member: cy, path: question })).toEqual(before);
      await server.stop();
    });
  });
}

/** The page of one question. */
const oneQuestion = /\/questions\/[0-9a-f-]{36}/;

/** They are good at something. */
async function share(
  { db }: StoryServer,
  { skill, members }: { skill: string; members: readonly Viewer[] },
): Promise<void> {
  const found = await findStoredSkill(db.read, skill);
  if (found === null) throw new Error(`Nobody has named ${skill}`);
  await db.transact((tx) =>
    tx
      .insertInto('shared_skills')
      .values(members.map(({ id }) => ({ member_id: id, skill_id: found.id, confidence: 2 })))
      .execute(),
  );
}

/** From the list of questions of a pairing to the page of a new one. */
async function askAna(page: Page): Promise<void> {
  await follow(page, /^Ask (?:Ana|something)/);
  await expect(page.getByText('Ana Hallgrímsson said within 2 days.')).toBeVisible();
  await write(page, 'Your question in a line', title);
  await write(page, 'Tell a bit more', 'I broke `rename` on purpose, and they are all green.');
  await write(page, /^What have you tried\?/, 'Running them a hundred times.');
  await choose(page, 'And for how long?', 'An hour or two');
  await press(page, 'Ask Ana Hallgrímsson');
  await expect(page).toHaveURL(oneQuestion);
}

/** Adds words of thanks to what helped. */
async function thank(page: Page, words: string): Promise<void> {
  await reach(page, page.locator('summary', { hasText: 'Say a word of thanks' }));
  await page.keyboard.press('Enter');
  await write(page, 'What helped about it?', words);
  await press(page, 'Say thank you');
  await expect(page.getByText('You said thank you:')).toBeVisible();
}

/** Looks for the answer as somebody would who has the same trouble and types in a hurry. */
async function expectFound(
  page: Page,
  { server, member, count }: { server: StoryServer; member: Viewer; count: number },
): Promise<void> {
  await visit(page, { server, member, path: '/questions' });
  await write(page, 'Somebody may have asked it already', 'brake test');
  await press(page, 'Search');
  await expect(page).toHaveURL(/\/answers\?q=/);
  await expect(page.getByRole('main').getByRole('link', { name: title })).toHaveCount(count);
}

/** Those of them who find it. */
async function whoSees(
  server: StoryServer,
  { members, path }: { members: readonly Viewer[]; path: string },
): Promise<Viewer[]> {
  const seen = await Promise.all(
    members.map(async (member) => (await seenBy(server, { member, path })).status),
  );
  return members.filter((_, place) => seen[place] === 200);
}
