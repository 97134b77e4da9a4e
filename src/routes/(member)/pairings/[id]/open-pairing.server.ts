/** The pairing a page is about, for one of the two it is between. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Viewer } from '#domain/members/viewer.ts';
import { findPairing, type PairingPage } from '#domain/pairings/pairings.queries.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

type Event = Pick<RequestEvent<{ id: string }>, 'locals' | 'params'>;

export interface Opened {
  pairing: PairingPage;
  viewer: Viewer;
  /** Who reads the page: now, and their zone. */
  reader: { now: number; timeZone: string };
  home: string;
}

/**
 * The pairing of the address.
 *
 * @throws a 404 answer where it is not there, or between other people (requirement C2)
 */
export async function openPairing(event: Event): Promise<Opened> {
  const { runtime } = event.locals;
  const { actor: viewer, pairingId } = actingIn(event);
  const now = runtime.clock.now();
  const pairing = await findPairing(runtime.db.read, { pairingId, viewerId: viewer.id, now });
  if (pairing === undefined) error(404, 'not_found');
  return {
    pairing,
    viewer,
    reader: { now, timeZone: viewer.timeZone },
    home: `/pairings/${pairing.id}`,
  };
}

/** Who does something, in which pairing; the commands see to it that it is theirs. */
export function actingIn({ locals, params }: Event): {
  runtime: Runtime;
  actor: Viewer;
  pairingId: string;
} {
  return { runtime: locals.runtime, actor: viewerOf(locals), pairingId: params.id };
}

/** Not there and not yours are one answer; every other refusal is handed back. */
export function refusalOf<Code extends string>(
  result: { outcome: 'done' } | { outcome: 'refused'; code: Code },
): Exclude<Code, 'not_found'> | null {
  if (result.outcome === 'done') return null;
  if (!isElse(result.code)) error(404, 'not_found');
  return result.code;
}

const isElse = <Code extends string>(code: Code): code is Exclude<Code, 'not_found'> =>
  code !== 'not_found';
