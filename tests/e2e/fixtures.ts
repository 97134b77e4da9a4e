/** A server for each worker, with a database for each test, and a browser page whose visits are watched. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { openMail } from '#platform/mail.server.ts';
import { readSecret, systemRandom } from '#platform/crypto.server.ts';
import { shiftedClock, type Clock } from '#platform/clock.server.ts';
import { openDatabase } from '#platform/db/database.server.ts';
import { cookieFor } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';
import type { Order } from './reopen.ts';
import { templateFolder, type TemplateName } from './templates.ts';
import { storyTime, untilNothingIsDue } from './time.ts';

export interface StoryServer extends Pick<RunningServer, 'url' | 'db' | 'folder' | 'output'> {
  clock: Clock;
  random: typeof systemRandom;
  /** Lets this many milliseconds pass for the server, and waits until all that time does is done. */
  passTime(milliseconds: number): Promise<void>;
  /** Puts a session cookie for this member into the browser. */
  signInAs(page: Page, memberId: string): Promise<void>;
  /** The text of the newest letter to an address; waits a moment for it. */
  newestLetter(address: string): Promise<string>;
  stop(): Promise<unknown>;
}

let shared: Promise<RunningServer> | undefined;

async function startShared(): Promise<RunningServer> {
  const preload = join(import.meta.dirname, 'reopen.ts');
  const server = await startTestServer({ preload, env: { TEST_CLOCK: storyTime } });
  await server.db.close();
  // The server leaves when it is disconnected; neither it nor its pipes keep this process.
  process.once('exit', () => rmSync(server.folder, { recursive: true, force: true }));
  return server;
}

const give = ({ child }: Pick<RunningServer, 'child'>, order: Order) => child.send(order);

/**
 * The worker's server at {@link storyTime} with a database of its own: nothing in it, or the demo.
 * To be stopped before the next begins.
 */
export async function storyServer(template: TemplateName = 'empty'): Promise<StoryServer> {
  shared ??= startShared();
  const server = await shared;
  const restored = once(server.child, 'message');
  give(server, { restore: templateFolder(template) });
  await restored;
  const db = openDatabase({ url: null, file: join(server.folder, 'bothways.db') });
  return arrange({ ...server, db, stop: () => db.close() });
}

/** A server of its own, which has just been started for the first time. */
export const freshServer = async (): Promise<StoryServer> =>
  arrange(await startTestServer({ env: { TEST_CLOCK: storyTime } }));

function arrange(server: Omit<RunningServer, 'stop'> & { stop(): Promise<unknown> }): StoryServer {
  const { url, db, folder, output } = server;
  const timePassed = join(folder, 'time-passed');
  const clock = shiftedClock(Date.parse(storyTime), timePassed);
  const machinery = { db, clock, random: systemRandom };
  return {
    ...machinery,
    url,
    folder,
    output,
    stop: () => server.stop(),
    async passTime(milliseconds) {
      writeFileSync(timePassed, String(Number(readFileSync(timePassed, 'utf8')) + milliseconds));
      await new Promise((resolve) => setTimeout(resolve, clocksLookWithin));
      give(server, 'wake');
      await untilNothingIsDue(db, clock);
    },
    async signInAs(page, memberId) {
      const [name = '', value = ''] = (await cookieFor(machinery, memberId)).split('=');
      await page.context().addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
    },
    newestLetter: (address) => newestLetter({ db, folder }, address),
  };
}

/** A clock looks at its file every twentieth of a second. */
const clocksLookWithin = 60;

async function newestLetter(
  server: Pick<StoryServer, 'db' | 'folder'>,
  address: string,
): Promise<string> {
  const secret = readSecret({ given: null, folder: server.folder, random: systemRandom });
  for (let attempt = 0; attempt < 1200; attempt++) {
    const row = await server.db.read
      .selectFrom('mails')
      .select('id')
      .where('to_address', '=', address)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    if (row !== undefined) return (await openMail({ db: server.db, secret }, row.id))?.text ?? '';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No letter to ${address} was written`);
}

/** Every flow is tried twice: with script and without. */
export const withAndWithoutScript = [
  { title: 'with script', javaScriptEnabled: true },
  { title: 'without script', javaScriptEnabled: false },
];

/** Listens to a browser context; the function it gives fails where a visit did what none may. */
export function watch(context: BrowserContext): () => void {
  const strangers: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') strangers.push(request.url());
  });
  context.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
  context.on('weberror', (error) => {
    const complaint = String(error.error());
    // A press that comes while one page still fades into the next skips the fading, nothing more.
    if (!/Error: Transition was (?:aborted|skipped)/.test(complaint)) complaints.push(complaint);
  });
  return () => {
    expect(strangers, 'F5: requests to other hosts').toEqual([]);
    expect(complaints, 'D3: policy violations and script errors').toEqual([]);
  };
}

export const test = base.extend<{ watched: void }>({
  watched: [
    async ({ context }, use) => {
      const expectNothingForbidden = watch(context);
      await use();
      expectNothingForbidden();
    },
    { auto: true },
  ],
});

export { expect };
