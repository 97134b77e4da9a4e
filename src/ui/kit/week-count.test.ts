import { describe, expect, it } from 'vitest';
import { countForms } from './week-count.ts';

describe('the sentences of a live count', () => {
  it('English needs one for 1, one for the rest, and one for nothing', () => {
    const text = (n: number) => (n === 0 ? 'None yet' : `${n} ${n === 1 ? 'hour' : 'hours'}`);
    expect(countForms(text, 'en')).toEqual({ none: 'None yet', one: '# hour', other: '# hours' });
  });

  it('Polish gets its few and its many', () => {
    expect(Object.keys(countForms((n) => `${n}`, 'pl')).sort()).toEqual([
      'few',
      'many',
      'none',
      'one',
    ]);
  });
});
