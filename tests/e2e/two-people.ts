/** Two people and what is between them, arranged for a story; and hands for a list of choices. */
import { inAct } from '#platform/act.server.ts';
import type { Page } from '@playwright/test';
import { inviteToken } from '#domain/accounts/invite-links.commands.server.ts';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import { takePlace } from '#domain/members/capacity.commands.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { startPairing } from '#domain/pairings/start-pairing.commands.server.ts';
import { answerAfterChat } from '#domain/pairings/private-answers.commands.server.ts';
import { makeId } from '#lib/ids.ts';
import { readSecret } from '#platform/crypto.server.ts';
import { addMember, cookieFor, foundCommunity, type NewMember } from '#tests/factories.ts';
import { expect, storyServer, type StoryServer } from './fixtures.ts';
import { reach } from './keyboard.ts';

const anaIs = { name: 'Ana Hallgrímsson', place: 'Berlin', time_zone: 'Europe/Berlin', offer: {} };
const benIs = { name: 'Ben Achterberg', place: 'Lisbon', time_zone: 'Europe/Lisbon' };
export const free: Terms = {
  kind: 'free',
  amount: null,
  currency: '',
  note: '',
  firstChatFree: false,
};

/** A small community that is open for business. */
export async function quietServer(): Promise<StoryServer> {
  const server = await storyServer();
  await foundCommunity(server);
  await expect(async () => {
    expect((await fetch(`${server.url}/sign-in`)).status).toBe(200);
  }).toPass();
  return server;
}

/** The address of an invite by Odalys, an organiser who joins for it. */
export async function invitedBy(server: StoryServer): Promise<string> {
  const odalys = await addMember(server, { name: 'Odalys', isOrganiser: true });
  const now = server.clock.now();
  const id = makeId(now, server.random);
  await server.db.transact((tx) =>
    tx.insertInto('invites').values({ id, created_by: odalys.id, created_at: now }).execute(),
  );
  const secret = readSecret({ given: null, folder: server.folder, random: server.random });
  return `${server.url}/join/${inviteToken(secret, id)}`;
}

let addresses = 0;

/** Somebody of the community; two may have the same name. */
export async function newMember(server: StoryServer, person: NewMember): Promise<Viewer> {
  addresses += 1;
  const member = await addMember(server, { email: `member-${addresses}@example.org`, ...person });
  await inAct(server, (act) => relist(act, { memberId: member.id }));
  return member;
}

interface Two {
  ana: Viewer;
  ben: Viewer;
  pairingId: string;
}

/** Ben, or whoever takes his part, wrote to Ana, and she said yes. */
export async function paired(
  server: StoryServer,
  {
    terms = free,
    chatAt = null,
    other = benIs,
  }: { terms?: Terms; chatAt?: number | null; other?: NewMember } = {},
): Promise<Two> {
  const ana = await newMember(server, anaIs);
  const ben = await newMember(server, other);
  const pairingId = await inAct(server, async (act) => {
    await takePlace(act, { memberId: ana.id });
    return startPairing(act, {
      request: {
        id: null,
        fromId: ben.id,
        toId: ana.id,
        conversationId: null,
        note: { skills: ['Go'], share: 'Python' },
        terms,
      },
      kind: 'mentoring',
      chatAt,
    });
  });
  return { ana, ben, pairingId };
}

/** They had their chat, and both want to go on. */
export async function goingAlong(
  server: StoryServer,
  choices: { terms?: Terms; other?: NewMember } = {},
): Promise<Two> {
  const two = await paired(server, choices);
  for (const actor of [two.ana, two.ben])
    await answerAfterChat(server, { actor, pairingId: two.pairingId, says: 'yes' });
  return two;
}

export async function visit(
  page: Page,
  { server, member, path }: { server: StoryServer; member: Viewer; path: string },
): Promise<void> {
  await server.signInAs(page, member.id);
  await page.goto(server.url + path);
}

/** Tab to a list of choices, arrows within it. */
export async function pick(page: Page, label: string, option: string): Promise<void> {
  const list = page.getByLabel(label, { exact: true });
  await reach(page, list);
  await page.keyboard.press('Home');
  for (let step = 0; step < 40 && (await chosenIn(list)) !== option; step++)
    await page.keyboard.press('ArrowDown');
  expect(await chosenIn(list)).toBe(option);
}

const chosenIn = (list: ReturnType<Page['getByLabel']>): Promise<string> =>
  list.evaluate((box) =>
    box instanceof HTMLSelectElement ? (box.selectedOptions[0]?.label ?? '') : '',
  );

/** One line of what they agreed, in the part of the page with that heading. */
export const line = (page: Page, section: string, term: string) =>
  page
    .getByRole('region', { name: section })
    .locator('.facts > div')
    .filter({ hasText: new RegExp(`^${term}`) })
    .locator('dd');

/** What is one's own or new on each page of the same kind: ids, tokens and the colours of ids. */
const ofEachPage = [
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /(?<=data-live-since=")[^"]*/g,
  /(?<=hue-)\d+/g,
];

const bare = (html: string): string =>
  ofEachPage.reduce((text, own) => text.replace(own, '~'), html);

interface Seen {
  status: number;
  url: string;
  headers: string[];
  html: string;
}

/** All that somebody is answered at an address: status, address, headers and bytes. */
export async function seenBy(
  server: StoryServer,
  { member, path }: { member: Viewer; path: string },
): Promise<Seen> {
  const cookie = await cookieFor(server, member.id);
  const answer = await fetch(server.url + path, { headers: { cookie }, redirect: 'follow' });
  const headers = [...answer.headers]
    .filter(([name]) => !['date', 'etag', 'content-length', 'set-cookie'].includes(name))
    .map(([name, value]) => `${name}: ${bare(value)}`);
  return {
    status: answer.status,
    url: bare(answer.url),
    headers,
    html: bare(await answer.text()),
  };
}

/** Every page of a pairing, from its address on. */
export const pairingPaths = [
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
