/** The two clocks a meeting is told on. */
import type { Side } from '#ui/pairings/shared-moments.ts';

export interface Sides {
  readonly you: Side;
  readonly them: Side;
}

/** The reader's side without a name, as they are called "you". */
export const sidesOf = (you: Omit<Side, 'name'>, other: Side): Sides => ({
  you: { name: '', place: you.place, timeZone: you.timeZone },
  them: { name: other.name, place: other.place, timeZone: other.timeZone },
});
