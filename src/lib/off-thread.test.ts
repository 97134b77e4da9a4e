import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { offThread } from './off-thread.server.ts';

// The thread is given up by the clock: here time passes only when a test says so.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('fault 22: a function that hangs, throws or fills the memory is late, and the next call answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-off-thread-'));
  const file = join(folder, 'odd.mjs');
  writeFileSync(
    file,
    `export function odd(what, more) {
       if (what === 'hang') for (;;);
       if (what === 'throw') throw new Error('no');
       const all = [];
       if (what === 'fill') for (;;) all.push(new Array(100_000).fill(what));
       return { what, more };
     }`,
  );
  const limits = { deadline: 60_000, patience: 600_000, queue: 10 };
  const odd = offThread<[string, number], { what: string; more: number }>(
    { module: pathToFileURL(file).href, name: 'odd' },
    limits,
  );
  expect(await odd('plain', 1)).toEqual({ value: { what: 'plain', more: 1 } });
  const hung = odd('hang', 2);
  await vi.advanceTimersByTimeAsync(limits.deadline);
  expect(await hung).toBe('late');
  expect(await odd('throw', 3)).toBe('late');
  expect(await odd('fill', 4)).toBe('late');
  expect(await odd('plain', 5)).toEqual({ value: { what: 'plain', more: 5 } });
  rmSync(folder, { recursive: true });
});
