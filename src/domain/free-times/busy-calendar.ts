/**
 * When somebody is taken, read from their own calendar. Only beginnings and ends come out of here: no
 * title, place or name is ever kept. What is written in the file is not trusted: rules that would go on
 * for ever, or for a long time, are not followed.
 */
import ICAL from 'ical.js';
import { day } from '#lib/duration.ts';
import { clockOf } from '#lib/zone-clock.ts';
import { isFollowed, isYearly } from './busy-calendar-rule.ts';

/** Epoch milliseconds. */
export interface BusyTime {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface BusyWindow {
  readonly from: number;
  readonly until: number;
  /** IANA zone in which times without one are meant, '' for UTC. */
  readonly zone: string;
  /** The server's own host name: its meetings are known already, and moved ones must not count as busy. */
  readonly ownHost: string;
}

/** How many times one calendar may fill. */
const mostTimes = 2000;
/** Steps along rules, for one event and for a whole file. */
const stepsForOne = 12_000;
const stepsForAll = 40_000;
/** Calendars bring along the zones they use. */
const mostZones = 50;
/** Of all rules of all zones; Outlook lets its two for each zone begin in 1601. */
const mostZoneYears = 30_000;
/** Longer lists of single days are left out. */
const mostListed = 2000;

/** The times somebody is taken in a window, in order and without overlaps; undefined for no calendar. */
export function busyTimesIn(text: string, window: BusyWindow): BusyTime[] | undefined {
  const calendars = parse(text);
  if (calendars === undefined) return undefined;
  const reading: Reading = { ...window, left: stepsForAll, found: [] };
  for (const calendar of calendars) {
    readEvents(calendar, reading);
    for (const part of calendar.freeBusy) readFreeBusy(part, reading);
  }
  return joined(reading.found).slice(0, mostTimes);
}

interface Reading extends BusyWindow {
  /** Steps that are left for all rules together. */
  left: number;
  readonly found: BusyTime[];
}

/** A part of a file as the library parses it: RFC 7265. */
type JCal = [name: string, properties: unknown[], parts: JCal[]];

interface Calendar {
  readonly events: ICAL.Component[];
  readonly freeBusy: ICAL.Component[];
}

/** One file may hold several calendars. */
function parse(text: string): Calendar[] | undefined {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text.slice(0, 200))) return undefined;
  try {
    const parsed: unknown[] = ICAL.parse(text.replace(/^\uFEFF?\s*/, ''));
    const all = (typeof parsed[0] === 'string' ? [parsed] : parsed) as JCal[];
    return all.every(([name]) => name === 'vcalendar') ? all.map(calendarOf) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The parts that matter, each below a calendar that holds nothing but zones: the library looks through
 * all that a calendar holds for the zone of each time.
 */
function calendarOf([name, properties, parts]: JCal): Calendar {
  const of = (kind: string) => parts.filter((part) => part[0] === kind);
  const root = new ICAL.Component([name, properties, of('vtimezone').slice(0, mostZones)]);
  dropEndlessZones(root);
  const below = (kind: string) => of(kind).map((part) => new ICAL.Component(part, root));
  return { events: below('vevent'), freeBusy: below('vfreebusy') };
}

/**
 * Removes the zones whose clocks change by anything but a yearly rule, or by rules that began too long
 * ago: the library writes down every change up to today. Times that name such a zone are meant in the
 * member's own.
 */
function dropEndlessZones(root: ICAL.Component): void {
  let left = mostZoneYears;
  for (const zone of root.getAllSubcomponents('vtimezone')) {
    let years = Infinity;
    attempt(() => (years = yearsOf(zone)));
    if (years > left) root.removeSubcomponent(zone);
    else left -= years;
  }
}

/** The years that the rules of a zone go through up to about today; Infinity for one we don't follow. */
function yearsOf(zone: ICAL.Component): number {
  let years = 0;
  for (const part of zone.getAllSubcomponents()) {
    const rules = part.getAllProperties('rrule');
    if (!rules.every(isYearly)) return Infinity;
    const since = Number(/\d{4}/.exec(textIn(part, 'dtstart'))?.[0] ?? 0);
    years += rules.length * (2100 - since);
  }
  return years;
}

function readEvents(calendar: Calendar, reading: Reading): void {
  const events = calendar.events.filter((each) => isOthers(each, reading));
  const moved = movedDays(events);
  for (const event of events)
    attempt(() => {
      if (event.hasProperty('recurrence-id')) return readOne(event, reading);
      return readWhole(event, { reading, without: moved.get(uidOf(event)) ?? new Set() });
    });
}

/** For each series the days that have an entry of their own. */
function movedDays(events: readonly ICAL.Component[]): Map<string, Set<string>> {
  const moved = new Map<string, Set<string>>();
  for (const event of events)
    attempt(() => {
      if (!event.hasProperty('recurrence-id')) return;
      const uid = uidOf(event);
      const days = moved.get(uid) ?? new Set();
      moved.set(uid, days.add(String(event.getFirstPropertyValue('recurrence-id'))));
    });
  return moved;
}

/** One part nobody can read leaves the others. */
function attempt(read: () => void): void {
  try {
    read();
  } catch {
    // Nothing was found in it, so nothing is kept of it.
  }
}

const uidOf = (event: ICAL.Component): string => textIn(event, 'uid');
const textIn = (event: ICAL.Component, name: string): string =>
  String(event.getFirstPropertyValue(name) ?? '');

const isOthers = (event: ICAL.Component, { ownHost }: Reading): boolean =>
  !uidOf(event).endsWith(`@${ownHost}`);

/** Entries that take no time; those of whole days, such as birthdays, mostly say so. */
const isTaken = (event: ICAL.Component): boolean =>
  textIn(event, 'transp').toUpperCase() !== 'TRANSPARENT' &&
  textIn(event, 'status').toUpperCase() !== 'CANCELLED' &&
  textIn(event, 'x-microsoft-cdo-busystatus').toUpperCase() !== 'FREE';

interface Span {
  readonly start: ICAL.Time;
  /** IANA zone of times without one. */
  readonly zone: string;
  /** Milliseconds. */
  readonly length: number;
}

function spanOf(component: ICAL.Component, reading: Reading): Span | undefined {
  if (!isTaken(component)) return undefined;
  // With no list of exceptions it would look through all other events for its own.
  const event = new ICAL.Event(component, { exceptions: [] });
  const start = event.startDate;
  // The library gives null where there is none, whatever its types say.
  if (!(start instanceof ICAL.Time)) return undefined;
  const zone = zoneOf(component, reading);
  const length = instantOf(event.endDate, { zone }) - instantOf(start, { zone });
  return length > 0 && length <= 60 * day ? { start, length, zone } : undefined;
}

function readOne(component: ICAL.Component, reading: Reading): void {
  const span = spanOf(component, reading);
  if (span !== undefined) keep(span.start, span, reading);
}

function readWhole(
  component: ICAL.Component,
  { reading, without }: { reading: Reading; without: ReadonlySet<string> },
): void {
  const span = spanOf(component, reading);
  if (span === undefined) return;
  for (const start of daysOf(component, { first: span.start, reading })) {
    if (without.has(String(start))) continue;
    if (instantOf(start, span) >= reading.until) return;
    keep(start, span, reading);
  }
}

function keep(start: ICAL.Time, { length, zone }: Span, { found, ...reading }: Reading): void {
  const startsAt = instantOf(start, { zone });
  const endsAt = startsAt + length;
  if (endsAt <= reading.from || startsAt >= reading.until || found.length >= 4 * mostTimes) return;
  found.push({
    startsAt: Math.max(startsAt, reading.from),
    endsAt: Math.min(endsAt, reading.until),
  });
}

/** The days an event falls on, the soonest first; only its own where its rule is not one we follow. */
function* daysOf(
  component: ICAL.Component,
  { first, reading }: { first: ICAL.Time; reading: Reading },
): Generator<ICAL.Time> {
  const listed = ['rdate', 'exdate'].flatMap((name) => component.getAllProperties(name));
  const isLong = listed.reduce((sum, list) => sum + list.getValues().length, 0) > mostListed;
  if (isLong || !component.getAllProperties('rrule').every(isFollowed)) {
    yield first;
    return;
  }
  const walk = new ICAL.RecurExpansion({ component, dtstart: first });
  for (let steps = 0; steps < stepsForOne && reading.left > 0; steps++, reading.left--) {
    const next: ICAL.Time | null | undefined = walk.next();
    if (next === null || next === undefined) return;
    yield next;
  }
}

/**
 * A time of a file as an instant: by the zone's own law where it has a known name, else as the file says.
 *
 * @param zone where times without a zone are meant, '' for UTC
 */
function instantOf(time: ICAL.Time, { zone }: { zone: string }): number {
  const { year, month, day: date, hour, minute, second } = time;
  const wall = Date.UTC(year, month - 1, date, hour, minute, second);
  const named = time.isDate ? 'floating' : time.zone.tzid;
  if (named === 'UTC' || named === 'Z') return wall;
  if (named === 'floating') return clockOf(zone || 'UTC', wall).instantOf(wall);
  if (isZone(named)) return clockOf(named, wall).instantOf(wall);
  return time.toUnixTime() * 1000;
}

/** Where times of an event are meant that name a zone the file does not explain, or none. */
function zoneOf(component: ICAL.Component, { zone }: BusyWindow): string {
  const named = String(component.getFirstProperty('dtstart')?.getParameter('tzid') ?? '');
  return named !== '' && isZone(named) ? named : zone;
}

function isZone(name: string): boolean {
  try {
    return clockOf(name, 0).zone === name;
  } catch {
    return false;
  }
}

/** What programs that keep everything else to themselves give out (RFC 5545 3.6.4). */
function readFreeBusy(component: ICAL.Component, reading: Reading): void {
  for (const property of component.getAllProperties('freebusy'))
    attempt(() => {
      if (String(property.getParameter('fbtype') ?? '').toUpperCase() === 'FREE') return;
      for (const period of property.getValues().slice(0, mostTimes))
        attempt(() => readPeriod(period, reading));
    });
}

function readPeriod(period: unknown, reading: Reading): void {
  if (!(period instanceof ICAL.Period)) return;
  const start = period.start;
  const length = instantOf(period.getEnd(), reading) - instantOf(start, reading);
  if (length > 0) keep(start, { start, length, zone: reading.zone }, reading);
}

/** In order, and what touches or overlaps as one. */
function joined(found: readonly BusyTime[]): BusyTime[] {
  const all: BusyTime[] = [];
  for (const next of found.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = all.at(-1);
    if (last === undefined || next.startsAt > last.endsAt) all.push(next);
    else all[all.length - 1] = { ...last, endsAt: Math.max(last.endsAt, next.endsAt) };
  }
  return all;
}
