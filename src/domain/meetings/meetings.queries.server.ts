/** Meetings as the two see them, and as their calendars do. Times are epoch milliseconds. */
import { minute, day } from '#lib/duration.ts';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { actionsOf, type ActionItem } from './action-items.queries.server.ts';
import { agendaOf, type AgendaItem } from './agenda.queries.server.ts';
import { livingOf } from './member-meetings.queries.server.ts';
import type { MeetingSummary, Zones } from './meeting-summary.ts';
import { lifeOf, meetingFrom, meetingWith } from './meeting-store.queries.server.ts';
import { mayMeetAt, mayStillMove, mayStillSay, type Meeting } from './meeting.ts';
import { notesOf, privateNotesOf, type SharedNotes } from './meeting-notes.queries.server.ts';
import { readSeries } from './series.queries.server.ts';
import { shiftsOn, type Shift } from '#domain/rhythms/rhythm-shift.ts';
import { suggestionsOf } from './meeting-suggestions.queries.server.ts';
import type { SuggestionView } from './meeting-suggestion-view.ts';

export { bookedTimes, meetingsForFeed } from './member-meetings.queries.server.ts';
export { seriesOf } from './series.queries.server.ts';
export { suggestionsOf } from './meeting-suggestions.queries.server.ts';

interface MeetingsQuery {
  readonly pairingId: string;
  readonly viewerId: string;
  readonly now: number;
}

/** The meeting that is on or comes next; undefined where none is planned, and for everybody else. */
export async function nextMeetingOf(
  db: Reader,
  { pairingId, viewerId, now }: MeetingsQuery,
): Promise<MeetingSummary | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined || !isLiving(pairing)) return undefined;
  const meeting = await nextIn(db, { pairing, now });
  return meeting && lineFrom(meeting, await zonesOf(db, { pairing, viewerId }));
}

/**
 * The meeting that is on or comes next in each pairing of a member that goes on, by the pairing's id; in
 * as many statements for many pairings as for one.
 */
export async function nextMeetingsOf(
  db: Reader,
  { viewerId, now }: { viewerId: string; now: number },
): Promise<Map<string, MeetingSummary>> {
  const pairings = await livingOf(db, viewerId);
  if (pairings.length === 0) return new Map();
  const coming = Map.groupBy(await comingIn(db, { pairings, now }), ({ pairingId }) => pairingId);
  const others = pairings.map((pairing) => otherOf(pairing, viewerId));
  const people = await peopleOf(db, [viewerId, ...others]);
  const lines = pairings.flatMap((pairing) => {
    const next = firstHeld(coming.get(pairing.id) ?? [], pairing);
    if (next === undefined) return [];
    return [lineFrom(next, zonesAmong(people, { pairing, viewerId }))];
  });
  return new Map(lines.map((line) => [line.pairingId, line]));
}

const firstHeld = (meetings: readonly Meeting[], pairing: Pairing): Meeting | undefined =>
  meetings.find(({ at }) => mayMeetAt(lifeOf(pairing), at));

const nextIn = async (
  db: Reader,
  { pairing, now }: { pairing: Pairing; now: number },
): Promise<Meeting | undefined> =>
  firstHeld(await comingIn(db, { pairings: [pairing], now }), pairing);

/** What is planned and not over, the soonest first. */
async function comingIn(
  db: Reader,
  { pairings, now }: { pairings: readonly Pairing[]; now: number },
): Promise<Meeting[]> {
  const ids = pairings.map(({ id }) => id);
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('pairing_id', 'in', ids)
    .where('state', '=', 'planned')
    .where('ends_at', '>', now)
    .orderBy('at')
    .execute();
  return rows.map(meetingFrom);
}

export interface Meetings {
  /** The soonest first; what was called off stands among them while it is to come. */
  readonly coming: readonly MeetingSummary[];
  /** The latest first. */
  readonly past: readonly MeetingSummary[];
}

const none: Meetings = { coming: [], past: [] };
const mostPast = 200;

/** All meetings of a pairing for one of the two; none for everybody else. */
export async function meetingsOf(
  db: Reader,
  { pairingId, viewerId, now }: MeetingsQuery,
): Promise<Meetings> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return none;
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .orderBy('at', 'desc')
    .execute();
  const zones = await zonesOf(db, { pairing, viewerId });
  const seen = rows.map(meetingFrom).filter((meeting) => isShown(meeting, { pairing, now }));
  const lines = seen.map((meeting) => lineFrom(meeting, zones));
  return {
    coming: lines.filter(({ endsAt }) => endsAt > now).toReversed(),
    past: lines.filter(({ endsAt }) => endsAt <= now).slice(0, mostPast),
  };
}

/** What was called off and is past is left out, and so is what an ending or a rest took away. */
function isShown(
  { at, endsAt, state, seriesId }: Meeting,
  { pairing, now }: { pairing: Pairing; now: number },
): boolean {
  if (pairing.wrappedUpAt !== null && at >= pairing.wrappedUpAt) return false;
  if (state === 'called_off') return endsAt > now && seriesId !== null && isLiving(pairing);
  return endsAt <= now || mayMeetAt(lifeOf(pairing), at);
}

const lineFrom = (meeting: Meeting, zones: Zones): MeetingSummary => ({
  id: meeting.id,
  pairingId: meeting.pairingId,
  seriesId: meeting.seriesId,
  at: meeting.at,
  endsAt: meeting.endsAt,
  minutes: Math.round((meeting.endsAt - meeting.at) / minute),
  date: meeting.date,
  state: meeting.state,
  placeKind: meeting.placeKind,
  place: meeting.place,
  zones,
  isMoved: meeting.isMoved,
  isLogged: meeting.isLogged,
});

async function zonesOf(
  db: Reader,
  { pairing, viewerId }: { pairing: Pairing; viewerId: string },
): Promise<Zones> {
  const people = await peopleOf(db, [viewerId, otherOf(pairing, viewerId)]);
  return zonesAmong(people, { pairing, viewerId });
}

const zonesAmong = (
  people: ReadonlyMap<string, Person>,
  { pairing, viewerId }: { pairing: Pairing; viewerId: string },
): Zones => ({
  yours: people.get(viewerId)?.timeZone ?? '',
  theirs: people.get(otherOf(pairing, viewerId))?.timeZone ?? '',
});

export interface MeetingPage {
  readonly meeting: MeetingSummary;
  readonly pairingId: string;
  readonly you: Person;
  readonly other: Person;
  /** False once the pairing has wrapped up: everything stays readable, and nothing can be changed. */
  readonly isLiving: boolean;
  readonly isNext: boolean;
  readonly mayMove: boolean;
  /** True while either may say whether it happened. */
  readonly maySay: boolean;
  /** What stands about this very meeting. */
  readonly suggestion: SuggestionView | null;
  readonly agenda: readonly AgendaItem[];
  readonly notes: SharedNotes;
  /** The viewer's own. */
  readonly privateNotes: string;
  readonly actions: readonly ActionItem[];
  /** When over the next year it is at another time of day than usual, on either clock. */
  readonly shifts: { readonly yours: readonly Shift[]; readonly theirs: readonly Shift[] };
}

/** One meeting for one of the two; undefined for everybody else (requirement C2). */
export async function meetingPage(
  db: Reader,
  { meetingId, viewerId, now }: { meetingId: string; viewerId: string; now: number },
): Promise<MeetingPage | undefined> {
  const found = await meetingWith(db, { meetingId, memberId: viewerId });
  if (found === undefined) return undefined;
  const { meeting, pairing } = found;
  const { wrappedUpAt } = pairing;
  if (wrappedUpAt !== null && meeting.at >= wrappedUpAt) return undefined;
  const otherId = otherOf(pairing, viewerId);
  const people = await peopleOf(db, [viewerId, otherId]);
  const you = people.get(viewerId);
  const other = people.get(otherId);
  if (you === undefined || other === undefined) return undefined;
  const zones = { yours: you.timeZone, theirs: other.timeZone };
  const isNext = (await nextIn(db, { pairing, now }))?.id === meeting.id;
  const suggestions = await suggestionsOf(db, { pairingId: pairing.id, viewerId, now });
  return {
    meeting: lineFrom(meeting, zones),
    pairingId: pairing.id,
    you,
    other,
    isLiving: isLiving(pairing),
    isNext,
    mayMove: isLiving(pairing) && mayStillMove(meeting, now),
    maySay: isLiving(pairing) && mayStillSay(meeting, now),
    suggestion: suggestions.find((each) => each.meeting?.id === meetingId) ?? null,
    agenda: await agendaOf(db, { meeting, viewerId, isNext: isNext && isLiving(pairing) }),
    notes: await notesOf(db, { meetingId, viewerId }),
    privateNotes: await privateNotesOf(db, { meetingId, viewerId }),
    actions: await actionsOf(db, { meeting, viewerId, isToCome: meeting.endsAt > now }),
    shifts: await shiftsOf(db, { meeting, zones, now }),
  };
}

const year = 366 * day;

async function shiftsOf(
  db: Reader,
  { meeting, zones, now }: { meeting: Meeting; zones: Zones; now: number },
): Promise<MeetingPage['shifts']> {
  const kept = meeting.seriesId === null ? undefined : await readSeries(db, meeting.seriesId);
  if (kept === undefined) return { yours: [], theirs: [] };
  const span = { from: now, until: now + year };
  return {
    yours: shiftsOn(zones.yours || 'UTC', kept.series, span),
    theirs: shiftsOn(zones.theirs || 'UTC', kept.series, span),
  };
}
