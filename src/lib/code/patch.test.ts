import { describe, expect, it } from 'vitest';
import { gitPatch } from '#tests/patches.ts';
import { wholeText, type FileChange } from './known-text.ts';
import { looksLikePatch, parsePatch } from './patch.ts';

function read(text: string, path?: string) {
  const parsed = parsePatch(text, path);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed;
}

const brief = ({ path, oldPath, change, isBinary, before, after }: FileChange) => ({
  path,
  oldPath,
  change,
  isBinary,
  before: before?.lines ?? null,
  after: after?.lines ?? null,
});

describe('reading a patch', () => {
  it('reads what git writes: changes, renames, quoted names, modes, binary files', () => {
    const { changes, message } = read(gitPatch);
    expect(message).toBeNull();
    expect(changes.map(({ path, change, isBinary }) => [path, change, isBinary])).toEqual([
      ['src/tide.py', 'changed', false],
      ['docs/new name.md', 'renamed', false],
      ['docs/größe.txt', 'added', false],
      ['logo.png', 'changed', true],
      ['run.sh', 'same', false],
      ['gone.txt', 'removed', false],
    ]);
    expect(changes[1]?.oldPath).toBe('old name.md');
    expect(changes[2]?.after).toEqual(wholeText(''));
    expect(changes[5]?.before).toEqual(wholeText('one\n-- two\n'));
    expect(changes[0]).toMatchObject({
      before: {
        spans: [
          { start: 2, count: 4 },
          { start: 40, count: 3 },
        ],
        isWhole: false,
        endsWithNewline: true,
      },
      after: {
        spans: [
          { start: 2, count: 5 },
          { start: 41, count: 2 },
        ],
        endsWithNewline: false,
      },
    });
  });

  it('reads a plain diff of two folders, with times and line ends of Windows', () => {
    const patch = [
      'Only in new: notes.txt',
      'diff -ruN old/lib/a.c new/lib/a.c',
      '--- old/lib/a.c\t2026-11-02 10:00:00.000000000 +0100',
      '+++ new/lib/a.c\t2026-11-03 10:00:00.000000000 +0100',
      '@@ -1 +1 @@',
      '-int a;',
      '+int b;',
      '--- old/b.c\t1970-01-01 01:00:00.000000000 +0100',
      '+++ new/b.c\t2026-11-03 10:00:00.000000000 +0100',
      '@@ -0,0 +1 @@',
      '+int c;',
      'Binary files old/x.bin and new/x.bin differ',
    ].join('\r\n');
    expect(read(patch).changes.map(brief)).toEqual([
      {
        path: 'lib/a.c',
        oldPath: null,
        change: 'changed',
        isBinary: false,
        before: ['int a;'],
        after: ['int b;'],
      },
      {
        path: 'b.c',
        oldPath: null,
        change: 'added',
        isBinary: false,
        before: null,
        after: ['int c;'],
      },
      {
        path: 'x.bin',
        oldPath: null,
        change: 'changed',
        isBinary: true,
        before: null,
        after: null,
      },
    ]);
  });

  it('reads names with and without prefixes', () => {
    const named = (old: string, now: string) =>
      brief(read(`--- ${old}\n+++ ${now}\n@@ -1 +1 @@\n-a\n+b\n`).changes[0] as FileChange).path;
    expect(named('a/x.js', 'b/x.js')).toBe('x.js');
    expect(named('x.js', 'x.js')).toBe('x.js');
    expect(named('a/x.js', 'a/x.js')).toBe('a/x.js');
    expect(named('i/src/x.js', 'w/src/x.js')).toBe('src/x.js');
    expect(named('./x.js.orig', './x.js')).toBe('x.js');
    expect(read('diff --git x y.js x y.js\nold mode 1\nnew mode 2\n').changes[0]?.path).toBe(
      'x y.js',
    );
  });

  it('reads a series of mails as one change a file, and what Ida wrote above it', () => {
    const mail = (number: number, subject: string, diff: string) =>
      `From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001
From: Ida <ida@example.org>
Date: Tue, 3 Nov 2026 10:00:00 +0100
Subject: [PATCH ${number}/2] ${subject}

Because it was wrong.
---
 a.txt | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

${diff}--${' '}
2.47.0

`;
    const head = 'diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n';
    const patch =
      mail(
        1,
        '=?UTF-8?q?Gr=C3=BC=C3=9Fe?=\n =?UTF-8?q?_an?= alle',
        `${head}@@ -5,2 +5,3 @@\n x\n+y\n z\n`,
      ) + mail(2, 'Second', `${head}@@ -6,2 +6,2 @@\n y\n-z\n+Z\n@@ -20 +20 @@\n-q\n+Q\n`);
    const { changes, message } = read(patch);
    expect(message?.subject).toBe('Grüße an alle');
    expect(message?.body).toBe('Because it was wrong.\n\nSecond\n\nBecause it was wrong.');
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      before: {
        lines: ['x', 'z', 'q'],
        spans: [
          { start: 5, count: 2 },
          { start: 19, count: 1 },
        ],
      },
      after: {
        lines: ['x', 'y', 'Z', 'Q'],
        spans: [
          { start: 5, count: 3 },
          { start: 20, count: 1 },
        ],
      },
    });
  });

  it('reads what git show prints', () => {
    const { message } = read(
      `commit 1234567\nAuthor: Ida\n\n    Mend the tide\n    \n    It was off.\n\n${gitPatch}`,
    );
    expect(message).toEqual({ subject: 'Mend the tide', body: 'It was off.' });
  });

  it('follows files that are renamed, removed and made again along a series', () => {
    const rename = (old: string, now: string) =>
      `diff --git a/${old} b/${now}\nsimilarity index 100%\nrename from ${old}\nrename to ${now}\n`;
    const added =
      'diff --git a/n b/n\nnew file mode 100644\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+1\n';
    const removed =
      'diff --git a/n b/n\ndeleted file mode 100644\n--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n';
    const names = (patch: string) =>
      read(patch).changes.map(({ path, oldPath, change }) => [path, oldPath, change]);
    expect(names(rename('x', 'y') + rename('y', 'z'))).toEqual([['z', 'x', 'renamed']]);
    expect(names(rename('x', 'y') + rename('y', 'x'))).toEqual([['x', null, 'changed']]);
    expect(names(removed + added)).toEqual([['n', null, 'changed']]);
    expect(names(added + rename('n', 'm'))).toEqual([['m', null, 'added']]);
    expect(parsePatch(added + removed)).toMatchObject({ code: 'no_changes' });
    expect(parsePatch(added + added)).toMatchObject({
      code: 'does_not_follow',
      path: 'n',
      line: 7,
    });
  });

  it('takes hunks alone when it is told whose they are', () => {
    const hunk = '@@ -3,2 +3,1 @@\n a\n-b\n';
    expect(read(hunk, 'x.go').changes[0]).toMatchObject({ path: 'x.go', change: 'changed' });
    expect(parsePatch(hunk)).toMatchObject({ code: 'no_path', line: 1 });
  });

  it('skips the letters of a binary patch', () => {
    const patch =
      'diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 4\nLcmZQzU|<3O\n\nliteral 0\nHcmV?d00001\n\n';
    expect(read(patch + gitPatch).changes[0]).toMatchObject({ isBinary: true, after: null });
  });

  it('takes what a form trimmed off the end, and names the line of what is broken', () => {
    const head = '--- a/x\n+++ b/x\n';
    expect(read(`${head}@@ -1,3 +1,3 @@\n-a\n+b\n\n`).changes[0]?.after?.lines).toEqual([
      'b',
      '',
      '',
    ]);
    const broken = (hunks: string) => parsePatch(head + hunks);
    expect(broken('@@ -1,9 +1,9 @@\n-a\n+b\n')).toMatchObject({
      code: 'broken_hunk',
      line: 5,
      path: 'x',
    });
    expect(broken('@@ -1,2 +1,2 @@\n-a\n+b\n!c\n')).toMatchObject({ code: 'broken_hunk', line: 6 });
    expect(broken('@@ -1 +1 @@\n-a\n+b\n+c\n')).toMatchObject({ code: 'broken_hunk', line: 6 });
    expect(broken('@@ -9 +9 @@\n-a\n+b\n@@ -3 +3 @@\n-a\n+b\n')).toMatchObject({ line: 6 });
    expect(broken('@@ -1 +1,2 @@\n-a\n+b\n\\ No newline\n+c\n')).toMatchObject({ line: 7 });
    expect(parsePatch('diff --cc x\n')).toMatchObject({ code: 'merge', line: 1 });
    expect(parsePatch('Dear Kweku,\n')).toMatchObject({ code: 'no_changes' });
  });

  it('knows a patch from a file, and from a text about patches', () => {
    expect(looksLikePatch(gitPatch)).toBe(true);
    expect(looksLikePatch('@@ -1 +1 @@\n-a\n+b')).toBe(true);
    expect(looksLikePatch('Some words\n\n--- a\n+++ b\n@@ -1 +1 @@\n')).toBe(true);
    expect(looksLikePatch('# How to\n\n```\ndiff --git a/x b/x\n```\n')).toBe(false);
    expect(looksLikePatch('let a = 1;\n--- x\n')).toBe(false);
  });
});
