/** A meeting as a card shows it: when, on both clocks, where, and what is odd about it. */
import { mayStillSay, type Place, type PlaceKind } from '#domain/meetings/meeting.ts';
import type { MeetingSummary } from '#domain/meetings/meeting-summary.ts';
import type { Series } from '#domain/rhythms/series.ts';
import type { ClockFace } from '#ui/pairings/shared-moments.ts';
import { timeChoice } from '#ui/requests/time-choice.ts';
import { sayDaysFrom, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { facesOf } from './meeting-clocks.ts';
import { sayAround } from './shift-words.ts';
import type { Sides } from './two-zones.ts';

export interface Reader {
  readonly now: number;
  readonly timeZone: string;
}

export interface Meet {
  readonly href: string;
  /** "Next catch-up, in 3 days". */
  readonly label: string;
  /** "Thursday 26 November". */
  readonly title: string;
  readonly faces: readonly [ClockFace, ClockFace];
  /** Where, in words; '' where nothing was said. */
  readonly where: string;
  /** The address of the call; '' where there is none to open. */
  readonly callHref: string;
  /** Odd weeks and changes of clocks near it. */
  readonly notes: readonly string[];
}

/** A meeting for the one who looks; `series` is the rhythm it belongs to. */
export function meetOf(
  line: MeetingSummary,
  {
    sides,
    series,
    reader,
    isFirstChat,
  }: { sides: Sides; series: Series | undefined; reader: Reader; isFirstChat: boolean },
): Meet {
  const isOver = line.endsAt <= reader.now;
  const isRhythmic = series !== undefined && line.seriesId !== null && !line.isMoved;
  return {
    href: `/meetings/${line.id}`,
    label: sayLabel(line, { reader, isFirstChat }),
    title: sayWeekdayDate(line.at, reader.timeZone),
    faces: facesOf(line, { ...sides, isOver }),
    // A button says it already.
    where: isOver || callOf(line) === '' ? sayPlace(line) : '',
    callHref: isOver ? '' : callOf(line),
    notes: isRhythmic && !isOver ? sayAround(series, { at: line.at, ...sides }) : [],
  };
}

function sayLabel(
  { at, endsAt }: MeetingSummary,
  { reader, isFirstChat }: { reader: Reader; isFirstChat: boolean },
): string {
  const when = sayDaysFrom(at, reader);
  if (endsAt <= reader.now)
    return isFirstChat ? m.pairings_next_chat_was({ when }) : m.meetings_was({ when });
  if (at <= reader.now) return m.meetings_next_now();
  return isFirstChat ? m.pairings_next_chat_in({ when }) : m.meetings_next_in({ when });
}

/** Only what is plainly an address on the web is opened; the rest is read. */
export const callOf = ({ placeKind, place }: Place): string =>
  (placeKind === 'link' || placeKind === 'room') && place.startsWith('https://') ? place : '';

const placeWords: Record<PlaceKind, () => string> = {
  room: m.meetings_place_room_short,
  link: m.meetings_place_link_short,
  phone: m.meetings_place_phone,
  in_person: m.meetings_place_in_person,
  open: () => '',
};

/** "By phone: +351 …"; a link to open is a button, not words. */
export function sayPlace(where: Place): string {
  const kind = placeWords[where.placeKind]();
  const place = callOf(where) === '' ? where.place : '';
  if (kind === '') return place;
  return place === '' ? kind : m.meetings_place_said({ kind, place });
}

/** One of several meetings, on both clocks. */
export interface MeetRow {
  readonly id: string;
  readonly href: string;
  readonly day: string;
  readonly yours: string;
  readonly theirs: string;
  /** How it stands where that has to be said: moved, called off, happened. */
  readonly state: string;
  readonly where: string;
}

export function rowOf(
  line: MeetingSummary,
  { sides, now }: { sides: Sides; now: number },
): MeetRow {
  const { yours: yourZone, theirs: theirZone } = line.zones;
  const { yours, theirs, odd } = timeChoice(line.at, {
    yourZone,
    theirZone,
    name: sides.them.name,
  });
  return {
    id: line.id,
    href: `/meetings/${line.id}`,
    day: sayWeekdayDate(line.at, yourZone),
    yours,
    theirs: odd && line.at > now ? `${theirs} · ${odd}` : theirs,
    state: sayState(line, now),
    where: sayPlace(line),
  };
}

function sayState(line: MeetingSummary, now: number): string {
  const { isMoved, isLogged, endsAt } = line;
  switch (line.state) {
    case 'called_off':
      return m.meetings_called_off();
    case 'happened':
      return isLogged ? m.meetings_logged() : m.meetings_happened();
    case 'did_not_happen':
      return m.meetings_did_not_happen();
    case 'planned':
      if (endsAt > now) return isMoved ? m.meetings_moved() : '';
      return mayStillSay(line, now) ? m.meetings_not_said() : '';
  }
}
