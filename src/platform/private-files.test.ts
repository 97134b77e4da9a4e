import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemRandom, readSecret } from './crypto.server.ts';
import { openDatabase } from '#platform/db/database.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { makePrivateFolder } from './private-files.server.ts';

const rightsOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);

it('what members wrote is closed to everybody else on the machine, also where it was open before', async () => {
  const top = mkdtempSync(join(tmpdir(), 'bothways-private-'));
  const [fresh, old] = [join(top, 'fresh'), join(top, 'old')];
  mkdirSync(old);
  chmodSync(old, 0o755);
  for (const name of ['bothways.db', 'secret']) {
    writeFileSync(join(old, name), '');
    chmodSync(join(old, name), 0o644);
  }
  writeFileSync(join(old, 'backup.sh'), '');
  chmodSync(join(old, 'backup.sh'), 0o755);
  for (const folder of [fresh, old]) {
    const db = openDatabase({ url: null, file: join(folder, 'bothways.db') });
    await migrate(db, 0);
    readSecret({ given: null, folder, random: systemRandom });
    const files = ['bothways.db', 'bothways.db-wal', 'bothways.db-shm', 'secret'];
    expect([folder, ...files.map((name) => join(folder, name))].map(rightsOf)).toEqual([
      '700',
      ...files.map(() => '600'),
    ]);
    await db.close();
  }
  expect(rightsOf(join(old, 'backup.sh')), 'not ours').toBe('755');
  rmSync(top, { recursive: true });
});

it('a folder that everybody shares stays as it is', () => {
  const top = mkdtempSync(join(tmpdir(), 'bothways-shared-'));
  chmodSync(top, 0o1777);
  makePrivateFolder(top);
  expect(rightsOf(top)).toBe('1777');
  rmSync(top, { recursive: true });
});
