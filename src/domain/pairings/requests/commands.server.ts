/** Answering a note, and taking one back. */
import type { Viewer } from '#domain/members/viewer.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { MoveRefusal } from './request.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

/** `not_found`: no such note for this person, which is the same answer for both. */
export interface RequestRefused {
  outcome: 'refused';
  code: MoveRefusal | 'not_found';
}

/** The writer takes their note back. Announces nothing. */
export function withdrawRequest(
  _room: Room,
  _moving: { actor: Viewer; requestId: string },
): Promise<{ outcome: 'done' } | RequestRefused> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}

export type Accepted =
  | { outcome: 'done'; pairingId: string }
  /** There was no place left: a yes that waits for one. */
  | { outcome: 'done'; waitingPlaceId: string }
  | RequestRefused
  | { outcome: 'refused'; code: 'chat_past' | 'paired' };

/**
 * A yes. With a place free it is a pairing, else the writer is first asked when one comes free.
 *
 * @param chatAt epoch milliseconds of the first chat; null where they find a time later
 */
export function acceptRequest(
  _room: Room,
  _accepting: { actor: Viewer; requestId: string; chatAt: number | null; reply: string },
): Promise<Accepted> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}

/** A kind no. Why is not kept. */
export function declineRequest(
  _room: Room,
  _declining: { actor: Viewer; requestId: string; reply: string },
): Promise<{ outcome: 'done' } | RequestRefused> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}

/** Asks the writer something before deciding; from then on they may answer (requirement E2). */
export function askFirst(
  _room: Room,
  _asking: { actor: Viewer; requestId: string; words: string },
): Promise<{ outcome: 'done'; messageId: string } | RequestRefused> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}

/** The writer answers the question. */
export function replyToRequest(
  _room: Room,
  _replying: { actor: Viewer; requestId: string; words: string },
): Promise<{ outcome: 'done'; messageId: string } | RequestRefused> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}
