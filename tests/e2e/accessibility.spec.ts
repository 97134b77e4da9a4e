/** Every page of a lively community: nobody is kept out by theme, width, or what a browser remembers. */
import type { Browser, Page } from '@playwright/test';
import { cast } from '../../src/demo/cast.ts';
import { addressIn } from '#tests/demo-addresses.ts';
import { addMember } from '#tests/factories.ts';
import { expectNoBarriers, loadAxe } from './barriers.ts';
import { expect, storyServer, test, watch, type StoryServer } from './fixtures.ts';
import { invitedBy } from './two-people.ts';

type Who = 'visitor' | 'ana' | 'ben' | 'cy' | 'gus' | 'ivy' | 'tamsin' | 'mirela';

/** Stands in an address for a letter in the community's mailbox. */
const letter = '{letter}';
/** Stands in an address for the path of an invite. */
const invite = '{invite}';
const guest = '01a18f00-0000-7000-8000-0000000000a1';

const pages: readonly (readonly [page: string, path: string, who: Who])[] = [
  ['the front page', '/', 'visitor'],
  ['the sign-in', '/sign-in', 'visitor'],
  ['the sign-in, asked for', '/sign-in/sent?ask=x', 'visitor'],
  ['a spent sign-in link', '/sign-in/nothing', 'visitor'],
  ['an invite', invite, 'visitor'],
  ['a spent invite', '/join/nothing', 'visitor'],
  ['about mentoring', '/about/mentoring', 'visitor'],
  ['about conduct', '/about/conduct', 'visitor'],
  ['about the organisers', '/about/organisers', 'visitor'],
  ['a page that is not there', '/nowhere', 'visitor'],
  ['the open list', '/mentors', 'visitor'],
  ['the list', '/mentors', 'tamsin'],
  ['the narrowed list', '/mentors?skill=go&mode=review&terms=free&hours=some', 'tamsin'],
  ['the list with nobody on it', '/mentors?q=xylophone+varnish', 'tamsin'],
  ['the kept people', '/mentors/saved', 'tamsin'],
  ['a member', `/members/${cast.odalys.id}`, 'tamsin'],
  ['a resting member', `/members/${cast.ben.id}`, 'tamsin'],
  ['one’s own page', `/members/${cast.tamsin.id}`, 'tamsin'],
  ['the pairings', '/pairings', 'tamsin'],
  ['a note to write', `/members/${cast.hal.id}/note`, 'tamsin'],
  ['a note to somebody full', `/members/${cast.fay.id}/note`, 'tamsin'],
  ['a note to answer', '/requests/{toTamsin}', 'tamsin'],
  ['a note to report', '/requests/{toTamsin}/report', 'tamsin'],
  ['a note with a question first', '/requests/{toAna}', 'ben'],
  ['a kind no', '/requests/{declined}', 'ben'],
  ['a note nobody answered', '/requests/{expired}', 'ben'],
  ['a note passed on', '/requests/{passedOn}', 'cy'],
  ['a place in line', '/requests/waiting/{place}', 'gus'],
  ['a first chat to come', '/pairings/{firstChat}', 'tamsin'],
  ['a pairing', '/pairings/{going}', 'tamsin'],
  ['its messages', '/pairings/{going}/messages', 'tamsin'],
  ['what they agreed', '/pairings/{going}/agreement', 'tamsin'],
  ['a change to it', '/pairings/{going}/agreement/change', 'tamsin'],
  ['its goals', '/pairings/{going}/goals', 'tamsin'],
  ['its catch-ups', '/pairings/{going}/meetings', 'tamsin'],
  ['times for a catch-up', '/pairings/{going}/meetings/new', 'tamsin'],
  ['its reviews', '/pairings/{going}/reviews', 'tamsin'],
  ['a look to ask for', '/pairings/{going}/reviews/new', 'tamsin'],
  ['a review before it is sent', '/reviews/{prepared}/draft', 'tamsin'],
  ['a revision before it is sent', '/reviews/{revised}/draft', 'tamsin'],
  ['a revision to begin', '/reviews/{asked}/revisions/new', 'tamsin'],
  ['a review', '/reviews/{asked}?on=0:right:1', 'tamsin'],
  ['a review in two columns', '/reviews/{revised}?view=split', 'tamsin'],
  ['a review that wrapped up', '/reviews/{looked}', 'tamsin'],
  ['its rhythm', '/pairings/{going}/meetings/rhythm', 'tamsin'],
  ['a catch-up', '/meetings/{meeting}', 'tamsin'],
  ['the calendars', '/settings/calendar', 'tamsin'],
  ['its contacts', '/pairings/{going}/contacts', 'tamsin'],
  ['its questions', '/pairings/{going}/questions', 'tamsin'],
  ['a question to ask', '/questions/new?pairing={going}', 'tamsin'],
  ['the questions', '/questions', 'tamsin'],
  ['a question asked', '/questions/{ownQuestion}', 'tamsin'],
  ['a question to answer', '/questions/{theirQuestion}', 'tamsin'],
  ['a question that several answered', '/questions/{widened}', 'tamsin'],
  ['an answer to share', '/questions/{suggested}/share', 'tamsin'],
  ['its check-in', '/pairings/{going}/check-in', 'tamsin'],
  ['its rest', '/pairings/{going}/rest', 'tamsin'],
  ['its ending', '/pairings/{going}/ending', 'tamsin'],
  ['whom to talk to next', '/pairings/{going}/hand-off', 'tamsin'],
  ['a hand-off to agree to', '/pairings/{handedOff}', 'ivy'],
  ['a resting pairing', '/pairings/{resting}', 'tamsin'],
  ['a pairing that wrapped up', '/pairings/{wrappedUp}', 'tamsin'],
  ['a message to report', '/messages/{message}/report', 'tamsin'],
  ['a member to report', `/members/${cast.hal.id}/report`, 'tamsin'],
  ['a member to block', `/members/${cast.hal.id}/block`, 'tamsin'],
  ['what waits', '/your-turn', 'tamsin'],
  ['the shared answers', '/answers', 'tamsin'],
  ['the shared answers with a word too many', '/answers?q=test+xylophone', 'tamsin'],
  ['a shared answer of one’s own', '/answers/{ownAnswer}', 'tamsin'],
  ['a shared answer of others', '/answers/{ownAnswer}', 'ana'],
  ['what is new', '/notifications', 'tamsin'],
  ['the letters one likes', '/settings/notifications', 'tamsin'],
  ['the blocks', '/settings/blocks', 'tamsin'],
  ['the thank-yous', '/profile/thanks', 'tamsin'],
  ['a letter’s way out that is not one', '/unsubscribe/nothing', 'visitor'],
  ['the profile', '/profile', 'tamsin'],
  ['the picture', '/profile/picture', 'tamsin'],
  ['the settings', '/settings', 'tamsin'],
  ['the change of address', '/settings/email', 'tamsin'],
  ['the change of address, asked for', '/settings/email?asked=1', 'tamsin'],
  ['the sign-out', '/sign-out', 'tamsin'],
  ['a page that is not theirs', '/community', 'tamsin'],
  ['the community', '/community', 'mirela'],
  ['the organisers’ acts', '/community/acts', 'mirela'],
  ['the first steps', '/community/first-steps', 'mirela'],
  ['the import', '/community/import', 'mirela'],
  ['the invites', '/community/invites', 'mirela'],
  ['the mailbox', '/community/mailbox', 'mirela'],
  ['a letter', `/community/mailbox/${letter}`, 'mirela'],
  ['the community’s pages', '/community/pages', 'mirela'],
  ['the editing of a page', '/community/pages/conduct', 'mirela'],
  ['the history of a page', '/community/pages/conduct/history', 'mirela'],
  ['the people', '/community/people', 'mirela'],
  ['a person', `/community/people/${cast.odalys.id}`, 'mirela'],
  ['a no to somebody waiting', `/community/people/${guest}/no`, 'mirela'],
  ['the community’s settings', '/community/settings', 'mirela'],
  ['the skills', '/community/skills', 'mirela'],
];

let server: StoryServer;
test.beforeAll(async ({ browser }) => {
  server = await storyServer('demo');
  await addMember(server, { id: guest, name: 'Wim Aalders', status: 'waiting' });
  const asking = await browser.newPage();
  await asking.goto(`${server.url}/sign-in`);
  await asking.getByLabel('Your e-mail').fill(cast.cy.email);
  await asking.keyboard.press('Enter');
  await asking.getByRole('heading', { name: 'Ask an organiser for your link' }).waitFor();
  await server.newestLetter(cast.cy.email);
  await asking.close();
});
test.afterAll(() => server.stop());

async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(server.url + path);
  expect(answer?.status(), 'a page that broke').toBeLessThan(500);
}

interface Tab {
  readonly page: Page;
  readonly expectNothingForbidden: () => void;
}

/** One for each person, kept from test to test: to begin one takes longer than to look at a page. */
const tabs = new Map<Who, Tab>();

async function tabOf(browser: Browser, who: Who): Promise<Tab> {
  const known = tabs.get(who);
  if (known !== undefined) return known;
  const page = await browser.newPage();
  await loadAxe(page);
  const tab = { page, expectNothingForbidden: watch(page.context()) };
  if (who !== 'visitor') await server.signInAs(page, cast[who].id);
  tabs.set(who, tab);
  return tab;
}

async function pathTo(address: string): Promise<string> {
  if (address === invite) return new URL(await invitedBy(server)).pathname;
  return addressIn(server.db.read, address);
}

for (const [name, address, who] of pages) {
  test(`H8: ${name} has no barriers, in both themes, at 320 and 1280 px`, async ({ browser }) => {
    const { page, expectNothingForbidden } = await tabOf(browser, who);
    const path = await pathTo(address);
    await open(page, path);
    expect(new URL(page.url()).pathname, 'led elsewhere').toBe(path.replace(/\?.*/, ''));
    await expect(page).toHaveTitle(/\S/);
    await expect(page.locator('h1')).toHaveCount(1);
    await expectNoBarriers(page);
    expectNothingForbidden();
  });
}

test('F5/F6: a visitor’s pages load nothing from another host and set no cookie before they ask for something', async ({
  page,
  context,
}) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  for (const path of ['/', '/about/mentoring', '/mentors', '/nowhere']) {
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    expect(await context.cookies(), `cookies after ${path}`).toEqual([]);
  }
  // Who asks to be let in is known by one cookie, because the link works in that browser alone.
  await page.goto(`${server.url}/sign-in`, { waitUntil: 'networkidle' });
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['bothways-browser']);
  expect([...hosts]).toEqual([new URL(server.url).host]);
});

test('D15: Back after signing out shows nothing private', async ({ page }) => {
  // Not on the list, of which the front page shows a visitor a few people by chance.
  const nell = { name: 'Nell Overbeck', own_words: 'I repair old radios.' };
  await server.signInAs(page, (await addMember(server, nell)).id);
  await page.goto(`${server.url}/profile`);
  const words = page.getByText(nell.own_words);
  await expect(words).toBeVisible();
  await page.goto(`${server.url}/sign-out`);
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await expect(page).not.toHaveURL(/sign-out/);
  for (let back = 0; back < 2; back++) {
    await page.goBack();
    await expect(page.locator('h1')).toBeVisible();
    await expect(words).toHaveCount(0);
    await expect(page.getByText(nell.name)).toHaveCount(0);
  }
});

test('D6: a right-to-left override in own words does not flip the page', async ({ page }) => {
  await server.db.transact((tx) =>
    tx
      .updateTable('members')
      .set({ own_words: 'I teach \u202Eevoba eht lla dna og' })
      .where('id', '=', cast.ana.id)
      .execute(),
  );
  await server.signInAs(page, cast.tamsin.id);
  await open(page, `/members/${cast.ana.id}`);
  await expect(page.getByText('I teach')).toBeVisible();
  const links = page.getByRole('contentinfo').getByRole('link');
  const [first, second] = [await links.nth(0).boundingBox(), await links.nth(1).boundingBox()];
  expect(first?.x).toBeLessThan(second?.x ?? 0);
  await expect(page.getByRole('contentinfo')).toHaveCSS('direction', 'ltr');
});
