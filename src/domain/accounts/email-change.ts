/** Moving an account to another address: both mailboxes say yes, and the old one may take it back. */
import { day } from '#lib/duration.ts';

/** How long both links of a change may be confirmed. */
export const changeLifetime = day;
/** How long the old address may take a change back. */
export const undoLifetime = 7 * day;

export type Side = 'old' | 'new';

export interface ChangeState {
  oldConfirmedAt: number | null;
  newConfirmedAt: number | null;
  changedAt: number | null;
  undoneAt: number | null;
  expiresAt: number;
}

/** What a link that came to one of the two mailboxes is good for now. */
export function useOf(
  change: ChangeState,
  { link, now }: { link: Side | 'undo'; now: number },
): 'confirm' | 'undo' | 'over' {
  const { changedAt, undoneAt } = change;
  if (undoneAt !== null) return 'over';
  if (link === 'undo')
    return changedAt !== null && now < changedAt + undoLifetime ? 'undo' : 'over';
  return changedAt === null && now < change.expiresAt ? 'confirm' : 'over';
}

/** Whether the other mailbox had said yes already, so that this one completes the change. */
export function isComplete(change: ChangeState, link: Side): boolean {
  return (link === 'old' ? change.newConfirmedAt : change.oldConfirmedAt) !== null;
}
