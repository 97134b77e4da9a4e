/** A place in a list of shared answers, as an address carries it. */
import { isId } from '#lib/ids.ts';

/** Behind the shared answer with these. */
export interface Place {
  /** How well it was found; 0 without a search. */
  readonly rank: number;
  readonly sharedAt: number;
  readonly id: string;
}

export const writePlace = ({ rank, sharedAt, id }: Place): string => `${rank}.${sharedAt}.${id}`;

/** Undefined for what {@link writePlace} did not write: then the list begins at the beginning. */
export function readPlace(text: string): Place | undefined {
  const [rank = '', sharedAt = '', id = '', ...more] = text.split('.');
  const isPlace = /^\d{1,9}$/.test(rank) && /^\d{1,15}$/.test(sharedAt) && isId(id);
  if (!isPlace || more.length > 0) return undefined;
  return { rank: Number(rank), sharedAt: Number(sharedAt), id };
}
