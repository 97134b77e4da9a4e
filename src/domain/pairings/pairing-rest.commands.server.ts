import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import { PairingRested, PairingWoke } from './events.ts';
import { pairingCommand, savePairing } from './pairing-store.commands.server.ts';
import { rested, woken, type Pairing } from './pairing.ts';
import { problemWithRest } from './pairing-rest.ts';

interface Resting {
  actor: Viewer;
  pairingId: string;
  /** Epoch milliseconds. */
  until: number;
}

/** Rests until a date, or moves the date of a rest that is on. Either may; it wakes by itself. */
export const rest = pairingCommand(async (act, { pairing }, { until }: Resting) => {
  const problem = problemWithRest(pairing, { until, now: act.now });
  if (problem !== null) return refused(problem);
  if (pairing.state === 'resting' && pairing.restingUntil === until) return done();
  await savePairing(act, rested(pairing, { until, now: act.now }));
  await act.announce(PairingRested, { pairingId: pairing.id });
  return done();
});

/** Wakes a resting pairing before its date. Waking one that does not rest changes nothing. */
export const wake = pairingCommand(async (act, { pairing }) => {
  if (pairing.state === 'wrapped_up') return refused('wrapped_up');
  if (pairing.state === 'resting') await wakeUp(act, pairing);
  return done();
});

/** Wakes a pairing, because somebody asked for it or because its date has come. */
export async function wakeUp(act: Act, pairing: Pairing): Promise<void> {
  await savePairing(act, woken(pairing, act.now));
  await act.announce(PairingWoke, { pairingId: pairing.id });
}
