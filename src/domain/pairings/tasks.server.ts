/** What time does to pairings: asks, wakes, and closes gently. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { endPairing } from './endings/commands.server.ts';
import type { AfterChatAsked, RenewalAsked } from './events.ts';
import { clockKind, savePairing, windClock, type Moment } from './keeping/commands.server.ts';
import { pairingFrom, readPairing } from './keeping/queries.server.ts';
import { nextPairingStep, type Pairing } from './pairing.ts';
import { wakeUp } from './rests/commands.server.ts';

const payloadShape = z.object({ pairingId: z.string() });

/** Takes the one step that is due for a pairing and winds its clock for the next. */
export const pairingClock: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { pairingId } = payloadShape.parse(payload);
  const now = clock.now();
  await db.transact(async (tx) => {
    const pairing = await readPairing(tx, pairingId);
    if (pairing !== undefined) await takeStep(tx, pairing, { now, random });
  });
};

async function takeStep(tx: Tx, before: Pairing, { now, random }: Moment): Promise<void> {
  const due = nextPairingStep(before, now);
  switch (due.step) {
    case 'none':
      return windClock(tx, before, { now, random });
    case 'wake':
      return wakeUp(tx, before, { now, random });
    case 'wrap_up':
      return endPairing(tx, before, { now, random });
    case 'ask_after_chat':
      return ask(tx, due.pairing, { name: 'AfterChatAsked', now, random });
    case 'ask_renewal':
      return ask(tx, due.pairing, { name: 'RenewalAsked', now, random });
  }
}

async function ask(
  tx: Tx,
  pairing: Pairing,
  { name, now, random }: { name: 'AfterChatAsked' | 'RenewalAsked' } & Moment,
): Promise<void> {
  await savePairing(tx, pairing, { now, random });
  const event: AfterChatAsked | RenewalAsked = { name, pairingId: pairing.id };
  await announce(tx, { event, now, random });
}

/**
 * Winds the clock of every living pairing that has none waiting, as after bringing back an old copy
 * of the database. Safe to run at any time.
 *
 * @returns how many had none
 */
export function windPairingClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<number> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const rows = await tx
      .selectFrom('pairings')
      .selectAll()
      .where('state', '<>', 'wrapped_up')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('jobs')
              .select(sql<number>`1`.as('one'))
              .where('kind', '=', clockKind)
              .whereRef('job_key', '=', 'pairings.id')
              .where('done_at', 'is', null)
              .where('given_up_at', 'is', null),
          ),
        ),
      )
      .execute();
    for (const row of rows) await windClock(tx, pairingFrom(row), { now, random });
    return rows.length;
  });
}
