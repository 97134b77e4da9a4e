/**
 * How many notes can be sent and answered with a yes in a second, each commit on the disk before it is
 * answered, on both engines; and how that compares with a bare transaction that writes two rows.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mostPeople } from '#domain/members/offer.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { acceptRequest } from '#domain/requests/answer-note.commands.server.ts';
import { emptyNote } from '#domain/requests/note.ts';
import { sendRequest } from '#domain/requests/send-note.commands.server.ts';
import { day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { openDatabase, type Database } from '#platform/db/database.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { startPostgres } from '#tests/postgres.ts';

const rounds = 5;
const inRound = 60;
const warmUp = 40;

const note = {
  ...emptyNote,
  skills: ['Go'],
  working: 'A small tool that renames files, with tests I do not trust yet.',
};

/** Measures both engines and prints a line for each. */
export async function measureRequests(): Promise<void> {
  console.log('\nA note sent and answered with a yes, durably, one after another\n');
  const folder = mkdtempSync(join(tmpdir(), 'bothways-notes-'));
  await measureOn(openDatabase({ url: null, file: join(folder, 'bothways.db') }));
  rmSync(folder, { recursive: true, force: true });
  const postgres = await startPostgres({ isDurable: true });
  if (postgres === undefined) console.log('No PostgreSQL here: its half is left out.');
  else await measureOn(openDatabase({ url: postgres.url, file: '' }));
  await postgres?.stop();
}

async function measureOn(db: Database): Promise<void> {
  await migrate(db, 0);
  const room = { db, clock: systemClock, random: systemRandom };
  await foundCommunity(room);
  const joined = { joined_at: systemClock.now() - 100 * day };
  const pairs = await strangers(room, joined);
  const next = async () => {
    const { writer, mentor } = pairs.pop() ?? nobodyLeft();
    const sent = await sendRequest(room, { actor: writer, mentorId: mentor.id, note });
    if (sent.outcome === 'refused') throw new Error(`a note was refused: ${sent.code}`);
    const { requestId } = sent;
    const said = await acceptRequest(room, { actor: mentor, requestId, chatAt: null, reply: '' });
    if (!('pairingId' in said)) throw new Error('a yes led to no pairing');
  };
  const bare = () => writeTwoRows(db);
  await perSecond(next, warmUp);
  await perSecond(bare, warmUp);
  const answered: number[] = [];
  const rows: number[] = [];
  for (let i = 0; i < rounds; i++) {
    answered.push(await perSecond(next, inRound));
    rows.push(await perSecond(bare, inRound));
  }
  await db.close();
  report(db.engine, { answered: sorted(answered), rows: sorted(rows) });
}

interface Strangers {
  writer: Viewer;
  mentor: Viewer;
}

/** Enough people who have never met; nobody has room for more than fifty. */
async function strangers(
  room: Parameters<typeof addMember>[0],
  joined: { joined_at: number },
): Promise<Strangers[]> {
  const pairs: Strangers[] = [];
  let mentor: Viewer | undefined;
  for (let i = 0; i < rounds * inRound + warmUp; i++) {
    if (mentor === undefined || i % mostPeople === 0)
      mentor = await addMember(room, {
        name: `Ana ${i}`,
        ...joined,
        offer: { capacity: mostPeople },
      });
    pairs.push({ writer: await addMember(room, { name: `Ben ${i}`, ...joined }), mentor });
  }
  return pairs;
}

function nobodyLeft(): never {
  throw new Error('everybody has met everybody');
}

/** The least a durable change costs: two rows in one transaction. */
export function writeTwoRows(db: Database): Promise<void> {
  const now = systemClock.now();
  const row = () => ({ once_key: makeId(now, systemRandom), started_at: now, outcome: null });
  return db.transact(async (tx) => {
    await tx.insertInto('once_keys').values(row()).execute();
    await tx.insertInto('once_keys').values(row()).execute();
  });
}

async function perSecond(act: () => Promise<void>, times: number): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < times; i++) await act();
  return (times * 1000) / (performance.now() - started);
}

const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
const middle = (values: number[]) => values[Math.floor(values.length / 2)] ?? Number.NaN;

function report(
  engine: Database['engine'],
  { answered, rows }: { answered: number[]; rows: number[] },
): void {
  const say = (values: number[]) =>
    `${Math.round(middle(values))} a second (${Math.round(values[0] ?? 0)}–${Math.round(values.at(-1) ?? 0)})`;
  console.log(
    `${engine}: sent and answered ${say(answered)}; two bare rows ${say(rows)}: ${(middle(rows) / middle(answered)).toFixed(1)} times`,
  );
}
