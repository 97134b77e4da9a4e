import type { Viewer } from '#domain/members/viewer.ts';
import { linesNow } from '#domain/pairings/agreements/queries.server.ts';
import {
  done,
  inPairing,
  refused,
  tellPages,
  type Acting,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { makeId } from '#lib/ids.ts';
import type { MeetingSuggested } from '../events.ts';
import { readMeeting } from '../keeping/queries.server.ts';
import type { Place } from '../meeting.ts';
import { carryOut } from './answers/commands.server.ts';
import { problemWith, type Problem } from './answers/queries.server.ts';
import { meetingOf, openAbout, readSuggestion } from './queries.server.ts';
import {
  needsNoOk,
  stillStands,
  subjectOf,
  writeSuggested,
  type SeriesPlan,
  type Suggested,
  type SuggestionState,
  type WallTime,
} from './suggestion.ts';

interface Suggesting {
  readonly actor: Viewer;
  readonly pairingId: string;
}

export type Suggestion =
  /** `suggestionId` is null where it happened at once, as the two agreed moves may. */
  { outcome: 'done'; suggestionId: string | null } | Refused<'not_found' | 'wrapped_up'> | Problem;

/** Suggests up to five times for one meeting, epoch milliseconds. */
export const suggestTimes = (
  room: Room,
  said: Suggesting & { times: readonly number[]; minutes: number } & Place,
): Promise<Suggestion> => {
  const { times, minutes, placeKind, place } = said;
  return suggest(room, said, { kind: 'times', times, minutes, placeKind, place });
};

/** Suggests a rhythm, to begin with or instead of the one there is. */
export const suggestRhythm = (
  room: Room,
  said: Suggesting & { plan: SeriesPlan } & Place,
): Promise<Suggestion> => {
  const { plan, placeKind, place } = said;
  return suggest(room, said, { kind: 'rhythm', plan, placeKind, place });
};

interface SuggestingAbout {
  readonly actor: Viewer;
  readonly meetingId: string;
}

/** Suggests another time for one meeting. */
export const suggestMove = (
  room: Room,
  { actor, meetingId, toDate, toMinute, toZone }: SuggestingAbout & WallTime,
): Promise<Suggestion> =>
  suggestAbout(room, { actor, meetingId }, { kind: 'move', meetingId, toDate, toMinute, toZone });

/** Suggests to leave one meeting out. */
export const suggestSkip = (
  room: Room,
  { actor, meetingId }: SuggestingAbout,
): Promise<Suggestion> => suggestAbout(room, { actor, meetingId }, { kind: 'skip', meetingId });

/** Suggests another weekday and time for a meeting of a series and for all after it. */
export const suggestMoveAll = (
  room: Room,
  { actor, meetingId, toDate, toMinute, toZone }: SuggestingAbout & WallTime,
): Promise<Suggestion> =>
  suggestAbout(
    room,
    { actor, meetingId },
    { kind: 'move_all', meetingId, toDate, toMinute, toZone },
  );

/** Suggests to hold no meetings of the rhythm from one day to another, ISO dates, both included. */
export const suggestPause = (
  room: Room,
  said: Suggesting & { from: string; to: string },
): Promise<Suggestion> => suggest(room, said, { kind: 'pause', from: said.from, to: said.to });

/** A meeting is found by its id alone, and its pairing through it. */
async function suggestAbout(
  room: Room,
  { actor, meetingId }: SuggestingAbout,
  suggested: Suggested,
): Promise<Suggestion> {
  const meeting = await readMeeting(room.db.read, meetingId);
  if (meeting === undefined) return refused('not_found');
  return suggest(room, { actor, pairingId: meeting.pairingId }, suggested);
}

function suggest(
  room: Room,
  { actor, pairingId }: Suggesting,
  suggested: Suggested,
): Promise<Suggestion> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Suggestion> => {
    const { tx, pairing, youId, now } = acting;
    if (!isLiving(pairing)) return refused('wrapped_up');
    const problem = await problemWith(acting, suggested);
    if (problem !== null) return problem;
    const subject = subjectOf(suggested);
    const open = await openAbout(tx, { pairingId, subject });
    if (open !== undefined && open.byId === youId && isSame(open.suggested, suggested))
      return { ...done, suggestionId: open.id };
    if (open !== undefined) await answer(tx, { id: open.id, state: 'replaced', now });
    if (needsNoOk(suggested) && (await mayJustDo(acting))) {
      const refusal = await carryOut(acting, suggested);
      return refusal ?? { ...done, suggestionId: null };
    }
    return { ...done, suggestionId: await add(acting, suggested) };
  });
}

const isSame = (one: Suggested, another: Suggested) =>
  writeSuggested(one) === writeSuggested(another);

const mayJustDo = async ({ tx, pairing }: Acting): Promise<boolean> =>
  (await linesNow(tx, pairing.id))?.moves === 'just_do';

async function add(acting: Acting, suggested: Suggested): Promise<string> {
  const { tx, pairing, youId, now, random } = acting;
  const id = makeId(now, random);
  await tx
    .insertInto('meeting_suggestions')
    .values({
      id,
      pairing_id: pairing.id,
      subject: subjectOf(suggested),
      kind: suggested.kind,
      details: writeSuggested(suggested),
      suggested_by: youId,
      suggested_at: now,
      state: 'open',
      answered_at: null,
    })
    .execute();
  const event: MeetingSuggested = {
    name: 'MeetingSuggested',
    pairingId: pairing.id,
    suggestionId: id,
  };
  await announce(tx, { event, now, random });
  return id;
}

interface Answering {
  readonly actor: Viewer;
  readonly suggestionId: string;
}

export type Accepted = Done | Refused<'not_found' | 'wrapped_up' | 'own' | 'gone'> | Problem;

/**
 * Says OK to what the other suggested; of several times `choice` is the one, epoch milliseconds. Booking
 * is part of it: a time that somebody has given away since is refused, with the nearest that are free.
 */
export async function acceptSuggestion(
  room: Room,
  { actor, suggestionId, choice }: Answering & { choice?: number | undefined },
): Promise<Accepted> {
  const found = await readSuggestion(room.db.read, suggestionId);
  if (found === undefined) return refused('not_found');
  const { pairingId } = found;
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Accepted> => {
    const { tx, pairing, youId, now } = acting;
    const kept = await readSuggestion(tx, suggestionId);
    if (kept === undefined) return refused('not_found');
    if (kept.state === 'agreed') return done;
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (kept.byId === youId) return refused('own');
    if (kept.state !== 'open') return refused('gone');
    const meeting = await meetingOf(tx, kept.suggested);
    if (!stillStands(kept.suggested, { meeting, now })) {
      await answer(tx, { id: kept.id, state: 'gone', now });
      return refused('gone');
    }
    const refusal = await carryOut(acting, kept.suggested, choice);
    if (refusal !== null) return refusal;
    await answer(tx, { id: kept.id, state: 'agreed', now });
    tellPages(tx, pairingId);
    return done;
  });
}

/** Takes a suggestion off the table, one's own or the other's: everything stays as it is. */
export async function withdrawSuggestion(
  room: Room,
  { actor, suggestionId }: Answering,
): Promise<Done | Refused<'not_found' | 'agreed'>> {
  const found = await readSuggestion(room.db.read, suggestionId);
  if (found === undefined) return refused('not_found');
  const { pairingId } = found;
  return inPairing(room, { actor, pairingId }, async ({ tx, now }) => {
    const kept = await readSuggestion(tx, suggestionId);
    if (kept?.state === 'agreed') return refused('agreed');
    if (kept?.state !== 'open') return done;
    await answer(tx, { id: kept.id, state: 'withdrawn', now });
    tellPages(tx, pairingId);
    return done;
  });
}

const answer = (
  tx: Tx,
  { id, state, now }: { id: string; state: Exclude<SuggestionState, 'open'>; now: number },
) =>
  tx
    .updateTable('meeting_suggestions')
    .set({ state, answered_at: now })
    .where('id', '=', id)
    .execute();
