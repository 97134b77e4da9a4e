/** The house rules are themselves tried: a planted violation must be caught. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { misnamedFiles } from '../bin/check-names.ts';
import { misusedTables } from '../bin/check-tables.ts';
import { differences } from '../bin/check-words.ts';
import { tableExceptions } from '../bin/table-exceptions.ts';

const root = dirname(import.meta.dirname);
let server: string;

beforeAll(() => {
  server = mkdtempSync(join(tmpdir(), 'bothways-planted-'));
  for (const file of ['.dependency-cruiser.js', 'floors.js', 'package.json'])
    cpSync(join(root, file), join(server, file));
  writeFileSync(
    join(server, 'tsconfig.json'),
    '{"compilerOptions":{"allowImportingTsExtensions":true,"module":"esnext","moduleResolution":"bundler"}}',
  );
  symlinkSync(join(root, 'node_modules'), join(server, 'node_modules'));
});
afterAll(() => rmSync(server, { recursive: true, force: true }));

function plant(files: Record<string, string>): void {
  rmSync(join(server, 'src'), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(server, dirname(name)), { recursive: true });
    writeFileSync(join(server, name), text);
  }
}

function violations(): string {
  const cruise = join(root, 'node_modules', '.bin', 'depcruise');
  const done = spawnSync(
    process.execPath,
    [cruise, 'src', '--config', '.dependency-cruiser.js', '--output-type', 'err'],
    {
      cwd: server,
      encoding: 'utf8',
    },
  );
  return `${done.stdout}${done.stderr}`;
}

describe('the import rules', () => {
  it('catch a module that looks up, one that looks sideways, SQL in a page and a noun in the platform', () => {
    plant({
      'src/domain/members/member.ts':
        "import '#domain/directory/shuffled-levels.ts';\nexport const a = 1;",
      'src/domain/directory/shuffled-levels.ts': 'export const b = 1;',
      'src/domain/skills/skill.ts': "import '#domain/accounts/account.ts';\nexport const c = 1;",
      'src/domain/accounts/account.ts':
        "import { db } from '#platform/db/database.server.ts';\nexport const d = db;",
      'src/platform/db/database.server.ts':
        "import '#domain/members/member.ts';\nexport const db = 1;",
      'src/routes/+page.server.ts':
        "import { db } from '#platform/db/database.server.ts';\nexport const e = db;",
      'src/ui/kit/Card.svelte': '<script lang="ts">import \'#domain/members/member.ts\';</script>',
      'src/lib/week.ts': "import '#platform/db/database.server.ts';\nexport const f = 1;",
    });
    const found = violations();
    for (const rule of [
      'members-looks-down-only',
      'skills-looks-down-only',
      'pure-files-touch-nothing',
      'platform-knows-no-noun',
      'routes-never-write-sql',
      'kit-knows-no-noun',
      'lib-knows-nothing-of-ours',
    ]) {
      expect(found).toContain(rule);
    }
  });

  it('let through a house that keeps them', () => {
    plant({
      'src/domain/members/member.ts':
        "import { fold } from '#lib/text.ts';\nexport const a = fold;",
      'src/lib/text.ts': 'export const fold = 1;',
      'src/domain/directory/available-mentors.queries.server.ts':
        "import { a } from '#domain/members/member.ts';\nexport const b = a;",
    });
    expect(violations()).toContain('no dependency violations found');
  });
});

describe('the names of files', () => {
  it('are refused where they say nothing or are not in the vocabulary', () => {
    plant({
      'src/domain/members/repository.server.ts': '',
      'src/domain/members/member.ts': '',
      'src/domain/payments/payment.ts': '',
      'src/lib/date-utils.ts': '',
    });
    const found = misnamedFiles(server).join('\n');
    expect(found).toContain('members/repository.server.ts');
    expect(found).toContain('src/domain/payments: this module stands on no floor');
    expect(found).toContain('date-utils.ts');
    expect(found).not.toContain('member.ts:');
  });

  it('are all in order in this house', () => {
    expect(misnamedFiles(root)).toEqual([]);
  });
});

describe('the owners of tables', () => {
  const declares = (...tables: string[]) =>
    `declare module '#platform/db/tables.ts' { interface Tables { ${tables.map((table) => `\n${table}: object;`).join('')} } }`;
  const members = { 'src/domain/members/tables.ts': declares('members', 'offers') };
  const misused = (files: Record<string, string>, exceptions = {}) => {
    plant({ ...members, ...files });
    return misusedTables(server, exceptions);
  };

  it('alone write them, and read them beside the read models', () => {
    expect(
      misused({
        'src/domain/members/commands.server.ts': "tx.insertInto('members');",
        'src/domain/members/ticks.queries.server.ts': "db.selectFrom('offers as kept');",
        'src/domain/directory/available-mentors.queries.server.ts':
          "db.selectFrom(['members', 'offers']);",
        'src/domain/skills/skills.commands.test.ts': "db.selectFrom('members');",
        'src/platform/db/tables.ts': 'export interface Tables {\n  jobs: object;\n}',
        'src/platform/jobs.server.ts': "tx.updateTable('jobs');",
      }),
    ).toEqual([]);
  });

  it('keep others from writing, reading, joining and asking in SQL', () => {
    expect(
      misused({
        'src/domain/accounts/commands.server.ts': "tx\n  .updateTable(\n    'members',\n  );",
        'src/domain/directory/relist-members.commands.server.ts': "tx.deleteFrom('offers');",
        'src/domain/pairings/pairings.queries.server.ts':
          "db.selectFrom('pairs').innerJoin('offers as o');",
        'src/domain/skills/skills.queries.server.ts':
          'sql<Row>`select 1 from nobody join members on true`;',
        'src/routes/+page.server.ts': "eb.selectFrom('members');",
      }),
    ).toEqual([
      'src/domain/accounts/commands.server.ts writes members, which another module owns',
      'src/domain/directory/relist-members.commands.server.ts writes offers, which another module owns',
      'src/domain/pairings/pairings.queries.server.ts reads offers, which another module owns',
      'src/domain/skills/skills.queries.server.ts reads members, which another module owns',
      'src/routes/+page.server.ts reads members, which another module owns',
    ]);
  });

  it('are asked for every table a file names, where it passes one in a variable', () => {
    expect(
      misused({
        'src/domain/skills/skills.commands.server.ts':
          "const tables = { a: 'offers', b: 'words' };\ntx.deleteFrom(tables[which]);",
      }),
    ).toEqual([
      'src/domain/skills/skills.commands.server.ts writes offers, which another module owns',
    ]);
  });

  it('have their own lists in a folder of a module that is to become one itself', () => {
    expect(
      misused({
        'src/domain/members/letters/tables.ts': declares('letters'),
        'src/domain/members/letters/queries.server.ts': "db.selectFrom('letters');",
        'src/domain/members/queries.server.ts': "db.selectFrom('letters');",
      }),
    ).toEqual(['src/domain/members/queries.server.ts reads letters, which another module owns']);
  });

  it('make an exception for what is listed, until nobody needs it', () => {
    const file = 'src/domain/accounts/commands.server.ts';
    const exceptions = { [file]: { reads: 'offers', writes: 'members' } };
    expect(misused({ [file]: "tx.updateTable('members');" }, exceptions)).toEqual([
      `${file} reads offers no more: strike it off the exceptions`,
    ]);
  });

  it('are respected here, but for the exceptions', () => {
    expect(misusedTables(root, tableExceptions)).toEqual([]);
  });
});

describe('the words', () => {
  it('are missed when a language lacks a message or a blank', () => {
    const catalogues = { english: { a_x: 'Hi {name}', a_y: 'Y' }, other: { a_x: 'Hallo' } };
    expect(differences('a', { ...catalogues, language: 'Deutsch' })).toEqual([
      'a: "a_x" has other blanks in Deutsch',
      'a: "a_y" is missing in Deutsch',
    ]);
  });
});
