import { expect, it } from 'vitest';
import { usualChoices } from './mail-choice.ts';
import { readChoices, readQuietHours } from './mail-choice.input.ts';

const form = (fields: Record<string, string>) => (name: string) => fields[name] ?? '';

it('takes from a form what it offers and leaves the rest as it was', () => {
  const read = readChoices(
    form({ messages: 'digest', tick: 'digest', notes: 'always', details: 'never' }),
    usualChoices,
  );
  expect(read).toEqual({ ...usualChoices, messages: 'digest', details: 'never' });
});

it('reads quiet hours over midnight, none, and sees where times make no sense', () => {
  const quiet = { quiet: 'yes', from: '22:00', until: '07:30' };
  expect(readQuietHours(form(quiet))).toEqual({ from: 1320, until: 450 });
  expect(readQuietHours(form({ ...quiet, quiet: '' }))).toBeNull();
  expect(readQuietHours(form({ ...quiet, until: '22:00' }))).toBe('odd');
  expect(readQuietHours(form({ ...quiet, from: '25:00' }))).toBe('odd');
});
