/**
 * What a calendar to subscribe to costs: two pairings on a weekly rhythm, 210 days, 60 meetings. The
 * instants are found and the file is written, as for each program that comes by.
 */
import { minute, day } from '#lib/duration.ts';
import { entryOf } from '#domain/calendars/calendar-words.ts';
import { writeFeed } from '#domain/calendars/calendar-feed.ts';
import { occurrencesBetween, type Series } from '#domain/rhythms/series.ts';

const from = Date.UTC(2027, 0, 15);
const rounds = 400;

const seriesOf = (zone: string, minute: number): Series => ({
  zone,
  startDate: '2026-11-19',
  minute,
  minutes: 45,
  rhythm: { kind: 'weekly', every: 1 },
  changes: [{ kind: 'skip', date: '2027-02-04' }],
});

const pairings = [
  {
    id: 'one',
    series: seriesOf('Europe/Lisbon', 18 * 60 + 30),
    name: 'Kweku',
    zone: 'Africa/Accra',
  },
  { id: 'two', series: seriesOf('Asia/Kathmandu', 9 * 60), name: 'Ánna', zone: 'Asia/Kathmandu' },
];

/** Prints milliseconds of processor time for one feed, the median and the one in twenty. */
export function measureFeed(): void {
  for (let i = 0; i < rounds; i++) feed();
  const costs = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < 10; i++) feed();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 10_000;
  }).toSorted((a, b) => a - b);
  const at = (share: number) => (costs[Math.floor(rounds * share)] ?? 0).toFixed(2);
  console.log('\nA calendar of two pairings over 210 days: milliseconds of processor time\n');
  console.log(`  median ${at(0.5)}, one in twenty takes longer than ${at(0.95)} (aim: under 2)`);
}

function feed(): string {
  return writeFeed({
    name: 'Tidewater Code Guild',
    lang: 'en',
    mode: 'details',
    busyWord: 'Busy',
    meetings: pairings.flatMap(({ id, series, name, zone }) =>
      occurrencesBetween(series, { from: from - 30 * day, until: from + 180 * day }).map(
        ({ date, at }) =>
          entryOf(
            {
              uid: `${id}.${date}`,
              meetingId: null,
              pairingId: id,
              other: { name },
              place: 'https://meet.example/bothways-room',
              at,
              endsAt: at + series.minutes * minute,
              sequence: 0,
              changedAt: from,
            },
            {
              locale: 'en',
              publicUrl: 'https://bothways.example',
              yourZone: 'Europe/Lisbon',
              theirZone: zone,
            },
          ),
      ),
    ),
  });
}
