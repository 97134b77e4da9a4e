/** What time does to notes and to places in line. Each may run again, or late, without harm. */
import type { PlacesChanged } from '#domain/members/events.ts';
import { lapseTick } from '#domain/members/offers/commands.server.ts';
import type { AlsoInTransaction } from '#domain/members/pictures/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type {
  RequestExpired,
  RequestReminded,
  TickQuestioned,
  WaitedLongEnough,
} from '../events.ts';
import {
  mentorsWaitedFor,
  silencesOf,
  stoppedPlaces,
  stoppedRequests,
} from './keeping/clocks/queries.server.ts';
import {
  requestClockKind,
  saveClock,
  saveEnd,
  windRequestClock,
  type Moment,
} from './keeping/commands.server.ts';
import { readRequest, type KeptRequest } from './keeping/queries.server.ts';
import { nextRequestStep } from './request.ts';
import {
  letPlaceGo,
  offerPlaces,
  waitingClockKind,
  windWaitingClock,
} from './waiting/keeping/commands.server.ts';
import { readPlace } from './waiting/keeping/queries.server.ts';
import { nextWaitingStep } from './waiting/place.ts';

/** Notes that may end in silence before the tick is asked about. */
const silencesInARow = 2;

/**
 * The clock of a note: one reminder, then the end.
 *
 * @param alsoInTransaction what else follows when somebody leaves the list
 */
export function makeRequestClock(alsoInTransaction: AlsoInTransaction): JobHandler {
  return async ({ payload }, { db, clock, random }) => {
    const { requestId } = payload as { requestId: string };
    const now = clock.now();
    await db.transact(async (tx) => {
      const request = await readRequest(tx, requestId);
      if (request === undefined) return;
      await takeStep(tx, { request, alsoInTransaction }, { now, random });
    });
  };
}

async function takeStep(
  tx: Tx,
  { request, alsoInTransaction }: { request: KeptRequest; alsoInTransaction: AlsoInTransaction },
  { now, random }: Moment,
): Promise<void> {
  const next = nextRequestStep(request, now);
  switch (next.step) {
    case 'rest':
      return windRequestClock(tx, request, { now, random });
    case 'remind': {
      const reminded = { ...request, ...next.request };
      await saveClock(tx, { request: reminded, step: null, byId: null }, { now, random });
      const event: RequestReminded = { name: 'RequestReminded', requestId: request.id };
      return announce(tx, { event, now, random });
    }
    case 'expire': {
      await saveEnd(tx, { before: request, after: next.request, byId: null }, { now, random });
      const event: RequestExpired = { name: 'RequestExpired', requestId: request.id };
      await announce(tx, { event, now, random });
      return questionTick(tx, { memberId: request.toId, alsoInTransaction }, { now, random });
    }
  }
}

/** Somebody who left two notes in a row without a word may be away: off the list until they say so. */
async function questionTick(
  tx: Tx,
  { memberId, alsoInTransaction }: { memberId: string; alsoInTransaction: AlsoInTransaction },
  { now, random }: Moment,
): Promise<void> {
  if ((await silencesOf(tx, memberId)) < silencesInARow) return;
  if (!(await lapseTick(tx, { memberId, now }))) return;
  await alsoInTransaction(tx, { memberId, now });
  const event: TickQuestioned = { name: 'TickQuestioned', memberId };
  await announce(tx, { event, now, random });
}

/** The clock of a place in line: an offer nobody answered goes to the next, and nobody waits for ever. */
export const waitingClock: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { waitingPlaceId } = payload as { waitingPlaceId: string };
  const now = clock.now();
  await db.transact(async (tx) => {
    const place = await readPlace(tx, waitingPlaceId);
    if (place === undefined) return;
    if (nextWaitingStep(place, now).step === 'rest')
      return windWaitingClock(tx, place, { now, random });
    await letPlaceGo(tx, place, { now, random });
    if (place.state === 'offered') return;
    const event: WaitedLongEnough = { name: 'WaitedLongEnough', waitingPlaceId };
    return announce(tx, { event, now, random });
  });
};

/** A member may have places now: each is kept for whoever is first in their line. */
export const offerFreePlaces: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { memberId } = payload as PlacesChanged;
  const now = clock.now();
  await db.transact((tx) => offerPlaces(tx, memberId, { now, random }));
};

/** Winds every clock that stands still, and offers what is free: after a start on a restored copy. */
export async function windRequestClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<void> {
  const now = clock.now();
  for (const request of await stoppedRequests(db.read, requestClockKind)) {
    await db.transact((tx) => windRequestClock(tx, request, { now, random }));
  }
  for (const place of await stoppedPlaces(db.read, waitingClockKind)) {
    await db.transact((tx) => windWaitingClock(tx, place, { now, random }));
  }
  for (const mentorId of await mentorsWaitedFor(db.read)) {
    await db.transact((tx) => offerPlaces(tx, mentorId, { now, random }));
  }
}
