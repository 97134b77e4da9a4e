import { expect, it } from 'vitest';
import { minute } from './duration.ts';
import { sayClock } from './time-in-letters.ts';
import { zoneGroups } from './zone-choices.ts';

const now = Date.UTC(2026, 10, 18, 14, 20);
const labelOf = (locale: string, zone: string) =>
  zoneGroups(locale, now)
    .flatMap(({ zones }) => zones)
    .find((each) => each.zone === zone)?.label;

it('names a zone by its city and country, with the time there now', () => {
  expect(labelOf('en', 'Europe/Lisbon')).toBe('Lisbon, Portugal (14:20)');
  expect(labelOf('de', 'Europe/Berlin')).toBe('Berlin, Deutschland (15:20)');
  expect(labelOf('en', 'Asia/Kathmandu')).toBe('Kathmandu, Nepal (20:05)');
  expect(labelOf('en', 'America/Argentina/Buenos_Aires')).toBe('Buenos Aires, Argentina (11:20)');
  expect(labelOf('en', 'Asia/Singapore')).toBe('Singapore (22:20)');
});

it('offers every zone once, in groups, with UTC last', () => {
  const groups = zoneGroups('en', now);
  const zones = groups.flatMap((group) => group.zones.map(({ zone }) => zone));
  expect(new Set(zones).size).toBe(zones.length);
  expect(zones.length).toBeGreaterThan(300);
  expect(groups.map(({ region }) => region)).toEqual(
    [
      'Africa',
      'America',
      'Antarctica',
      'Arctic',
      'Asia',
      'Atlantic',
      'Australia',
      'Europe',
      'Indian',
      'Pacific',
      'UTC',
    ].filter((region) => groups.some((group) => group.region === region)),
  );
  expect(groups.at(-1)?.region).toBe('UTC');
});

it('keeps the clocks right from one minute to the next', () => {
  expect(labelOf('en', 'UTC')).toBe('UTC (14:20)');
  expect(sayClock(now + minute, 'UTC')).toBe('14:21');
  expect(zoneGroups('en', now + minute).at(-1)?.zones[0]?.label).toBe('UTC (14:21)');
});
