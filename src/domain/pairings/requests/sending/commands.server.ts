/** Writing to somebody: sending a note, and the same words again to somebody else. */
import type { Viewer } from '#domain/members/viewer.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { Note } from '../note.ts';
import type { SendRefusal } from './queries.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export type Sent =
  | { outcome: 'done'; requestId: string }
  /** `full`: every place is taken, the waiting list is open. `note`: it says too little or too much. */
  | { outcome: 'refused'; code: SendRefusal | 'full' | 'note'; requestId?: string };

/** Sends a note. The same note to the same person within seconds is one note. */
export function sendRequest(
  _room: Room,
  _sending: { actor: Viewer; mentorId: string; note: Note },
): Promise<Sent> {
  return Promise.resolve({ outcome: 'refused', code: 'nobody' });
}

/** Sends the words of a note that has ended to somebody else. Once; after that it is followed up. */
export function sendSameNote(
  _room: Room,
  _sending: { actor: Viewer; requestId: string; mentorId: string },
): Promise<Sent | { outcome: 'refused'; code: 'not_found' | 'still_open' | 'already_sent' }> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}
