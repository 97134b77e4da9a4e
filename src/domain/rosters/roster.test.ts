import { describe, expect, it } from 'vitest';
import { completeMapping, guessMapping } from './roster-column.ts';
import { longestRoster, readRoster } from './roster.ts';
import { readTerms } from './roster-terms.ts';

describe('a roster in JSON', () => {
  it('is a list, a list within a record, or a record a line; every row knows its line', () => {
    const list = readRoster(
      '[\n {"name": "Ana, [a] \\" {b}"},\n\n 5,\n {"name": "Ben",\n "tags": ["x"]}, {"name": "Cy"}]',
    );
    expect(list.ok && list.roster.rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, null],
      [4, 'not_a_record'],
      [5, null],
      [6, null],
    ]);
    const within = readRoster(
      '{"made": "today",\n"mentors": [\n{"name": "Ana"},\n{"name": "Ben"}]}',
    );
    expect(within.ok && within.roster.rows.map(({ line }) => line)).toEqual([3, 4]);
    const lines = readRoster('{"name": "Ana"}\n\n{"name": broken}\n{"name": "Ben"}');
    expect(lines.ok && lines.roster.rows.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [3, 'not_a_record'],
      [4, null],
    ]);
  });

  it('opens records within records into columns', () => {
    const reading = readRoster(
      '[{"name": "Ana", "skills": {"languages": ["Go"], "areas": ["SRE"]}, "age": null}]',
    );
    expect(reading.ok && reading.roster.columns).toEqual([
      'name',
      'skills.languages',
      'skills.areas',
      'age',
    ]);
    expect(reading.ok && guessMapping(reading.roster.columns).skills).toEqual([
      'skills.languages',
      'skills.areas',
    ]);
  });

  it('is refused with a line, never with a throw', () => {
    expect(readRoster('[\n{"name": "Ana"},\n{"name" "Ben"}\n]')).toEqual({
      ok: false,
      code: 'not_json',
      line: 3,
    });
    expect(readRoster('{"name": "Ana"}')).toMatchObject({ ok: false, code: 'not_a_list' });
    expect(readRoster('[]')).toMatchObject({ ok: false, code: 'empty' });
    expect(readRoster('')).toMatchObject({ ok: false, code: 'empty' });
    expect(readRoster('name,"words\nAna,x')).toEqual({
      ok: false,
      code: 'unclosed_quote',
      line: 1,
    });
    expect(readRoster('a'.repeat(longestRoster + 1))).toMatchObject({
      ok: false,
      code: 'too_large',
    });
  });
});

describe('columns', () => {
  it('with strange heads can still be told apart', () => {
    const reading = readRoster('name,,name,\nAna,x,y,\nBen,x,y,z,more');
    expect(reading.ok && reading.roster.columns).toEqual(['name', '#2', 'name#3']);
    expect(reading.ok && reading.roster.rows.map(({ problem }) => problem)).toEqual([
      null,
      'too_many_cells',
    ]);
  });

  it('report what is not there and what goes unused', () => {
    const columns = ['id', 'Full name', 'shoe size'];
    const { mapping, unknown, unused } = completeMapping({ columns }, { email: ['Mail'] });
    expect(mapping).toMatchObject({ externalId: ['id'], name: ['Full name'], email: [] });
    expect(unknown).toEqual(['Mail']);
    expect(unused).toEqual(['shoe size']);
  });
});

describe('what a list says about money', () => {
  const said = (text: string, column = 'paid') => readTerms(text, [column]);

  it('is free, charges or what feels right', () => {
    for (const text of ['false', 'No', 'free', 'Volunteer', '0'])
      expect(said(text)?.terms).toBe('free');
    for (const text of ['true', 'yes', 'Paid']) expect(said(text)?.terms).toBe('charges');
    expect(said('yes', 'Free?')?.terms).toBe('free');
    expect(said('no', 'Free?')?.terms).toBe('charges');
    expect(said('Pay what you can')?.terms).toBe('pay_what_feels_right');
    expect(said('ask me')).toBeNull();
  });

  it('is an amount only with a currency', () => {
    expect(said('€35 an hour')).toEqual({ terms: 'charges', amount: 3500, currency: 'EUR' });
    expect(said('60.50 CHF')).toEqual({ terms: 'charges', amount: 6050, currency: 'CHF' });
    expect(said('¥5000')).toEqual({ terms: 'charges', amount: 5000, currency: 'JPY' });
    expect(said('0 EUR')?.terms).toBe('free');
    expect(said('40')).toBeNull();
    expect(said('40 XXQ')).toBeNull();
  });
});
