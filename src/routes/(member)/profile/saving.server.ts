/** What a change to a profile needs from the floors above members: the vocabulary and the list. */
import type { FindSkills } from '#domain/members/profiles/commands.server.ts';
import type { AlsoInTransaction } from '#domain/members/pictures/commands.server.ts';
import { relist } from '#domain/directory/commands.server.ts';
import { skillFinder } from '#domain/skills/commands.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

/** Finds skills by the names a member typed, and adds the ones nobody named before. */
export const findSkills = (
  { clock, random }: Pick<Runtime, 'clock' | 'random'>,
  addedBy: string,
): FindSkills => skillFinder({ addedBy, now: clock.now(), random });

/** Puts the member's new card on the list, or takes it off, together with the change itself. */
export const relisting: AlsoInTransaction = (tx, { memberId }) => relist(tx, { memberId });
