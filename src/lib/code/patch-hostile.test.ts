import { describe, expect, it } from 'vitest';
import { gitPatch } from '#tests/patches.ts';
import fc from '#tests/fast-check.ts';
import { expectEffortBelow } from '#tests/effort.ts';
import { looksLikePatch, parsePatch } from './patch.ts';

describe('a hostile patch', () => {
  it('fault 22: refuses names that lead out or hide something, and says which', () => {
    const named = (name: string) =>
      parsePatch(`--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n-a\n+b\n`);
    const expected = {
      '../../etc/passwd': 'path_outside',
      'x/../../y': 'path_outside',
      '/etc/passwd': 'path_outside',
      'C:\\x': 'path_outside',
      '..\\x': 'path_outside',
      'x\u0000.js': 'path_signs',
      'x\u202etxt.js': 'path_signs',
      '"': null,
      ['y'.repeat(301)]: 'path_long',
      'folder/': 'path_empty',
    };
    for (const [name, code] of Object.entries(expected)) {
      if (code === null) expect(named(name).ok).toBe(true);
      else expect(named(name), name).toMatchObject({ code, line: 1 });
    }
    expect(parsePatch('diff --git "a/x\\001" "b/x\\001"\nold mode 1\n')).toMatchObject({
      code: 'path_signs',
    });
    expect(parsePatch('diff --git a/x b/x\nrename from ../x\nrename to y\n')).toMatchObject({
      code: 'path_outside',
      path: '../x',
    });
  });

  it('D8: takes a hundred thousand hostile signs in a moment', async () => {
    const many = (part: string, length = 100_000) => part.repeat(Math.ceil(length / part.length));
    const head = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n';
    const hostile = [
      many('\r'),
      many('\n'),
      many('diff --git '),
      many('diff --git a/x b/x\n'),
      `diff --git ${many('a/x b/')}`,
      `diff --git "${many('\\')}`,
      many('--- \n+++ \n'),
      many('@@ -1 +1 @@\n'),
      `${head}${many('@@ -1,0 +1,0 @@\n')}`,
      `${head}@@ -1,999999999 +1,999999999 @@\n${many(' \n')}`,
      many(`${head}@@ -1 +1 @@\n-a\n+a\n`),
      `From 1234567 x\nSubject: ${many('=?')}\n`,
      `From 1234567 x\nSubject: ${many('=?a?q?')}\n`,
      `From 1234567 x\nSubject: ${many('[')}\n`,
      `From 1234567 x\nSubject: ${many('?= ')}${many(' ')}\n`,
      many('From 1234567 x\n'),
      many('commit 1234567\n'),
      many('Subject: x\n '),
      many('Binary files a and '),
    ];
    for (const text of hostile) {
      // Quadratic time would take seconds.
      const reading = () => [parsePatch(text), looksLikePatch(text)];
      await expectEffortBelow(500, reading, text.slice(0, 60));
    }
  });

  it('never throws, whatever stands in it', () => {
    const piece = fc.constantFrom(
      ...gitPatch.split(/(?<=\n)/),
      '\\',
      '@@ -0,0 +0,0 @@\n',
      '"',
      '--- ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const parsed = parsePatch(pieces.join(''), 'x');
        if (!parsed.ok) expect(parsed.line).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
