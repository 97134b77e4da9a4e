import type { Viewer } from '#domain/members/viewer.ts';
import { linesNow } from '#domain/pairings/agreements.queries.server.ts';
import {
  pairingCommand,
  type YourPairing,
} from '#domain/pairings/pairing-store.commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { done, refused, type Outcome } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { MeetingSuggested } from './events.ts';
import { meetingCommand } from './meeting-store.commands.server.ts';
import type { Place } from './meeting.ts';
import { carryOut } from './carry-out-suggestion.commands.server.ts';
import { problemWith, type Problem } from './suggestion-problems.queries.server.ts';
import { meetingOf, openAbout, suggestionWith } from './meeting-suggestions.queries.server.ts';
import {
  needsNoOk,
  stillStands,
  subjectOf,
  writeSuggested,
  type SeriesPlan,
  type Suggested,
  type SuggestionState,
  type WallTime,
} from './meeting-suggestion.ts';

interface Suggesting {
  readonly actor: Viewer;
  readonly pairingId: string;
}

/** `suggestionId` is null where it was done at once, as two people may agree for moves. */
export type Suggestion =
  Outcome<{ suggestionId: string | null }, 'not_found' | 'wrapped_up'> | Problem;

/** Suggests up to five times for one meeting, epoch milliseconds. */
export const suggestTimes = pairingCommand(
  (act, acting, said: Suggesting & { times: readonly number[]; minutes: number } & Place) => {
    const { times, minutes, placeKind, place } = said;
    return suggest(act, acting, { kind: 'times', times, minutes, placeKind, place });
  },
);

/** Suggests a rhythm, to begin with or instead of the one there is. */
export const suggestRhythm = pairingCommand(
  (act, acting, { plan, placeKind, place }: Suggesting & { plan: SeriesPlan } & Place) =>
    suggest(act, acting, { kind: 'rhythm', plan, placeKind, place }),
);

/** Suggests to hold no meetings of the rhythm from one day to another, ISO dates, both included. */
export const suggestPause = pairingCommand(
  (act, acting, { from, to }: Suggesting & { from: string; to: string }) =>
    suggest(act, acting, { kind: 'pause', from, to }),
);

interface SuggestingAbout {
  readonly actor: Viewer;
  readonly meetingId: string;
}

/** Suggests another time for one meeting. */
export const suggestMove = meetingCommand(
  (act, acting, { meetingId, toDate, toMinute, toZone }: SuggestingAbout & WallTime) =>
    suggest(act, acting, { kind: 'move', meetingId, toDate, toMinute, toZone }),
);

/** Suggests to leave one meeting out. */
export const suggestSkip = meetingCommand((act, acting, { meetingId }) =>
  suggest(act, acting, { kind: 'skip', meetingId }),
);

/** Suggests another weekday and time for a meeting of a series and for all after it. */
export const suggestMoveAll = meetingCommand(
  (act, acting, { meetingId, toDate, toMinute, toZone }: SuggestingAbout & WallTime) =>
    suggest(act, acting, { kind: 'move_all', meetingId, toDate, toMinute, toZone }),
);

async function suggest(act: Act, acting: YourPairing, suggested: Suggested): Promise<Suggestion> {
  const { pairing, youId } = acting;
  if (!isLiving(pairing)) return refused('wrapped_up');
  const problem = await problemWith(act.tx, { pairing, now: act.now, suggested });
  if (problem !== null) return problem;
  const subject = subjectOf(suggested);
  const open = await openAbout(act.tx, { pairingId: pairing.id, subject });
  if (open !== undefined && open.byId === youId && isSame(open.suggested, suggested))
    return done({ suggestionId: open.id });
  if (open !== undefined) await saveState(act, { id: open.id, state: 'replaced' });
  if (!needsNoOk(suggested) || !(await needsNoAsking(act.tx, pairing.id)))
    return done({ suggestionId: await add(act, acting, suggested) });
  return (await carryOut(act, acting, { suggested })) ?? done({ suggestionId: null });
}

const isSame = (one: Suggested, another: Suggested) =>
  writeSuggested(one) === writeSuggested(another);

/** True where two people agreed that moves need no asking. */
const needsNoAsking = async (db: Reader, pairingId: string): Promise<boolean> =>
  (await linesNow(db, pairingId))?.moves === 'just_do';

async function add(
  act: Act,
  { pairing, youId }: YourPairing,
  suggested: Suggested,
): Promise<string> {
  const id = act.id();
  await act.tx
    .insertInto('meeting_suggestions')
    .values({
      id,
      pairing_id: pairing.id,
      subject: subjectOf(suggested),
      kind: suggested.kind,
      details: writeSuggested(suggested),
      suggested_by: youId,
      suggested_at: act.now,
      state: 'open',
      answered_at: null,
    })
    .execute();
  await act.announce(MeetingSuggested, { pairingId: pairing.id, suggestionId: id });
  return id;
}

interface Answering {
  readonly actor: Viewer;
  readonly suggestionId: string;
}

/**
 * Accepts what the other suggested; of several times `choice` is the one, epoch milliseconds. Books the
 * time in the same act: where one of the two has given it away since, it is refused as taken, with free
 * times near it.
 */
export const acceptSuggestion = command(
  async (act, { actor, suggestionId, choice }: Answering & { choice?: number | undefined }) => {
    const found = await suggestionWith(act.tx, { suggestionId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    const { kept, pairing } = found;
    if (kept.state === 'agreed') return done();
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (kept.byId === actor.id) return refused('own');
    if (kept.state !== 'open') return refused('gone');
    const meeting = await meetingOf(act.tx, kept.suggested);
    if (!stillStands(kept.suggested, { meeting, now: act.now })) {
      await saveState(act, { id: kept.id, state: 'gone' });
      return refused('gone');
    }
    const acting = { pairing, youId: actor.id };
    const problem = await carryOut(act, acting, { suggested: kept.suggested, choice });
    if (problem !== null) return problem;
    await saveState(act, { id: kept.id, state: 'agreed' });
    return done();
  },
);

/** Withdraws a suggestion, one's own or the other's: everything stays as it is. */
export const withdrawSuggestion = command(async (act, { actor, suggestionId }: Answering) => {
  const found = await suggestionWith(act.tx, { suggestionId, memberId: actor.id });
  if (found === undefined) return refused('not_found');
  const { kept, pairing } = found;
  if (kept.state === 'agreed') return refused('agreed');
  if (kept.state !== 'open') return done();
  await saveState(act, { id: kept.id, state: 'withdrawn' });
  act.refresh(`pairing:${pairing.id}`);
  return done();
});

const saveState = (
  { tx, now }: Act,
  { id, state }: { id: string; state: Exclude<SuggestionState, 'open'> },
) =>
  tx
    .updateTable('meeting_suggestions')
    .set({ state, answered_at: now })
    .where('id', '=', id)
    .execute();
