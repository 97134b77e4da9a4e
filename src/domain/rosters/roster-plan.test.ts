import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startingVocabulary } from '#domain/skills/vocabulary.ts';
import { type ColumnMapping, completeMapping } from './roster-column.ts';
import type { RosterEntry } from './roster-entry.ts';
import { type KnownMember, type PlannedRow, planRoster } from './roster-plan.ts';
import fc from '#tests/fast-check.ts';
import { readRoster } from './roster.ts';

const bundled = readFileSync(new URL('../../../demo/mentors-demo.json', import.meta.url), 'utf8');

function plan(
  text: string,
  { known = [], said = {} }: { known?: KnownMember[]; said?: Partial<ColumnMapping> } = {},
) {
  const reading = readRoster(text);
  if (!reading.ok) throw new Error(`${reading.code} at ${reading.line}`);
  const { rows } = reading.roster;
  const { mapping } = completeMapping(reading.roster, said);
  return planRoster({ rows, mapping, known, vocabulary: startingVocabulary });
}

const entries = (rows: readonly PlannedRow[]) =>
  rows.flatMap((row) => ('entry' in row ? [row.entry] : []));
const asKnown = (entry: RosterEntry, place: number): KnownMember => ({
  memberId: `m${place}`,
  externalId: entry.externalId,
  email: entry.email,
  invitedAs: entry,
});

describe('the bundled list of real mentors', () => {
  const { rows, counts } = plan(bundled);

  it('loses no record', () => {
    expect(counts).toEqual({ create: 172, update: 0, unchanged: 0, bad: 0 });
    expect(new Set(entries(rows).map(({ externalId }) => externalId)).size).toBe(172);
  });

  it('keeps every skill under its usual name and invents none', () => {
    expect(entries(rows).every(({ shares }) => shares.length > 0)).toBe(true);
    const notes = rows.flatMap((row) => ('notes' in row ? row.notes : []));
    expect(notes.filter(({ code }) => code === 'new_skill' || code === 'unusable_skill')).toEqual(
      [],
    );
  });

  it('reads languages and places, and asks for the zone where a country has several', () => {
    const all = entries(rows);
    expect(new Set(all.flatMap(({ languages }) => languages))).toEqual(
      new Set(['en', 'ru', 'pt', 'de', 'fr', 'es', 'hi']),
    );
    expect(
      all.filter(({ place }) => place === 'Germany').every((e) => e.timeZone === 'Europe/Berlin'),
    ).toBe(true);
    const american = all.filter(({ place }) => place === 'United States');
    expect(american).toHaveLength(27);
    expect(american.every(({ timeZone }) => timeZone === '')).toBe(true);
  });

  it('takes the free for free and says nothing of the rest', () => {
    const terms = entries(rows).map((entry) => entry.terms?.terms ?? null);
    expect(terms.filter((each) => each === 'free')).toHaveLength(24);
    expect(terms.filter((each) => each === null)).toHaveLength(148);
  });

  it('changes nothing the second time', () => {
    const again = plan(bundled, { known: entries(rows).map(asKnown) });
    expect(again.counts).toEqual({ create: 0, update: 0, unchanged: 172, bad: 0 });
  });
});

describe('a spreadsheet of mentors', () => {
  const sheet = [
    'First name;Last name;E-mail;Skills;Want to learn;Country;City;Languages;Hourly rate;Website;Max mentees',
    'Ana;Lima;Ana@Example.org;"golang, k8s";Rust;DE;Berlin;"English, Deutsch";free;ana.example.org;2',
    'Ben;Okafor;ben@example.org;Underwater basketry;;Atlantis;;Klingonese;€35;not a link;lots',
    'Cy;;cy(at)example.org;CSS;;;;;;;',
    ';;;;;;;;;;',
    ';;;SQL;;;;;;;',
    'Dee;Moss;;SQL, sql, PostgreSQL;SQL;India;;hi;pay what you can;;',
    'Dee;Moss;;Rust;;;;;;;',
    'Eli;Frost;ana@example.org;Rust;;;;;;;',
  ].join('\r\n');
  const { rows, counts } = plan(sheet);

  it('is mapped by itself', () => {
    expect(entries(rows)[0]).toEqual({
      externalId: null,
      email: 'ana@example.org',
      name: 'Ana Lima',
      place: 'Berlin, Germany',
      timeZone: 'Europe/Berlin',
      words: '',
      languages: ['de', 'en'],
      links: ['https://ana.example.org/'],
      shares: ['Go', 'Kubernetes'],
      wants: ['Rust'],
      terms: { terms: 'free', amount: null, currency: '' },
      capacity: 2,
    });
  });

  it('names each bad row with its line and why', () => {
    expect(counts).toEqual({ create: 3, update: 0, unchanged: 0, bad: 4 });
    const bad = rows.flatMap((row) =>
      row.action === 'bad' ? [{ line: row.line, ...row.problem }] : [],
    );
    expect(bad).toEqual([
      { line: 4, code: 'bad_email', column: 'E-mail', value: 'cy(at)example.org' },
      { line: 6, code: 'nobody_named', column: '', value: '' },
      { line: 8, code: 'said_twice', column: '', value: '7' },
      { line: 9, code: 'said_twice', column: '', value: '2' },
    ]);
  });

  it('takes Ben with notes about what nobody could read', () => {
    const ben = rows[1];
    expect(
      ben?.action === 'create' && ben.notes.map(({ code, column, value }) => [code, column, value]),
    ).toEqual([
      ['unknown_country', 'Country', 'Atlantis'],
      ['time_zone_to_be_asked', 'Country', 'Atlantis'],
      ['unknown_language', 'Languages', 'Klingonese'],
      ['unusable_link', 'Website', 'not a link'],
      ['new_skill', 'Skills', 'Underwater basketry'],
      ['unclear_capacity', 'Max mentees', 'lots'],
    ]);
    expect(entries(rows)[1]?.terms).toEqual({ terms: 'charges', amount: 3500, currency: 'EUR' });
  });

  it('recognises Dee by name when the list has neither id nor e-mail', () => {
    const dee = entries(rows)[2];
    expect(dee?.externalId).toBe('list/name:dee moss');
    expect(dee?.shares).toEqual(['PostgreSQL', 'SQL']);
    expect(dee?.wants).toEqual([]);
    expect(dee?.timeZone).toBe('Asia/Kolkata');
  });

  it('lets the organiser say which column is what', () => {
    const other = plan('who,can\nAna,Go', { said: { name: ['who'], skills: ['can'] } });
    expect(entries(other.rows)[0]).toMatchObject({ name: 'Ana', shares: ['Go'] });
    const without = plan(sheet, { said: { skills: [], email: [] } });
    expect(entries(without.rows)[0]).toMatchObject({ email: null, shares: [] });
  });
});

describe('a very long row', () => {
  it('is cut to what a profile holds, and says so', () => {
    const skills = Array.from(
      { length: 40 },
      (_, number) => `Skill ${String.fromCharCode(97 + (number % 26))}${number}x`,
    );
    const text = JSON.stringify([
      {
        name: 'Ana',
        skills,
        bio: 'न'.repeat(3000),
        links: ['http://ana.example.org', 'ftp://x.example', 'ben.example.org/me'],
      },
    ]);
    const row = plan(text).rows[0];
    if (row?.action !== 'create') throw new Error('not taken');
    expect(row.entry.shares).toHaveLength(30);
    expect(new TextEncoder().encode(row.entry.words).length).toBeLessThanOrEqual(9000);
    expect(row.entry.links).toEqual(['https://ana.example.org/', 'https://ben.example.org/me']);
    expect(
      row.notes.filter(({ code }) => code === 'shortened').map(({ column }) => column),
    ).toEqual(['skills']);
    expect(row.notes.find(({ code }) => code === 'unusable_link')?.value).toBe('ftp://x.example');
  });
});

describe('a list that comes again', () => {
  const first = entries(plan('id,name,email,skills\n7,Ana,ana@example.org,Go').rows);
  const known = first.map(asKnown);

  it('changes someone who has not joined, and says what', () => {
    const { rows } = plan('id,name,email,skills\n7,Ana Lima,ana@example.org,"Go,Rust"', { known });
    expect(rows[0]).toMatchObject({
      action: 'update',
      memberId: 'm0',
      changed: ['name', 'shares'],
    });
  });

  it('never overwrites Ana once she has joined', () => {
    const joined = known.map((member) => ({ ...member, invitedAs: null }));
    const { rows } = plan('id,name,email,skills\n7,Someone Else,,Perl', { known: joined });
    expect(rows).toEqual([{ action: 'unchanged', line: 2, memberId: 'm0', hasJoined: true }]);
  });

  it('finds her by e-mail where the list has no ids, and keeps the id', () => {
    const { rows } = plan('name,email,skills\nAna,ANA@example.org,Go', { known });
    expect(rows[0]).toMatchObject({ action: 'unchanged', memberId: 'm0' });
  });

  it('does not take number seven of another list for her', () => {
    const { rows } = plan('id,name,email\n7,Ben,ben@example.org', { known });
    expect(rows[0]).toMatchObject({ action: 'bad', problem: { code: 'address_differs' } });
  });
});

describe('any text at all', () => {
  it('is planned without a throw, one outcome a row', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('ana@example.org', 'Go;Rust', 'DE', '€5', '[1]'),
    );
    const rows = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (lines) => {
        const text = [
          'id,name,email,skills,country,paid,timezone,links',
          ...lines.map((each) => each.join(',')),
        ].join('\n');
        const reading = readRoster(text, 'csv');
        if (!reading.ok) return;
        const { mapping } = completeMapping(reading.roster);
        const planned = planRoster({
          rows: reading.roster.rows,
          mapping,
          known: [],
          vocabulary: startingVocabulary,
        });
        expect(planned.rows).toHaveLength(reading.roster.rows.length);
      }),
    );
  });
});
