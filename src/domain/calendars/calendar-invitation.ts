/**
 * Invitations that travel by mail (RFC 5546): one name for a whole series, its rule on the wall clock of
 * its zone, that zone's real changes, and what was changed about single days. Months without the day of a
 * rhythm are never left to a reader's reading of a rule: those days are listed one by one.
 */
import { dayOf, weekdayOf } from '#lib/calendar-day.ts';
import { minute, day } from '#lib/duration.ts';
import {
  textValue,
  utcTime,
  wallTime,
  writeCalendar,
  type Component,
  type Property,
} from '#lib/ical.ts';
import { zoneComponent } from '#lib/ical-zone.ts';
import {
  nextOccurrences,
  occurrenceOf,
  plannedAt,
  type Occurrence,
  type Series,
} from '#domain/rhythms/series.ts';
import { producer } from './calendar-feed.ts';

export interface Guest {
  readonly name: string;
  readonly address: string;
}

export interface Invitation {
  readonly uid: string;
  /** Counts up with each change that concerns the other. */
  readonly sequence: number;
  /** When this was written, epoch milliseconds. */
  readonly stampedAt: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  /** Who sends it: the community's own address. */
  readonly organizer: Guest;
  readonly guests: readonly Guest[];
}

/** How far a zone's changes, and days listed one by one, are written. */
const horizon = 5 * 366 * day;
const mostListed = 60;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Invites to a whole series, or says what it is now: send again with a higher sequence. */
export function inviteToSeries(invitation: Invitation, series: Series): string {
  const whole: Series = { ...series, changes: [] };
  const [first] = nextOccurrences(whole, { from: plannedAt(series, series.startDate), limit: 1 });
  if (first === undefined) return callOff(invitation);
  const planned = listed(whole, first);
  const moved = planned.flatMap(({ date }) => movedFrom(series, date));
  return fileOf('REQUEST', [
    zoneOf(series, first.at),
    eventOf(invitation, [
      { name: 'DTSTART', params: { TZID: series.zone }, value: wallOf(series, first.date) },
      { name: 'DURATION', value: `PT${series.minutes}M` },
      ...ruleOf(series, { planned, first }),
      ...exceptDates(series, planned),
    ]),
    ...moved.map(({ date, at }) =>
      eventOf(invitation, [
        { name: 'RECURRENCE-ID', params: { TZID: series.zone }, value: wallOf(series, date) },
        { name: 'DTSTART', value: utcTime(at) },
        { name: 'DTEND', value: utcTime(at + series.minutes * minute) },
      ]),
    ),
  ]);
}

/** Invites to one meeting that belongs to no series. */
export function inviteToOne(
  invitation: Invitation,
  { at, endsAt }: { at: number; endsAt: number },
): string {
  return fileOf('REQUEST', [
    eventOf(invitation, [
      { name: 'DTSTART', value: utcTime(at) },
      { name: 'DTEND', value: utcTime(endsAt) },
    ]),
  ]);
}

/** Calls one day of a series off. */
export function callOffOne(invitation: Invitation, series: Series, date: string): string {
  return fileOf('CANCEL', [
    zoneOf(series, plannedAt(series, date)),
    eventOf(invitation, [
      { name: 'RECURRENCE-ID', params: { TZID: series.zone }, value: wallOf(series, date) },
      { name: 'DTSTART', params: { TZID: series.zone }, value: wallOf(series, date) },
      { name: 'DURATION', value: `PT${series.minutes}M` },
      { name: 'STATUS', value: 'CANCELLED' },
    ]),
  ]);
}

/** Takes a series, or a single meeting, off both calendars. */
export function callOff(invitation: Invitation): string {
  return fileOf('CANCEL', [
    eventOf(invitation, [
      { name: 'DTSTART', value: utcTime(invitation.stampedAt) },
      { name: 'STATUS', value: 'CANCELLED' },
    ]),
  ]);
}

function fileOf(method: 'REQUEST' | 'CANCEL', components: readonly Component[]): string {
  return writeCalendar({
    name: 'VCALENDAR',
    properties: [
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: producer },
      { name: 'METHOD', value: method },
    ],
    components,
  });
}

function eventOf(invitation: Invitation, when: readonly Property[]): Component {
  const { uid, sequence, stampedAt, organizer, guests } = invitation;
  const words = (name: string, value: string): Property[] =>
    value === '' ? [] : [{ name, value: textValue(value) }];
  return {
    name: 'VEVENT',
    properties: [
      { name: 'UID', value: uid },
      { name: 'DTSTAMP', value: utcTime(stampedAt) },
      { name: 'SEQUENCE', value: String(sequence) },
      ...when,
      ...words('SUMMARY', invitation.summary),
      ...words('DESCRIPTION', invitation.description),
      ...words('LOCATION', invitation.location),
      { name: 'ORGANIZER', params: { CN: organizer.name }, value: `mailto:${organizer.address}` },
      ...guests.map(({ name, address }) => ({
        name: 'ATTENDEE',
        params: { CN: name, ROLE: 'REQ-PARTICIPANT', PARTSTAT: 'ACCEPTED', RSVP: 'FALSE' },
        value: `mailto:${address}`,
      })),
    ],
  };
}

const zoneOf = ({ zone }: Series, from: number) =>
  zoneComponent(zone, { from, until: from + horizon });

const wallOf = ({ minute: ofDay }: Series, date: string) =>
  wallTime(dayOf(date) * day + ofDay * minute);

/** Days of the series that its file must be able to name. */
function listed(whole: Series, first: Occurrence): Occurrence[] {
  return nextOccurrences(whole, { from: first.at, limit: 400 }).filter(
    ({ at }) => at < first.at + horizon,
  );
}

/** A rule where every reader reads it alike, else the days themselves. */
function ruleOf(
  series: Series,
  { planned, first }: { planned: readonly Occurrence[]; first: Occurrence },
): Property[] {
  const rule = ruleText(series, first.date);
  if (rule !== undefined) return [{ name: 'RRULE', value: `${rule}${endOf(series, planned)}` }];
  // The first as well: some readers take only what is listed, and naming it twice is naming it once.
  const value = planned
    .slice(0, mostListed)
    .map(({ date }) => wallOf(series, date))
    .join(',');
  return [{ name: 'RDATE', params: { TZID: series.zone }, value }];
}

function ruleText({ rhythm }: Series, first: string): string | undefined {
  const weekday = weekdays[weekdayOf(dayOf(first))] ?? '';
  switch (rhythm.kind) {
    case 'weekly':
      return `FREQ=WEEKLY;INTERVAL=${rhythm.every};BYDAY=${weekday}`;
    case 'monthly_weekday':
      return `FREQ=MONTHLY;INTERVAL=${rhythm.every};BYDAY=${rhythm.nth}${weekday}`;
    case 'monthly_day':
      return rhythm.day > 28
        ? undefined
        : `FREQ=MONTHLY;INTERVAL=${rhythm.every};BYMONTHDAY=${rhythm.day}`;
    case 'dates':
      return undefined;
  }
}

/** The last of a series with an end, in universal time, as a rule with a zone wants it. */
function endOf({ until, count }: Series, planned: readonly Occurrence[]): string {
  const last = until === undefined && count === undefined ? undefined : planned.at(-1);
  return last === undefined ? '' : `;UNTIL=${utcTime(last.at)}`;
}

/** Where a day's meeting was moved to, if it was. */
function movedFrom(series: Series, date: string): Occurrence[] {
  const found = occurrenceOf(series, date);
  return found?.isMoved === true ? [found] : [];
}

/** Days of the rule on which there is no meeting. */
function exceptDates(series: Series, planned: readonly Occurrence[]): Property[] {
  const off = planned.filter(({ date }) => isCalledOff(series, date));
  if (off.length === 0) return [];
  const value = off.map(({ date }) => wallOf(series, date)).join(',');
  return [{ name: 'EXDATE', params: { TZID: series.zone }, value }];
}

function isCalledOff({ changes }: Series, date: string): boolean {
  const last = changes.findLast((change) => change.kind !== 'pause' && change.date === date);
  const isPaused = changes.some(
    (change) => change.kind === 'pause' && date >= change.from && date <= change.to,
  );
  return isPaused || last?.kind === 'skip';
}
