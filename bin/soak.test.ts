import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandsFor, minutesOf } from './soak.ts';

it('takes one positive number of minutes and nothing else', () => {
  expect(minutesOf(['20'])).toBe(20);
  expect(minutesOf(['0.5'])).toBe(0.5);
  for (const args of [[], ['0'], ['-1'], ['ten'], ['1', '2'], ['Infinity']])
    expect(minutesOf(args), args.join(' ')).toBeNull();
});

it('says how to repeat a failed test alone, whatever its name', () => {
  const file = join(import.meta.dirname, '..', 'src', 'routes', '(member)', 'x.test.ts');
  const commands = commandsFor(
    {
      testResults: [
        {
          name: file,
          status: 'failed',
          assertionResults: [
            { ancestorTitles: ["Ana's note"], title: 'ends (A1)', status: 'failed' },
            { ancestorTitles: [], title: 'another', status: 'passed' },
          ],
        },
        { name: file, status: 'passed', assertionResults: [] },
      ],
    },
    7,
  );
  const run = "TEST_SEED=7 npx vitest run 'src/routes/(member)/x.test.ts'";
  expect(commands).toEqual([String.raw`${run} -t '^Ana'\''s note > ends \(A1\)$'`]);
});

it('names the file alone when it could not be loaded', () => {
  const name = join(import.meta.dirname, 'broken.test.ts');
  const report = { testResults: [{ name, status: 'failed', assertionResults: [] }] };
  expect(commandsFor(report, 7)).toEqual(["TEST_SEED=7 npx vitest run 'bin/broken.test.ts'"]);
});
