/** What the setup of a test run and the tests both know about the databases that are copied. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** The database on the PostgreSQL server that is migrated and empty. */
export const templateName = 'bothways_template';

/** In memory where there is such a folder: SQLite's files are synced at every commit. */
export const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
