/** A form that is sent twice has one effect and the same answer (double click, retry, Back and again). */
import { second, hour } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';

/** What a form led to, in a shape that can be kept and given again. */
export type Outcome = { location: string } | { refusal: true };

const keptFor = 24 * hour;
const patience = 10 * second;

/**
 * Runs `act` for the first submission with this key and keeps where it led; later ones with the
 * same key wait for that and are led to the same place. A refusal is not kept, so that the corrected
 * form can be sent.
 *
 * @param key unguessable and tied to the person who submits
 */
export async function onlyOnce(
  { db, key, now }: { db: Database; key: string; now: number },
  act: () => Promise<Outcome>,
): Promise<Outcome> {
  const isFirst = await claim(db, { key, now });
  if (!isFirst) return (await outcomeOf(db, key)) ?? act();
  try {
    const outcome = await act();
    if ('location' in outcome) await keep(db, { key, outcome });
    else await forget(db, key);
    return outcome;
  } catch (error) {
    await forget(db, key);
    throw error;
  }
}

function claim(db: Database, { key, now }: { key: string; now: number }): Promise<boolean> {
  return db.transact(async (tx) => {
    await tx
      .deleteFrom('once_keys')
      .where('once_key', '=', key)
      .where('started_at', '<', now - keptFor)
      .execute();
    const rows = await tx
      .insertInto('once_keys')
      .values({ once_key: key, started_at: now, outcome: null })
      .onConflict((conflict) => conflict.column('once_key').doNothing())
      .returning('once_key')
      .execute();
    return rows.length === 1;
  });
}

/** Waits for the first submission to end; null when it was refused or never ended. */
async function outcomeOf(db: Database, key: string): Promise<Outcome | null> {
  const until = performance.now() + patience;
  for (let wait = 10; ; wait = Math.min(250, wait * 2)) {
    const row = await db.read
      .selectFrom('once_keys')
      .select('outcome')
      .where('once_key', '=', key)
      .executeTakeFirst();
    if (row === undefined) return null;
    if (row.outcome !== null) return JSON.parse(row.outcome) as Outcome;
    if (performance.now() >= until) return null;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

async function keep(
  db: Database,
  { key, outcome }: { key: string; outcome: Outcome },
): Promise<void> {
  await db.transact((tx) =>
    tx
      .updateTable('once_keys')
      .set({ outcome: JSON.stringify(outcome) })
      .where('once_key', '=', key)
      .execute(),
  );
}

async function forget(db: Database, key: string): Promise<void> {
  await db.transact((tx) => tx.deleteFrom('once_keys').where('once_key', '=', key).execute());
}
