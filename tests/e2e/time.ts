/** The time that tests begin at, and waiting for what is due. */
import type { Clock } from '#platform/clock.server.ts';
import type { Database } from '#platform/db/database.server.ts';

/** Wednesday 18 November 2026, 14:20 UTC. */
export const storyTime = '2026-11-18T14:20:00Z';

/** Waits until every job is done that was due by now, those included that others brought. */
export async function untilNothingIsDue(db: Database, clock: Clock): Promise<void> {
  const guard = performance.now() + 120_000;
  while (performance.now() < guard) {
    const due = await db.read
      .selectFrom('jobs')
      .select('id')
      .where('done_at', 'is', null)
      .where('given_up_at', 'is', null)
      .where('due_at', '<=', clock.now())
      .executeTakeFirst();
    if (due === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Work that was due is still not done after two minutes');
}
