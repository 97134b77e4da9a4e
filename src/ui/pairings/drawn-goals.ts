/** What two people are after, as the pages draw it. */
export interface DrawnStep {
  id: string;
  words: string;
  /** Epoch milliseconds; null while it is still to do. */
  doneAt: number | null;
}

export interface DrawnGoal extends DrawnStep {
  steps: readonly DrawnStep[];
}

export interface DrawnGoals {
  yours: readonly DrawnGoal[];
  theirs: readonly DrawnGoal[];
}
