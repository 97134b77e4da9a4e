import { describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { busyTimesIn, type BusyWindow } from './busy-calendar.ts';
import { expectEffortBelow } from '#tests/effort.ts';

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

  it('D14: fills no more than it may with a thousand rules that began long ago', async () => {
    const events = Array.from({ length: 1_000 }, (_, index) =>
      eventOf(`DTSTART:19700101T0${index % 10}0000Z`, 'DURATION:PT1M', 'RRULE:FREQ=DAILY'),
    );
    const times = busyTimesIn(fileOf(...events), window);
    expect(times?.length ?? 0).toBeLessThanOrEqual(2_000);
    await expectEffortBelow(8_000, () => busyTimesIn(fileOf(...events), window));
  });
});
