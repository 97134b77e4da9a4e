/** The top of every page two people share. */
import type { PairingState } from '#domain/pairings/pairing.ts';
import { sayTheirTime } from '#ui/members/clock-words.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

interface Face {
  id: string;
  name: string;
  /** 0 to 23. */
  hue: number;
  avatarId: string | null;
}

export interface Head {
  pairingId: string;
  conversationId: string;
  you: Face;
  them: Face;
  /** "Together since 3 September · 16:20 there, 2 hours ahead". */
  meta: string;
  /** True where their own page may be opened. */
  hasPage: boolean;
}

interface Pairing {
  id: string;
  conversationId: string;
  you: Face;
  other: Face & { timeZone: string; isGone: boolean };
  state: PairingState;
  beganAt: number;
  wrappedUpAt: number | null;
}

/** What stands at the top for the one who looks; `timeZone` is theirs. */
export function headOf(
  pairing: Pairing,
  { now, timeZone }: { now: number; timeZone: string },
): Head {
  const { id, conversationId, you, other, state } = pairing;
  const clock =
    state === 'wrapped_up' || other.isGone
      ? ''
      : sayTheirTime({ now, there: other.timeZone, here: timeZone });
  const meta = [sayState(pairing, { now, timeZone }), clock].filter((part) => part !== '');
  const said = meta.join(' · ');
  return { pairingId: id, conversationId, you, them: other, meta: said, hasPage: !other.isGone };
}

function sayState(
  { state, beganAt, wrappedUpAt }: Pairing,
  reader: { now: number; timeZone: string },
): string {
  const day = sayDate(beganAt, reader);
  switch (state) {
    case 'trying_out':
      return m.pairings_since_chat({ day });
    case 'going':
      return m.pairings_since_going({ day });
    case 'resting':
      return m.pairings_since_resting({ day });
    case 'wrapped_up':
      return m.pairings_since_wrapped_up({
        from: day,
        to: sayDate(wrappedUpAt ?? beganAt, reader),
      });
  }
}
