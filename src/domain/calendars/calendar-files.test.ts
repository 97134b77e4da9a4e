import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { describe, expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import { anySeries as series, halfYear as window } from '#tests/rhythms.ts';
import { occurrencesBetween, type Series } from '#domain/rhythms/series.ts';
import { type Feed, writeFeed } from './calendar-feed.ts';
import { callOffOne, type Invitation, inviteToSeries } from './calendar-invitation.ts';
import fc from '#tests/fast-check.ts';

const words = fc.constantFrom(
  'You and Kweku; Go, tests \\ more',
  'Řeka “žluťoučký kůň” '.repeat(6),
  '👩‍💻👨‍👩‍👧'.repeat(15),
  'لقاء مع آنا, عن الاختبارات',
  'Line one\nLine two',
);

function feedOf(made: readonly Series[], summary: string, mode: Feed['mode'] = 'details'): Feed {
  return {
    name: 'Tidewater Code Guild',
    lang: 'en',
    mode,
    busyWord: 'Busy',
    meetings: made.flatMap((one, index) =>
      occurrencesBetween(one, window).map(({ date: day, at }) => ({
        uid: `series-${index}.${day}@bothways.example`,
        at,
        endsAt: at + one.minutes * minute,
        summary,
        description: 'Secret words about Kweku',
        location: 'https://meet.example/room',
        url: 'https://bothways.example/pairings/1',
        changedAt: window.from,
        sequence: 0,
      })),
    ),
  };
}

/** What ical.js makes of a file, which it calls anything at all. */
const readFile = (file: string) => new ICAL.Component(ICAL.parse(file) as unknown[]);

const byIcalJs = (file: string) =>
  readFile(file)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));

describe('a feed', () => {
  it('is read by ical.js and node-ical with our instants, whatever was moved, skipped or paused', () => {
    fc.assert(
      fc.property(series, words, (made, summary) => {
        const file = writeFeed(feedOf([made], summary));
        const ours = occurrencesBetween(made, window)
          .map(({ at }) => at)
          .toSorted();
        const events = byIcalJs(file);
        expect(events.map((event) => event.startDate.toJSDate().getTime()).toSorted()).toEqual(
          ours,
        );
        for (const event of events) expect(event.summary).toBe(summary);
        const nodes = Object.values(nodeIcal.sync.parseICS(file)).filter(
          (item) => item?.type === 'VEVENT',
        );
        expect(nodes.map((item) => item.start.getTime()).toSorted()).toEqual(ours);
      }),
      { numRuns: 250 },
    );
  });

  it('says only when, where that was chosen', () => {
    const meets: Series = {
      zone: 'Europe/Berlin',
      startDate: '2026-11-18',
      minute: 1080,
      minutes: 45,
      rhythm: { kind: 'weekly', every: 1 },
      changes: [],
    };
    const file = writeFeed(feedOf([meets], 'You and Kweku', 'busy'));
    expect(file).not.toMatch(/Kweku|Secret|meet\.example|pairings/);
    expect(file).toContain('SUMMARY;LANGUAGE=en:Busy');
    expect(byIcalJs(file).length).toBeGreaterThan(20);
  });

  it('is the same bytes for the same meetings, and holds no address of anybody', () => {
    const meets: Series = {
      zone: 'Europe/Berlin',
      startDate: '2026-11-18',
      minute: 1080,
      minutes: 45,
      rhythm: { kind: 'weekly', every: 1 },
      changes: [],
    };
    expect(writeFeed(feedOf([meets], 'A'))).toBe(writeFeed(feedOf([meets], 'A')));
    expect(writeFeed(feedOf([meets], 'A'))).not.toMatch(/mailto|ATTENDEE|ORGANIZER/);
  });
});

const invitation: Invitation = {
  uid: 'series@bothways.example',
  sequence: 3,
  stampedAt: window.from,
  summary: 'You and Kweku',
  description: '',
  location: '',
  organizer: { name: 'Tidewater, Code: Guild', address: 'bothways@example.org' },
  guests: [{ name: 'Ana "Go" Hallgrímsson', address: 'ana@example.org' }],
};

/** Every instant of an invitation, as ical.js walks its rule with the zone that came along. */
function walked(file: string): number[] {
  if (file.includes('METHOD:CANCEL')) return [];
  const calendar = readFile(file);
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const [master, ...moved] = calendar
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));
  if (master === undefined) return [];
  for (const one of moved) master.relateException(one);
  const found: number[] = [];
  const walk = master.iterator();
  // The walk goes by the rule; what was moved lies elsewhere.
  for (
    let next = walk.next(), steps = 0;
    next !== null && next !== undefined && steps < 200;
    next = walk.next(), steps++
  ) {
    const { startDate } = master.getOccurrenceDetails(next);
    found.push(startDate.toJSDate().getTime());
  }
  return found.filter((at) => at >= window.from && at < window.until).toSorted();
}

describe('an invitation', () => {
  it('is walked by ical.js to our instants, exceptions included', () => {
    fc.assert(
      fc.property(series, (made) => {
        const file = inviteToSeries(invitation, made);
        const ours = occurrencesBetween(made, window)
          .map(({ at }) => at)
          .toSorted();
        expect(walked(file)).toEqual(ours);
      }),
      { numRuns: 250 },
    );
  });

  it('calls a single day off by the time it was planned for', () => {
    const meets: Series = {
      zone: 'Europe/Berlin',
      startDate: '2026-11-18',
      minute: 1080,
      minutes: 45,
      rhythm: { kind: 'weekly', every: 1 },
      changes: [],
    };
    const file = callOffOne(invitation, meets, '2026-11-25');
    expect(file).toContain('METHOD:CANCEL');
    expect(file).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20261125T180000');
    expect(file).toContain(`ORGANIZER;CN="Tidewater, Code: Guild":mailto:bothways@example.org`);
  });
});
