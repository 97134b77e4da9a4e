/** What waits for somebody about their meetings: for "Your turn". */
import {
  activePartnersOf,
  type ActivePartners,
} from '#domain/pairings/active-partners.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { lifeOf, meetingFrom } from './meeting-store.queries.server.ts';
import { mayMeetAt, mayStillSay, timeToSay, type Meeting } from './meeting.ts';
import { suggestionFrom } from './meeting-suggestions.queries.server.ts';
import { stillStands } from './meeting-suggestion.ts';
import type { MeetingTurn } from './your-turn-meeting.ts';

interface TurnQuery {
  readonly viewerId: string;
  readonly now: number;
}

interface PartnersTurnQuery extends TurnQuery {
  readonly company: ReadonlyMap<string, ActivePartners>;
}

/** What waits for a member, the longest first. The number of statements does not grow with what there is. */
export async function turnsOf(db: Reader, { viewerId, now }: TurnQuery): Promise<MeetingTurn[]> {
  const company = await activePartnersOf(db, viewerId);
  if (company.size === 0) return [];
  return [
    ...(await suggestionsTo(db, { company, viewerId, now })),
    ...(await unsaid(db, { company, viewerId, now })),
  ].toSorted((one, another) => one.since - another.since);
}

async function suggestionsTo(
  db: Reader,
  { company, viewerId, now }: PartnersTurnQuery,
): Promise<MeetingTurn[]> {
  const rows = await db
    .selectFrom('meeting_suggestions')
    .selectAll()
    .where('pairing_id', 'in', [...company.keys()])
    .where('state', '=', 'open')
    .where((eb) => eb.or([eb('suggested_by', 'is', null), eb('suggested_by', '<>', viewerId)]))
    .execute();
  const open = rows.map(suggestionFrom);
  const meetings = await meetingsBy(
    db,
    open.flatMap(({ suggested }) => ('meetingId' in suggested ? suggested.meetingId : [])),
  );
  return open.flatMap(({ id, pairingId, suggested, suggestedAt: since }) => {
    const other = company.get(pairingId)?.other;
    const meeting = 'meetingId' in suggested ? meetings.get(suggested.meetingId) : undefined;
    if (other === undefined || !stillStands(suggested, { meeting, now })) return [];
    const about = { suggestionId: id, suggested, meetingAt: meeting?.at ?? null };
    return { kind: 'suggestion', pairingId, other, ...about, since };
  });
}

async function meetingsBy(db: Reader, ids: readonly string[]): Promise<Map<string, Meeting>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('meetings').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, meetingFrom(row)]));
}

/** The latest meeting of each pairing, while neither has said whether it happened. */
async function unsaid(db: Reader, { company, now }: PartnersTurnQuery): Promise<MeetingTurn[]> {
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('pairing_id', 'in', [...company.keys()])
    .where('state', '<>', 'called_off')
    .where('ends_at', '<=', now)
    .where('ends_at', '>', now - timeToSay)
    .orderBy('ends_at')
    .execute();
  const latest = new Map(rows.map((row) => [row.pairing_id, meetingFrom(row)]));
  return [...latest.values()].flatMap((meeting) => {
    const { id: meetingId, pairingId, at, endsAt: since, state, isLogged } = meeting;
    const known = company.get(pairingId);
    if (known === undefined || state !== 'planned' || isLogged) return [];
    if (!mayStillSay(meeting, now) || !mayMeetAt(lifeOf(known.pairing), at)) return [];
    return { kind: 'happened', pairingId, other: known.other, meetingId, at, since };
  });
}
