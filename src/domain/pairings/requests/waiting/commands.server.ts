/** The waiting list of somebody who is full: joining, leaving, and what to do with a place that came free. */
import type { Viewer } from '#domain/members/viewer.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { Note } from '../note.ts';
import type { SendRefusal } from '../sending/queries.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export type Joined =
  | { outcome: 'done'; waitingPlaceId: string }
  /** `room`: a place came free meanwhile, so the note can be sent. */
  | { outcome: 'refused'; code: SendRefusal | 'room' | 'note'; requestId?: string };

/** Puts a note on the waiting list. Nobody is told before a place comes free. */
export function joinWaitingList(
  _room: Room,
  _joining: { actor: Viewer; mentorId: string; note: Note },
): Promise<Joined> {
  return Promise.resolve({ outcome: 'refused', code: 'nobody' });
}

export type PlaceAnswered =
  /** A pairing at once where the mentor had said yes, else a note that holds the place; nothing for a no. */
  | { outcome: 'done'; pairingId: string | null; requestId: string | null }
  | {
      outcome: 'refused';
      code: 'not_found' | 'not_offered' | 'already_taken' | 'already_let_go' | SendRefusal;
    };

/** Answers the offer of a place within its three days. */
export function answerPlaceOffer(
  _room: Room,
  _answer: { actor: Viewer; waitingPlaceId: string; isYes: boolean },
): Promise<PlaceAnswered> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}

export type Left =
  { outcome: 'done' } | { outcome: 'refused'; code: 'not_found' | 'already_taken' };

/** Leaves the line; nobody is told. */
export function leaveWaitingList(
  _room: Room,
  _leaving: { actor: Viewer; waitingPlaceId: string },
): Promise<Left> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}
