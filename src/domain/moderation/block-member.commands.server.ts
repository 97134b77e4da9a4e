/** Blocking somebody: the two are set apart, and what is between them ends. */
import { addBlock } from '#domain/members/blocks.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { done, type Outcome } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import { wrapUpBetween } from '#domain/pairings/ending.commands.server.ts';
import { endOpenRequestsBetween } from '#domain/requests/end-requests-between.commands.server.ts';

interface Blocking {
  readonly actor: Viewer;
  readonly otherId: string;
}

/**
 * Sets the actor and another member apart: from now on neither sees the other anywhere. Open notes end
 * without a word, a pairing the way every pairing does. It announces nothing of the block, nobody is
 * told, and doing it twice is doing it once.
 *
 * @returns `not_there` for oneself, for somebody who is no member, and for somebody who did it first
 */
export const blockMember = command((act, blocking: Blocking) => setApart(act, blocking));

/** {@link blockMember} inside an act that has something else to do as well. */
export async function setApart(
  act: Act,
  { actor, otherId }: Blocking,
): Promise<Outcome<unknown, 'not_there'>> {
  const between = { memberId: actor.id, otherId };
  const added = await addBlock(act, between);
  if (added.outcome === 'refused') return added;
  if (!added.isNew) return done();
  await endOpenRequestsBetween(act, between);
  await wrapUpBetween(act, between);
  return done();
}
