/** A house for each worker, and a browser page whose visits are watched. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { openMail } from '#platform/mail.server.ts';
import { readSecret, systemRandom } from '#platform/crypto.server.ts';
import { shiftedClock, type Clock } from '#platform/clock.server.ts';
import { cookieFor } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';

/** Wednesday 18 November 2026, 14:20 UTC. */
export const storyTime = '2026-11-18T14:20:00Z';

export interface StoryServer extends RunningServer {
  clock: Clock;
  random: typeof systemRandom;
  /** Lets this many milliseconds pass in the house, and waits until all that time does is done. */
  passTime(milliseconds: number): Promise<void>;
  /** Puts a session cookie for this member into the browser. */
  signInAs(page: Page, memberId: string): Promise<void>;
  /** The text of the newest letter to an address; waits a moment for it. */
  newestLetter(address: string): Promise<string>;
}

/** Starts a house at {@link storyTime}. */
export async function storyServer(args: string[] = []): Promise<StoryServer> {
  const house = await startTestServer({ args, env: { TEST_CLOCK: storyTime } });
  const timePassed = join(house.folder, 'time-passed');
  const clock = shiftedClock(Date.parse(storyTime), timePassed);
  let passed = 0;
  const machinery = { db: house.db, clock, random: systemRandom };
  return {
    ...house,
    clock,
    random: systemRandom,
    async passTime(milliseconds) {
      passed += milliseconds;
      writeFileSync(timePassed, String(passed));
      await untilNothingIsDue(house, clock);
    },
    async signInAs(page, memberId) {
      const [name = '', value = ''] = (await cookieFor(machinery, memberId)).split('=');
      await page
        .context()
        .addCookies([{ name, value, url: house.url, httpOnly: true, sameSite: 'Lax' }]);
    },
    newestLetter: (address) => newestLetter(house, address),
  };
}

/** A clock looks at its file every twentieth of a second, the worker for jobs every second. */
async function untilNothingIsDue({ db }: RunningServer, clock: Clock): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (let waited = 0; waited < 20_000; waited += 100) {
    const due = await db.read
      .selectFrom('jobs')
      .select('id')
      .where('done_at', 'is', null)
      .where('given_up_at', 'is', null)
      .where('due_at', '<=', clock.now())
      .executeTakeFirst();
    if (due === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Work that was due is still not done after twenty seconds');
}

async function newestLetter(house: RunningServer, address: string): Promise<string> {
  const secret = readSecret({ given: null, folder: house.folder, random: systemRandom });
  for (let attempt = 0; attempt < 50; attempt++) {
    const row = await house.db.read
      .selectFrom('mails')
      .select('id')
      .where('to_address', '=', address)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    if (row !== undefined) return (await openMail({ db: house.db, secret }, row.id))?.text ?? '';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No letter to ${address} was written`);
}

/** Every flow is tried twice: with script and without. */
export const withAndWithoutScript = [
  { title: 'with script', javaScriptEnabled: true },
  { title: 'without script', javaScriptEnabled: false },
];

export const test = base.extend<{ watched: void }>({
  // Each page is watched: no request to another host (F5), no policy violation (D3), no script error.
  watched: [
    async ({ context }, use) => {
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
        if (!/Error: Transition was (?:aborted|skipped)/.test(complaint))
          complaints.push(complaint);
      });
      await use();
      expect(strangers, 'F5: requests to other hosts').toEqual([]);
      expect(complaints, 'D3: policy violations and script errors').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
