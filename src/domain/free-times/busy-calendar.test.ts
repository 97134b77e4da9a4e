import { describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { busyTimesIn, type BusyWindow } from './busy-calendar.ts';
import { expectEffortBelow, expectGrowthBelow } from '#tests/effort.ts';

const from = Date.UTC(2027, 2, 1);
const window: BusyWindow = {
  from,
  until: from + 60 * day,
  zone: 'Europe/Lisbon',
  ownHost: 'bothways.example',
};

const fileOf = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Ana//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
const eventOf = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:one@elsewhere.example', 'SUMMARY:Dentist', ...lines, 'END:VEVENT'].join(
    '\r\n',
  );
const read = (...events: string[]) =>
  busyTimesIn(fileOf(...events), window)?.map(({ startsAt, endsAt }) =>
    [startsAt, endsAt].map((at) => new Date(at).toISOString().slice(5, 16)).join(' to '),
  );

const weekly = (rule: string, more: string[] = []) =>
  eventOf('DTSTART:20270301T090000Z', 'DTEND:20270301T100000Z', `RRULE:${rule}`, ...more);

describe('Ana’s other calendar', () => {
  it('gives when she is taken, and not a word of why', () => {
    const times = busyTimesIn(
      fileOf(eventOf('DTSTART:20270303T090000Z', 'DURATION:PT45M')),
      window,
    );
    expect(times).toEqual([
      { startsAt: Date.UTC(2027, 2, 3, 9), endsAt: Date.UTC(2027, 2, 3, 9, 45) },
    ]);
  });

  it('follows a rule on the wall clock of its zone over the change of the clocks', () => {
    const lines = [
      'DTSTART;TZID=Europe/Berlin:20270322T180000',
      'DTEND;TZID=Europe/Berlin:20270322T190000',
    ];
    expect(read(eventOf(...lines, 'RRULE:FREQ=WEEKLY;COUNT=2'))).toEqual([
      '03-22T17:00 to 03-22T18:00',
      '03-29T16:00 to 03-29T17:00',
    ]);
  });

  it('leaves out what was skipped, and puts what was moved where it went', () => {
    const series = weekly('FREQ=WEEKLY;COUNT=3', ['EXDATE:20270308T090000Z']);
    const moved = eventOf(
      'RECURRENCE-ID:20270315T090000Z',
      'DTSTART:20270316T120000Z',
      'DTEND:20270316T130000Z',
    );
    expect(read(series, moved)).toEqual([
      '03-01T09:00 to 03-01T10:00',
      '03-16T12:00 to 03-16T13:00',
    ]);
  });

  it('takes a whole day where she lives, unless it says that it takes no time', () => {
    const whole = ['DTSTART;VALUE=DATE:20270410', 'DTEND;VALUE=DATE:20270411'];
    expect(read(eventOf(...whole))).toEqual(['04-09T23:00 to 04-10T23:00']);
    expect(read(eventOf(...whole, 'TRANSP:TRANSPARENT'))).toEqual([]);
    expect(read(eventOf(...whole, 'STATUS:CANCELLED'))).toEqual([]);
  });

  it('joins what overlaps, and leaves our own meetings out', () => {
    const one = eventOf('DTSTART:20270303T090000Z', 'DTEND:20270303T100000Z');
    const two = eventOf('DTSTART:20270303T093000Z', 'DTEND:20270303T110000Z');
    const ours = one.replace('one@elsewhere.example', 'series.2027-03-04@bothways.example');
    expect(read(one, two, ours)).toEqual(['03-03T09:00 to 03-03T11:00']);
  });

  it('reads what gives out only free and busy', () => {
    const part = [
      'BEGIN:VFREEBUSY',
      'FREEBUSY;FBTYPE=BUSY:20270303T090000Z/PT1H,20270304T090000Z/20270304T100000Z',
      'FREEBUSY;FBTYPE=FREE:20270305T090000Z/PT1H',
      'END:VFREEBUSY',
    ].join('\r\n');
    expect(read(part)).toEqual(['03-03T09:00 to 03-03T10:00', '03-04T09:00 to 03-04T10:00']);
  });

  it('trusts the zone a file brings along under a name of its own', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:W. Europe Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n');
    const lines = ['DTSTART;TZID=W. Europe Standard Time:20270303T100000', 'DURATION:PT1H'];
    expect(read(zone, eventOf(...lines))).toEqual(['03-03T09:00 to 03-03T10:00']);
  });

  it('is read on where a time, or a zone, cannot be read', () => {
    const part = ['BEGIN:VFREEBUSY', 'FREEBUSY:20270303T09/PTnonsense', 'END:VFREEBUSY'].join(
      '\r\n',
    );
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Odd',
      'BEGIN:STANDARD',
      'DTSTART:2027T0',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n');
    const one = eventOf('DTSTART:20270303T090000Z', 'DURATION:PT1H');
    expect(read(zone, part, one)).toEqual(['03-03T09:00 to 03-03T10:00']);
  });

  it.each([
    '',
    'Not found',
    '<!doctype html>',
    'BEGIN:VCARD\r\nEND:VCARD',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n',
  ])('says that %j is no calendar', (text) => {
    expect(busyTimesIn(text, window)).toBeUndefined();
  });
});

describe('a calendar that means harm', () => {
  it.each([
    'FREQ=SECONDLY',
    'FREQ=MINUTELY',
    'FREQ=HOURLY',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=TU',
    'FREQ=DAILY;INTERVAL=100000000',
    'FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2,3,4',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYSETPOS=7;BYDAY=MO',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYDAY=53MO;BYMONTH=2',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO',
    'FREQ=YEARLY;INTERVAL=1000;BYMONTHDAY=29;BYMONTH=2',
    'FREQ=DAILY;COUNT=-1',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;UNTIL=nonsense',
    'FREQ=NEVER',
  ])('D14: gets no further than its bounds with %s', async (rule) => {
    const times = busyTimesIn(fileOf(weekly(rule)), window);
    expect(times?.length ?? 0).toBeLessThanOrEqual(2_000);
    await expectEffortBelow(2_000, () => busyTimesIn(fileOf(weekly(rule)), window));
  });

  const zoneOf = (name: string, rule: string, since = '20000101') =>
    [
      'BEGIN:VTIMEZONE',
      `TZID:${name}`,
      'BEGIN:STANDARD',
      `DTSTART:${since}T000000`,
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      `RRULE:${rule}`,
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n');
  const inZone = (name: string) =>
    eventOf(`DTSTART;TZID=${name}:20270303T100000`, `DTEND;TZID=${name}:20270303T110000`);

  it.each([
    'FREQ=SECONDLY',
    'FREQ=MINUTELY',
    'FREQ=HOURLY',
    'FREQ=DAILY',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3',
    'FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12',
    'FREQ=YEARLY;UNTIL=nonsense',
  ])('D14: has no say in how late it is with a zone that changes by %s', async (rule) => {
    const files = ['20000101', '00010101'].map((since) =>
      fileOf(
        zoneOf('Odd', rule, since),
        zoneOf('Even', 'FREQ=YEARLY'),
        inZone('Odd'),
        inZone('Even'),
      ),
    );
    for (const file of files) {
      // The first where Ana lives, the second as its zone says.
      expect(busyTimesIn(file, window)).toEqual([
        { startsAt: Date.UTC(2027, 2, 3, 9), endsAt: Date.UTC(2027, 2, 3, 11) },
      ]);
      await expectEffortBelow(1_000, () => busyTimesIn(file, window));
    }
  });

  it('D14: is read no further with fifty zones of many rules that began in the year 1', async () => {
    const zones = Array.from({ length: 50 }, (_, zone) =>
      Array.from({ length: 20 }, () => zoneOf(`Z${zone}`, 'FREQ=YEARLY', '00010101'))
        .join('\r\n')
        .replaceAll(/\r\nEND:VTIMEZONE\r\nBEGIN:VTIMEZONE\r\nTZID:Z\d+/g, ''),
    );
    const file = fileOf(...zones, ...zones.map((_, zone) => inZone(`Z${zone}`)));
    await expectEffortBelow(4_000, () => busyTimesIn(file, window));
  });

  it.each(['', ';TZID=Europe/Berlin', ';TZID=Odd', ';TZID=Nowhere'])(
    'D8: of ten years is read in time that grows with it, with times%s',
    async (zone) => {
      const of = (count: number) =>
        fileOf(
          zoneOf('Odd', 'FREQ=YEARLY'),
          ...Array.from({ length: count }, (_, index) => {
            const at = new Date(Date.UTC(2017, 0, index % 3_650)).toISOString();
            const start = `${zone}:${at.slice(0, 10).replaceAll('-', '')}T090000`;
            const moved = index % 2 === 0 ? [] : [`RECURRENCE-ID${start}`];
            return eventOf(`DTSTART${start}`, 'DURATION:PT1H', ...moved);
          }),
        );
      const [few, many] = [of(400), of(1_600)];
      await expectGrowthBelow(8, {
        small: () => busyTimesIn(few, window),
        large: () => busyTimesIn(many, window),
      });
    },
  );

  it('D14: fills no more than it may with a thousand rules that began long ago', async () => {
    const events = Array.from({ length: 1_000 }, (_, index) =>
      eventOf(`DTSTART:19700101T0${index % 10}0000Z`, 'DURATION:PT1M', 'RRULE:FREQ=DAILY'),
    );
    const times = busyTimesIn(fileOf(...events), window);
    expect(times?.length ?? 0).toBeLessThanOrEqual(2_000);
    await expectEffortBelow(8_000, () => busyTimesIn(fileOf(...events), window));
  });
});
