import { refused, type Refused } from '#lib/outcome.ts';
import type { FileProblem } from './revision.ts';

/** Files that cannot be taken, and why; nothing was changed. */
export interface Unfit extends Refused<'unfit'> {
  readonly problem: FileProblem;
}

export const unfit = (problem: FileProblem): Unfit => ({ ...refused('unfit'), problem });
