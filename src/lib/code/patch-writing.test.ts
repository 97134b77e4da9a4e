import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitPatch } from '#tests/patches.ts';
import fc from '#tests/fast-check.ts';
import { textOf, wholeText, type FileChange } from './known-text.ts';
import { parsePatch, writePatch } from './patch.ts';
import { onOneBase } from './same-base.ts';

function read(text: string, path?: string) {
  const parsed = parsePatch(text, path);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed;
}

const someLine = fc.constantFrom(
  'a',
  'b',
  '',
  '-- ',
  '+ x',
  '\\ y',
  '@@ -1 +1 @@',
  'let x = 1;',
  'ö\r😀',
);
const someText = fc
  .tuple(fc.array(someLine, { maxLength: 40 }), fc.boolean())
  .map(([lines, ends]) => wholeText(lines.join('\n') + (ends && lines.length > 0 ? '\n' : '')));
const paths = ['src/a.ts', 'with space.md', 'grün/ö.py', 'say "hi".txt', 'back\\slash'];

describe('writing a patch', () => {
  it('is read back as the change it was, and makes the one text into the other', () => {
    fc.assert(
      fc.property(someText, someText, fc.constantFrom(...paths), (before, after, path) => {
        const change: FileChange = {
          path,
          oldPath: null,
          change: 'changed',
          isBinary: false,
          before,
          after,
        };
        const written = writePatch([change]);
        if (textOf(before) === textOf(after)) return void expect(written).toBe('');
        const [found] = read(written).changes;
        expect(found).toMatchObject({ path, change: 'changed' });
        const made = onOneBase({ before, after: before }, found ?? change);
        expect(made?.after).toEqual(after);
        expect(read(writePatch([found ?? change])).changes).toEqual([found]);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps what came, went, moved and is binary', () => {
    const { changes } = read(gitPatch);
    const kept = changes.filter(({ change }) => change !== 'same');
    expect(read(writePatch(changes)).changes).toEqual(kept);
    expect(writePatch(changes)).not.toContain('run.sh');
  });

  it('writes what git applies', ({ skip }) => {
    if (spawnSync('git', ['--version']).status !== 0) skip('git is not installed');
    const file = (
      path: string,
      old: string | null,
      now: string | null,
      oldPath: string | null = null,
    ) =>
      ({
        path,
        oldPath,
        change:
          oldPath !== null
            ? 'renamed'
            : old === null
              ? 'added'
              : now === null
                ? 'removed'
                : 'changed',
        isBinary: false,
        before: old === null ? null : wholeText(old),
        after: now === null ? null : wholeText(now),
      }) as const;
    const numbered = Array.from({ length: 60 }, (_, i) => `line ${i}\n`);
    const changed = numbered.map((line, i) => (i % 20 === 7 ? `changed ${line}` : line)).slice(2);
    const changes: FileChange[] = [
      file('src/a b.txt', numbered.join(''), changed.join('')),
      file('say "hi".txt', 'x\ny', 'x\nz'),
      file('grün.txt', 'x\n', 'x'),
      file('new/er.txt', null, 'one\ntwo'),
      file('empty.txt', null, ''),
      file('filled.txt', '', 'one\n'),
      file('gone.txt', 'one\n-- two\n', null),
      file('to/moved.txt', 'one\ntwo\nthree\n', 'one\n2\nthree\n', 'moved.txt'),
    ];
    const folder = mkdtempSync(join(tmpdir(), 'bothways-patch-'));
    try {
      for (const { path, oldPath, before } of changes) {
        if (before === null) continue;
        const place = join(folder, oldPath ?? path);
        mkdirSync(dirname(place), { recursive: true });
        writeFileSync(place, textOf(before));
      }
      const input = writePatch(changes);
      const { status, stderr } = spawnSync('git', ['apply', '-'], {
        cwd: folder,
        input,
        encoding: 'utf8',
      });
      expect([stderr, status]).toEqual(['', 0]);
      for (const { path, after } of changes) {
        if (after === null) expect(() => readFileSync(join(folder, path))).toThrow();
        else expect(readFileSync(join(folder, path), 'utf8')).toBe(textOf(after));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
