import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import fc from '#tests/fast-check.ts';
import { expectEffortBelow } from '#tests/effort.ts';
import type { Token } from './code-token.ts';
import { highlight } from './highlight.server.ts';
import { OneWorker } from '#lib/one-worker.server.ts';

const textOf = (lines: Token[][]) => lines.map((line) => line.map(({ text }) => text).join(''));
const ofKind = (lines: Token[][], kind: string) =>
  lines.flat().flatMap((token) => (token.kind === kind ? [token.text.trim()] : []));

// The thread is given up by the clock: here time passes only when a test says so, however busy
// the machine is.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('Kweku reads Tamsin’s code in its colours, line by line', async () => {
  const text = 'export function drain(queue) {\n\n  // once\n  return send("x", 3);\n}';
  const lines = await highlight({ text, language: 'typescript' });
  expect(textOf(lines)).toEqual(text.split('\n'));
  expect(ofKind(lines, 'keyword')).toEqual(['export function', 'return']);
  expect(ofKind(lines, 'name')).toEqual(['drain', 'send']);
  expect([
    ...ofKind(lines, 'comment'),
    ...ofKind(lines, 'string'),
    ...ofKind(lines, 'number'),
  ]).toEqual(['// once', '"x"', '3']);
});

it('what has no language, a long line and what follows 5,000 lines stay plain', async () => {
  const plain = (lines: Token[][]) => lines.flat().every(({ kind }) => kind === 'plain');
  expect(plain(await highlight({ text: 'let a = 1', language: '' }))).toBe(true);
  expect(plain(await highlight({ text: 'let a = 1', language: '../../etc' }))).toBe(true);
  const long = await highlight({ text: `${'1+'.repeat(1_001)}\nlet a`, language: 'javascript' });
  expect(plain(long.slice(0, 1))).toBe(true);
  expect(ofKind(long, 'keyword')).toEqual(['let']);
  const lines = await highlight({ text: 'return\n'.repeat(6_000), language: 'javascript' });
  expect(lines).toHaveLength(6_001);
  expect(ofKind(lines, 'keyword')).toHaveLength(5_000);
});

it('fault 22: a million lines and a megabyte in one line come back whole and soon', async () => {
  expect(await highlight({ text: '\n'.repeat(999_999), language: 'go' })).toHaveLength(1_000_000);
  expect(
    textOf(await highlight({ text: '{'.repeat(1_000_000), language: 'json' }))[0],
  ).toHaveLength(1_000_000);
  await expectEffortBelow(8_000, async () => [
    await highlight({ text: '\n'.repeat(999_999), language: 'go' }),
    await highlight({ text: '{'.repeat(1_000_000), language: 'json' }),
  ]);
});

it('D9: no text loses a sign in any language, whatever it is', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  const language = fc.constantFrom('html', 'markdown', 'php', 'ruby', 'shellscript', 'typescript');
  await fc.assert(
    fc.asyncProperty(text, language, async (text, language) => {
      expect(textOf(await highlight({ text, language }))).toEqual(text.split('\n'));
    }),
    { numRuns: 200 },
  );
});

it('fault 22: a thread that hangs, dies or is asked too much is given up, and the next answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-thread-'));
  const program = join(folder, 'thread.mjs');
  writeFileSync(
    program,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', (what) => {
       if (what === 'hang') for (;;);
       if (what === 'die') process.exit(1);
       if (what === 'throw') throw new Error('no');
       parentPort.postMessage(what);
     });`,
  );
  const thread = new OneWorker(() => program, { deadline: 1_500, patience: 6_000, queue: 3 });
  const answers = Promise.all(['hang', 'die', 'throw', 'well'].map((what) => thread.ask(what)));
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await answers).toEqual(['late', 'late', 'late', { value: 'well' }]);
  const many = await Promise.all([1, 2, 3, 4, 5].map((what) => thread.ask(what)));
  expect(many.at(-1)).toBe('busy');
  expect(many[0]).toEqual({ value: 1 });
  const nowhere = new OneWorker(() => join(folder, 'none.mjs'), {
    deadline: 1_500,
    patience: 3_000,
    queue: 1,
  });
  expect(await nowhere.ask('x')).toBe('late');
  const impatient = new OneWorker(() => program, { deadline: 3_000, patience: 50, queue: 3 });
  const left = Promise.all([impatient.ask('hang'), impatient.ask('x')]);
  await vi.advanceTimersByTimeAsync(50);
  expect(await left).toEqual(['busy', 'busy']);
  await vi.advanceTimersByTimeAsync(3_000);
  rmSync(folder, { recursive: true });
});
