/** What the server does with pairings when it is due: asks, wakes, and ends what nobody answers. */
import type { Act } from '#platform/act.server.ts';
import { runClock } from '#platform/thing-clock.server.ts';
import { endPairing } from './ending.commands.server.ts';
import { AfterChatAsked, RenewalAsked } from './events.ts';
import { pairingClock, savePairing } from './pairing-store.commands.server.ts';
import { pairingFrom, readPairing } from './pairing-store.queries.server.ts';
import { nextPairingStep, type Pairing } from './pairing.ts';
import { wakeUp } from './pairing-rest.commands.server.ts';

export const pairingClockTask = runClock(pairingClock, {
  read: readPairing,
  async stopped(db, isStopped) {
    const rows = await db
      .selectFrom('pairings')
      .selectAll()
      .where('state', '<>', 'wrapped_up')
      .where(isStopped('pairings.id'))
      .execute();
    return rows.map(pairingFrom);
  },
  step: takeStep,
});

async function takeStep(act: Act, before: Pairing): Promise<void> {
  const due = nextPairingStep(before, act.now);
  switch (due.step) {
    case 'none':
      return;
    case 'wake':
      return wakeUp(act, before);
    case 'wrap_up':
      return endPairing(act, before);
    case 'ask_after_chat':
      await savePairing(act, due.pairing);
      return act.announce(AfterChatAsked, { pairingId: before.id });
    case 'ask_renewal':
      await savePairing(act, due.pairing);
      return act.announce(RenewalAsked, { pairingId: before.id });
  }
}
