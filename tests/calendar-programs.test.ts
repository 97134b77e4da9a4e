/** What other programs read in our calendars: five hundred rhythms with exceptions, each instant ours. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import { writeFeed } from '#domain/calendars/calendar-feed.ts';
import { occurrencesBetween } from '#domain/rhythms/series.ts';
import { howMany } from './chance.ts';
import fc from './fast-check.ts';
import { anySeries, halfYear } from './rhythms.ts';

const has = (program: string, ...args: string[]) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
/** The python that knows Debian's packages, whichever else there is. */
const python = ['python3', '/usr/bin/python3'].find((each) => has(each, '-c', 'import icalendar'));

describe('calendars in other programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-calendars-'));
  const file = join(folder, 'feed.ics');
  const numRuns = howMany({ test: 120, soak: 500 });
  let ours: number[] = [];

  beforeAll(() => {
    const rhythms = fc.sample(anySeries, { numRuns, seed: 20_261_123 });
    const meetings = rhythms.flatMap((series, index) =>
      occurrencesBetween(series, halfYear).map(({ at, date }) => ({
        uid: `${index}.${date}@bothways.example`,
        at,
        endsAt: at + series.minutes * minute,
        summary: 'You and Řehoř; a, “chat” 👋',
        description: 'مرحبا, بك\nand more',
        location: '',
        url: '',
        changedAt: halfYear.from,
        sequence: 0,
      })),
    );
    ours = meetings.map(({ at }) => at).toSorted((a, b) => a - b);
    writeFileSync(
      file,
      writeFeed({ name: 'Guild', lang: 'en', mode: 'details', busyWord: 'Busy', meetings }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, args: string[]) =>
    execFileSync(program, args, {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        TZ: 'UTC',
        LANG: 'C.UTF-8',
        LC_ALL: 'C.UTF-8',
      },
    });
  const numbers = (text: string) =>
    text
      .split('\n')
      .filter((line) => /^\d+$/.test(line))
      .map((line) => Number(line) * 1000)
      .toSorted((a, b) => a - b);

  it('has enough to say', () => {
    expect(ours.length).toBeGreaterThan(3 * numRuns);
  });

  it.skipIf(python === undefined)('reads the same in python-icalendar', () => {
    const script = [
      'import sys, icalendar',
      'with open(sys.argv[1], "rb") as f:',
      '    for event in icalendar.Calendar.from_ical(f.read()).walk("VEVENT"):',
      '        print(int(event.decoded("DTSTART").timestamp()))',
    ].join('\n');
    expect(numbers(run(python ?? '', ['-c', script, file]))).toEqual(ours);
  });

  it.skipIf(!has('calcurse', '--version'))('reads the same in calcurse', () => {
    const data = join(folder, 'calcurse');
    mkdirSync(data);
    run('calcurse', ['-D', data, '-q', '-i', file]);
    const read = run('calcurse', [
      '-D',
      data,
      '-Q',
      '--filter-type',
      'apt',
      '--from',
      '10/01/2026',
      '--days',
      '260',
      '--format-apt',
      '%(start:epoch)\n',
      '--format-recur-apt',
      '%(start:epoch)\n',
    ]);
    expect([...new Set(numbers(read))]).toEqual([...new Set(ours)]);
  });

  it.skipIf(!has('khal', '--version'))('reads the same in khal', () => {
    const calendar = join(folder, 'khal');
    mkdirSync(calendar);
    const config = join(folder, 'khal.conf');
    const shape = '%Y-%m-%dT%H:%M';
    writeFileSync(
      config,
      `[calendars]\n[[guild]]\npath = ${calendar}\n[sqlite]\npath = ${join(folder, 'khal.db')}\n[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = ${shape}\nlongdatetimeformat = ${shape}\n`,
    );
    run('khal', ['-c', config, 'import', '--batch', '-a', 'guild', file]);
    const read = run('khal', [
      '-c',
      config,
      'list',
      '--notstarted',
      '--day-format',
      '',
      '--format',
      '{uid} {start}',
      '2026-10-17',
      '220d',
    ]);
    const found = new Map(
      [...read.matchAll(/(\S+@bothways\.example) (\S+)/g)].map(([, uid, start]) => [
        uid,
        Date.parse(`${start}Z`),
      ]),
    );
    expect([...found.values()].toSorted((a, b) => a - b)).toEqual(ours);
  });
});
