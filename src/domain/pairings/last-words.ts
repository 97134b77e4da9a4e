/** Words on the way out, all of them optional and signed. */
export const longestGoodbye = 4000;
export const longestPickedUp = 2000;
export const longestThanks = 500;

/** A note to the other, and what somebody takes with them. */
export type LastWordsKind = 'goodbye' | 'picked_up';
