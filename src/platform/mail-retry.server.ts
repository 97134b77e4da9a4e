/** What a mail server's answer means for a letter, and when it is worth trying again. */
import { second, minute, hour, day } from '#lib/duration.ts';

export type Failure =
  /** This letter will never be taken; `isForGood` when that holds for every letter to the address. */
  | { kind: 'refused'; isForGood: boolean; reason: string }
  /** Not now; `isForAll` when it would be the same for every other letter. */
  | { kind: 'held_up'; isForAll: boolean; reason: string };

/**
 * Reads what sending threw. A reason is made of codes only: servers like to repeat the address in
 * their sentences, and reasons are written to the log (RFC 5321 §4.2, RFC 3463).
 */
export function readFailure(error: unknown): Failure {
  const { code, command, response, status } = partsOf(error);
  const enhanced = enhancedIn(response);
  const reason = [code, command, status === 0 ? '' : String(status), enhanced]
    .filter((part) => part !== '')
    .join(' ');
  const isAboutLetter = code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM');
  if (!isAboutLetter || status === 421) return { kind: 'held_up', isForAll: true, reason };
  if (status < 500) return { kind: 'held_up', isForAll: false, reason };
  // 5.7 speaks of what the server thinks of us, such as "no relaying", and not of the address.
  return { kind: 'refused', isForGood: !enhanced.startsWith('5.7.'), reason };
}

function partsOf(error: unknown): {
  code: string;
  command: string;
  response: string;
  status: number;
} {
  const fields = new Map(Object.entries(error instanceof Error ? error : {}));
  return {
    code: String(fields.get('code') ?? 'UNKNOWN'),
    command: String(fields.get('command') ?? ''),
    response: String(fields.get('response') ?? ''),
    status: Number(fields.get('responseCode') ?? 0),
  };
}

/** "5.1.1" in "550 5.1.1 No such user"; '' where the server doesn't say it. */
const enhancedIn = (response: string): string =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '';

const triedFor = 2 * day;

/**
 * When to try a letter again that is held up since `since`: after as long again as it has been
 * held up, ten seconds at least, an hour at most. Null when it has been two days (requirement G5).
 */
export function nextTry({ since, now }: { since: number; now: number }): number | null {
  if (now - since >= triedFor) return null;
  return now + Math.min(hour, Math.max(10 * second, now - since));
}

/** Shut while the mail server is out of reach, so that one letter knocks and not all of them. */
export interface Gate {
  /** Epoch milliseconds at which it opens, null while it is open. */
  shutUntil(now: number): number | null;
  shut(now: number): void;
  open(): void;
}

const longestShut = 5 * minute;

/** A gate that stays shut longer each time, five minutes at most; each process has its own. */
export function makeGate(): Gate {
  let opensAt = 0;
  let pause = 0;
  return {
    // A clock that was put back must not keep it shut for hours.
    shutUntil: (now) => (now < opensAt && opensAt - now <= longestShut ? opensAt : null),
    shut: (now) => {
      if (now < opensAt && opensAt - now <= longestShut) return;
      pause = Math.min(longestShut, Math.max(5 * second, pause * 2));
      opensAt = now + pause;
    },
    open: () => {
      opensAt = 0;
      pause = 0;
    },
  };
}
