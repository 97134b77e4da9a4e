import type { TimeChoice } from '#ui/requests/times.ts';

/** Times at which the other has something else; what it is stays theirs. */
export interface Elsewhere {
  readonly times: readonly TimeChoice[];
}
