/** A runtime for tests: a fixed clock, randomness that can be repeated, a log that is read instead of printed. */
import type { Projections } from '#platform/act.server.ts';
import { fixedClock } from '#platform/clock.server.ts';
import { readConfig } from '#platform/config.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { memoryLog } from '#platform/log.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { chance } from './chance.ts';

/** Wednesday 18 November 2026, 14:20 UTC: the moment most tests happen at. */
export const ordinaryMoment = Date.UTC(2026, 10, 18, 14, 20);

export interface TestRuntime extends Runtime {
  clock: ReturnType<typeof fixedClock>;
  log: ReturnType<typeof memoryLog>;
}

/**
 * A runtime on `db` whose clock stands at `at` (epoch milliseconds) until it is moved. Nothing follows
 * what an act touched, such as the list, unless `projections` are given (tests/projections.ts).
 */
export function testRuntime(
  db: Database,
  at: number = ordinaryMoment,
  { projections = {} }: { projections?: Projections } = {},
): TestRuntime {
  return {
    config: readConfig({ PUBLIC_URL: 'http://localhost:3000', LOG_LEVEL: 'silent' }),
    secret: 'a secret that only the tests know, long enough',
    db,
    clock: fixedClock(at),
    random: chance(),
    log: memoryLog(),
    projections,
  };
}
