import type { AlsoBetween } from '#domain/members/blocks/commands.server.ts';
import { wrapUpBetween } from '#domain/pairings/endings/commands.server.ts';
import { endOpenRequestsBetween } from '#domain/pairings/requests/apart/commands.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

/**
 * What ends where one member blocks another, in one transaction with the block: open notes without a word,
 * a pairing the way every pairing does.
 */
export const endBetween =
  ({ random }: Pick<Runtime, 'random'>): AlsoBetween =>
  async (tx, between) => {
    await endOpenRequestsBetween(tx, { ...between, random });
    await wrapUpBetween(tx, { ...between, random });
  };
