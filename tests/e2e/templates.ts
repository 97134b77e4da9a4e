/** The databases that browser tests begin with, made once before all of them. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import { shiftedClock } from '#platform/clock.server.ts';
import { startTestServer } from '#tests/server.ts';
import { storyTime, untilNothingIsDue } from './time.ts';

const variable = 'BOTHWAYS_TEST_TEMPLATES';

export type TemplateName = 'empty' | 'demo';

/** The folder with the files a server begins with. */
export const templateFolder = (name: TemplateName): string =>
  join(process.env[variable] ?? '', name);

/** Playwright's global setup; gives what undoes it. */
export default async function makeTemplates(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-templates-'));
  process.env[variable] = folder;
  await makeTemplate('empty', []);
  await makeTemplate('demo', ['--demo']);
  return () => rmSync(folder, { recursive: true, force: true });
}

async function makeTemplate(name: TemplateName, args: string[]): Promise<void> {
  const server = await startTestServer({ args, env: { TEST_CLOCK: storyTime } });
  const start = Date.parse(storyTime);
  const clock = shiftedClock(start);
  await untilNothingIsDue(server.db, clock);
  const template = templateFolder(name);
  cpSync(server.folder, template, {
    recursive: true,
    filter: (file) => !basename(file).startsWith('bothways.db'),
  });
  await sql`vacuum into ${join(template, 'bothways.db')}`.execute(server.db.read);
  // The clock goes on from where it was.
  writeFileSync(join(template, 'time-passed'), String(clock.now() - start));
  await server.stop();
}
