/** What every command, query and task is handed: the machinery, opened once. */
import { join } from 'node:path';
import type { Random } from '#lib/random.ts';
import type { Projections } from './act-contract.server.ts';
import { shiftedClock, systemClock, type Clock } from './clock.server.ts';
import { readConfig, type Config } from './config.server.ts';
import { readSecret, systemRandom } from './crypto.server.ts';
import { openDatabase, type Database } from '#platform/db/database.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { openLog, type Log } from './log.server.ts';

export interface Runtime {
  config: Config;
  /** The instance's secret, for signatures and sealing. */
  secret: string;
  db: Database;
  clock: Clock;
  random: Random;
  log: Log;
  /** What must be true of whatever an act touched; the wiring says it. */
  projections?: Projections;
}

/**
 * Opens the machinery from the environment: configuration, log, database (migrated), secret.
 *
 * @throws {ConfigurationError} naming every wrong variable
 * @throws {NewerDatabaseError} when the database belongs to a later version
 */
export async function openRuntime(env: Record<string, string | undefined>): Promise<Runtime> {
  const config = readConfig(env);
  const db = openDatabase({
    url: config.databaseUrl,
    file: join(config.dataFolder, 'bothways.db'),
  });
  try {
    await migrate(db, systemClock.now());
  } catch (error) {
    await db.close();
    throw error;
  }
  const random = systemRandom;
  const secret = readSecret({ given: config.secret, folder: config.dataFolder, random });
  const clock = clockOf(config);
  return { config, secret, db, clock, random, log: openLog(config.logLevel) };
}

function clockOf({ startAt, dataFolder }: Config): Clock {
  return startAt === null ? systemClock : shiftedClock(startAt, join(dataFolder, 'time-passed'));
}
