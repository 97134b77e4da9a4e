/**
 * What the messages of a pairing cost: processor time for a page of 200 of them, database included,
 * against a hand-written handler that makes the same bytes, on both engines.
 */
import { addMessage } from '#domain/conversations/commands.server.ts';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { addMember, cookieFor, foundCommunity } from '../tests/factories.ts';
import { startHouse, type RunningHouse } from '../tests/house.ts';
import { startPostgres } from '../tests/postgres.ts';
import { addPairing } from '../tests/together.ts';
import { backendsOf, startHandler } from './handler.ts';
import { compare, fetchOnce, type Cost, type Subject } from './measure.ts';

const messages = 200;
const goal = 8;

/** What people write: mostly a line or two, now and then code, a list, an address. */
const words = [
  'See you on Thursday, then.',
  'Your flag isn’t silly. `AbortController` is the same idea, but the browser gets told as well.',
  'Here is the bit that worries me:\n\n```js\nconst days = await fetch("/days").then((r) => r.json());\nif (!gone) show(days);\n```\n\nIs there a tidy way?',
  'Two things I’d try:\n\n- pin the clock\n- **then** look at the zone\n\nhttps://example.org/notes has the rest.',
  'That’s it, and it’s shorter. Thank you! I’ve put the catch on the list because mine looks odd.',
];

/** Measures both engines and prints a line for each. */
export async function measurePairing(): Promise<void> {
  console.log(
    `\nA page of ${messages} messages: processor time a request (median of five rounds)\n`,
  );
  await measureOn('SQLite', undefined);
  const postgres = await startPostgres();
  if (postgres === undefined) console.log('No PostgreSQL here: its half is left out.');
  else await measureOn('PostgreSQL', postgres.url);
  await postgres?.stop();
}

async function measureOn(engine: string, postgresUrl: string | undefined): Promise<void> {
  const house = await startHouse({
    postgresUrl,
    env: { NODE_ENV: 'production', LOG_LEVEL: 'info', READING_LIMIT: '1000000000' },
  });
  const { subject, path } = await arrange(house, engine);
  const page = await fetchOnce(subject, path);
  const yardstick = await startHandler(page);
  const [cost, handler] = await compare([
    { subject, paths: [path] },
    { subject: yardstick.subject, paths: ['/'] },
  ]);
  yardstick.stop();
  await house.stop();
  if (cost === undefined || handler === undefined) throw new Error('nothing was measured');
  report({ engine, cost, handler, bytes: page.length });
}

/** Two people who have written to each other, and a browser of one of them. */
async function arrange(
  house: RunningHouse,
  engine: string,
): Promise<{ subject: Subject; path: string }> {
  const { db } = house;
  const room = { db, clock: systemClock, random: systemRandom };
  await foundCommunity(room);
  const ana = await addMember(room, { name: 'Ana' });
  const ben = await addMember(room, { name: 'Ben' });
  const { pairingId, conversationId } = await addPairing(room, {
    mentorId: ana.id,
    menteeId: ben.id,
  });
  const now = systemClock.now();
  await db.transact(async (tx) => {
    for (let i = 0; i < messages; i++) {
      const fromId = i % 2 === 0 ? ben.id : ana.id;
      // Each a little different, as words are.
      const body = `${words[i % words.length] ?? ''}\n\n(${i})`;
      const at = now - (messages - i) * 3_600_000;
      await addMessage(tx, { conversationId, fromId, body, now: at, random: systemRandom });
    }
  });
  const cookie = await cookieFor(room, ana.id);
  const path = `/pairings/${pairingId}/messages`;
  await untilItKnows(house, { cookie, path });
  const processes = () => [house.processId, ...backendsOf(house)];
  return { subject: { name: engine, url: house.url, headers: { cookie }, processes }, path };
}

/** Another process founded the community; the house notices within seconds. */
async function untilItKnows(
  house: RunningHouse,
  { cookie, path }: { cookie: string; path: string },
): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const answer = await fetch(house.url + path, { headers: { cookie }, redirect: 'manual' });
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the page was not served within ten seconds');
}

function report({
  engine,
  cost,
  handler,
  bytes,
}: {
  engine: string;
  cost: Cost;
  handler: Cost;
  bytes: number;
}): void {
  const say = ({ median, low, high }: Cost) =>
    `${Math.round(median)} µs (${Math.round(low)}–${Math.round(high)})`;
  const times = (cost.median / handler.median).toFixed(1);
  console.log(
    `${engine}: page ${say(cost)}, handler ${say(handler)}, ${bytes} bytes: ${times} times (goal: at most ${goal})`,
  );
}
