/**
 * What the messages of a pairing cost: processor time for a page of 200 of them, database included,
 * against a hand-written handler that makes the same bytes, on both engines.
 */
import { hour } from '#lib/duration.ts';
import { addMessage } from '#domain/conversations/conversations.commands.server.ts';
import { inAct } from '#platform/act.server.ts';
import { fixedClock, systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import type { RunningServer } from '#tests/server.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { measurePage } from './page.ts';

const messages = 200;

/** What people write: mostly a line or two, now and then code, a list, an address. */
const words = [
  'See you on Thursday, then.',
  'Your flag isn’t silly. `AbortController` is the same idea, but the browser gets told as well.',
  'Here is the bit that worries me:\n\n```js\nconst days = await fetch("/days").then((r) => r.json());\nif (!gone) show(days);\n```\n\nIs there a tidy way?',
  'Two things I’d try:\n\n- pin the clock\n- **then** look at the zone\n\nhttps://example.org/notes has the rest.',
  'That’s it, and it’s shorter. Thank you! I’ve put the catch on the list because mine looks odd.',
];

/** Measures both engines and prints a line for each. */
export const measurePairing = (): Promise<void> =>
  measurePage({ title: `A page of ${messages} messages`, goal: 8, arrange });

/** Two people who have written to each other, and a browser of one of them. */
async function arrange({ db }: RunningServer): Promise<{ path: string; cookie: string }> {
  const room = { db, clock: systemClock, random: systemRandom };
  await foundCommunity(room);
  const ana = await addMember(room, { name: 'Ana' });
  const ben = await addMember(room, { name: 'Ben' });
  const { pairingId, conversationId } = await addPairing(room, {
    mentorId: ana.id,
    menteeId: ben.id,
  });
  const now = systemClock.now();
  for (let i = 0; i < messages; i++) {
    const fromId = i % 2 === 0 ? ben.id : ana.id;
    // Each a little different, as words are.
    const body = `${words[i % words.length] ?? ''}\n\n(${i})`;
    const clock = fixedClock(now - (messages - i) * hour);
    await inAct({ ...room, clock }, (act) => addMessage(act, { conversationId, fromId, body }));
  }
  const cookie = await cookieFor(room, ana.id);
  return { path: `/pairings/${pairingId}/messages`, cookie };
}
