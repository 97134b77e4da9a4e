/** What the server does with notes and waiting lists. Each may run again, or late, without harm. */
import { lapseTick } from '#domain/members/ticks.commands.server.ts';
import { inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import { reaction } from '#platform/reactions.server.ts';
import { runClock } from '#platform/thing-clock.server.ts';
import {
  RequestExpired,
  RequestReminded,
  TickQuestioned,
  WaitedLongEnough,
} from '#domain/pairings/events.ts';
import { mentorsWaitedFor, silencesOf } from './request-clocks.queries.server.ts';
import { requestClock, saveClock, saveEnd } from './request-store.commands.server.ts';
import {
  readRequest,
  requestFrom,
  selectRequests,
  type StoredRequest,
} from './request-store.queries.server.ts';
import { nextRequestStep } from './request.ts';
import { letPlaceGo, offerPlaces, waitingClock } from './waiting-place-store.commands.server.ts';
import {
  placeFrom,
  readPlace,
  type StoredWaitingPlace,
} from './waiting-place-store.queries.server.ts';

/** Notes that may end in silence before the tick is asked about. */
const silencesInARow = 2;

/** One reminder of a note, then its end. */
export const requestClockTask = runClock<StoredRequest>(requestClock, {
  read: readRequest,
  async stopped(db, isStopped) {
    const rows = await selectRequests(db)
      .where('state', '=', 'open')
      .where(isStopped('requests.id'))
      .execute();
    return rows.map(requestFrom);
  },
  step: takeStep,
});

async function takeStep(act: Act, request: StoredRequest): Promise<void> {
  const requestId = request.id;
  const next = nextRequestStep(request, act.now);
  if (next.step === 'remind') {
    const reminded = { ...request, ...next.request };
    await saveClock(act, { request: reminded, step: null, byId: null });
    await act.announce(RequestReminded, { requestId });
  } else if (next.step === 'expire') {
    await saveEnd(act, { before: request, after: next.request, byId: null });
    await act.announce(RequestExpired, { requestId });
    await questionTick(act, request.toId);
  }
}

/** Somebody who left two notes in a row unanswered may be away: off the list until they say they are not. */
async function questionTick(act: Act, memberId: string): Promise<void> {
  if ((await silencesOf(act.tx, memberId)) < silencesInARow) return;
  if (await lapseTick(act, { memberId })) await act.announce(TickQuestioned, { memberId });
}

/** Ends an offer of a place that was not answered in time, and a wait of half a year. */
export const waitingClockTask = runClock<StoredWaitingPlace>(waitingClock, {
  read: readPlace,
  async stopped(db, isStopped) {
    const rows = await db
      .selectFrom('waiting_places')
      .selectAll()
      .where('state', 'in', ['waiting', 'offered'])
      .where(isStopped('waiting_places.id'))
      .execute();
    return rows.map(placeFrom);
  },
  async step(act, place) {
    await letPlaceGo(act, place);
    if (place.state === 'waiting')
      await act.announce(WaitedLongEnough, { waitingPlaceId: place.id });
  },
});

/** A member may have places now: each is kept for whoever is first on their waiting list. */
export const offerFreePlaces = reaction<{ memberId: string }>(async (act, { memberId }) => {
  await offerPlaces(act, memberId);
});

/** Offers what is free to whoever waits, as after a start on a database restored from a backup. */
export async function offerMissedPlaces(runtime: ActRuntime): Promise<void> {
  for (const mentorId of await mentorsWaitedFor(runtime.db.read))
    await inAct(runtime, (act) => offerPlaces(act, mentorId));
}
