/** The check of file names is itself tried: planted names must be refused, each with its reason. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { misnamedFiles } from './check-names.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bothways-names-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function foundAmong(...files: string[]): string[] {
  for (const file of files) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return misnamedFiles(root);
}

describe('the names of files', () => {
  it('are a thing and a role in a module', () => {
    expect(
      foundAmong(
        'src/domain/members/tick.ts',
        'src/domain/members/profile.policy.ts',
        'src/domain/members/ticks.commands.server.ts',
        'src/domain/members/ticks.commands.test.ts',
        'src/domain/members/events.ts',
        'src/domain/skills/events.ts',
        'src/domain/skills/programming-languages.json',
      ),
    ).toEqual([]);
  });

  it('are refused without a thing, with a role nobody knows, and in a folder of a module', () => {
    const found = foundAmong(
      'src/domain/members/queries.server.ts',
      'src/domain/members/policy.ts',
      'src/domain/members/repository.server.ts',
      'src/domain/members/blocks/block.ts',
    );
    expect(found.toSorted()).toEqual([
      expect.stringContaining('members/blocks/block.ts: a module is one flat folder'),
      expect.stringContaining('members/policy.ts: not a thing and a role'),
      expect.stringContaining('members/queries.server.ts: not a thing and a role'),
      expect.stringContaining('members/repository.server.ts: not a thing and a role'),
    ]);
  });

  it('are given once, whatever the folder, except those that every module or route has', () => {
    expect(
      foundAmong(
        'src/lib/week.ts',
        'src/demo/week.ts',
        'src/routes/+page.svelte',
        'src/routes/about/+page.svelte',
        'src/domain/members/tables.ts',
        'src/domain/skills/tables.ts',
      ),
    ).toEqual([expect.stringMatching(/^week\.ts: 2 files have this name: /)]);
  });

  it('say something', () => {
    expect(foundAmong('src/lib/date-utils.ts', 'src/lib/lru-cache.ts')).toEqual([
      expect.stringContaining('src/lib/date-utils.ts'),
    ]);
  });

  it('belong to a module that stands on a floor', () => {
    expect(foundAmong('src/domain/payments/payment.ts')).toEqual([
      expect.stringContaining('src/domain/payments: this module stands on no floor'),
    ]);
  });
});
