import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { PairingRested, PairingWoke } from '../events.ts';
import {
  done,
  inPairing,
  refused,
  savePairing,
  type Done,
  type Moment,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { rested, woken, type Pairing } from '../pairing.ts';
import { problemWithRest, type RestProblem } from './rest.ts';

/** Rests until a date, or moves the date of a rest that is on. Either may; it wakes by itself. */
export function rest(
  room: Room,
  { actor, pairingId, until }: { actor: Viewer; pairingId: string; until: number },
): Promise<Done | Refused<'not_found' | RestProblem>> {
  return inPairing(room, { actor, pairingId }, async ({ tx, pairing, now, random }) => {
    const problem = problemWithRest(pairing, { until, now });
    if (problem !== null) return refused(problem);
    if (pairing.state === 'resting' && pairing.restingUntil === until) return done;
    await savePairing(tx, rested(pairing, { until, now }), { now, random });
    const event: PairingRested = { name: 'PairingRested', pairingId };
    await announce(tx, { event, now, random });
    return done;
  });
}

/** Wakes a resting pairing before its date. One that is awake already is awake. */
export function wake(
  room: Room,
  { actor, pairingId }: { actor: Viewer; pairingId: string },
): Promise<Done | Refused<'not_found' | 'wrapped_up'>> {
  return inPairing(room, { actor, pairingId }, async ({ tx, pairing, now, random }) => {
    if (pairing.state === 'wrapped_up') return refused('wrapped_up');
    if (pairing.state === 'resting') await wakeUp(tx, pairing, { now, random });
    return done;
  });
}

/** Wakes a pairing, by somebody or by its date. */
export async function wakeUp(tx: Tx, pairing: Pairing, { now, random }: Moment): Promise<void> {
  await savePairing(tx, woken(pairing, now), { now, random });
  const event: PairingWoke = { name: 'PairingWoke', pairingId: pairing.id };
  await announce(tx, { event, now, random });
}
