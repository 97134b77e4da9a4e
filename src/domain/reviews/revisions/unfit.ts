import type { FileProblem } from '../revision.ts';

/** Files that cannot be taken, and why; nothing was changed. */
export interface Unfit {
  readonly outcome: 'refused';
  readonly code: 'unfit';
  readonly problem: FileProblem;
}

export const unfit = (problem: FileProblem): Unfit => ({
  outcome: 'refused',
  code: 'unfit',
  problem,
});
