import type { Reader } from '#platform/db/database.server.ts';

/** When both are told that their pairing has wrapped up; undefined once they have been. */
export async function tellingTime(db: Reader, pairingId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('jobs')
    .select('due_at')
    .where('kind', '=', 'event:PairingWrappedUp')
    .where('job_key', '=', pairingId)
    .where('done_at', 'is', null)
    .where('given_up_at', 'is', null)
    .executeTakeFirst();
  return row?.due_at;
}
