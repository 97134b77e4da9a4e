/** Passing a note on: the one who was written to names somebody, the writer decides. */
import type { Viewer } from '#domain/members/viewer.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { MoveRefusal } from '../request.ts';
import type { Sent } from '../sending/commands.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export type PassedOn =
  | { outcome: 'done' }
  /** `not_somebody`: nobody the actor could name; `not_available`: not on the list now. */
  | { outcome: 'refused'; code: MoveRefusal | 'not_found' | 'not_somebody' | 'not_available' };

/** Names somebody who might fit better. Nothing moves, and they hear nothing, before the writer agrees. */
export function passOn(
  _room: Room,
  _passing: { actor: Viewer; requestId: string; toId: string; reply: string },
): Promise<PassedOn> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}

export type PassAnswered =
  | { outcome: 'done'; requestId: string | null }
  | Extract<Sent, { outcome: 'refused' }>
  | { outcome: 'refused'; code: 'not_found' | 'already_answered' };

/** The writer's answer: with a yes their note goes to that person, recommended by a member. */
export function answerPassOn(
  _room: Room,
  _answer: { actor: Viewer; requestId: string; isYes: boolean },
): Promise<PassAnswered> {
  return Promise.resolve({ outcome: 'refused', code: 'not_found' });
}
