import type { TimeChoice } from '#ui/requests/time-choice.ts';

/** Times at which the other has something else; what it is stays theirs. */
export interface Elsewhere {
  readonly times: readonly TimeChoice[];
}
