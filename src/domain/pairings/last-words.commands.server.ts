import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused, type Outcome } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { afterEndingTold } from './ending-delay.ts';
import { GoodbyeLeft, ThanksLeft } from './events.ts';
import { pairingCommand, refreshPages, type YourPairing } from './pairing-store.commands.server.ts';
import { mayLeaveWords, mayThank } from './pairing.policy.ts';
import type { LastWordsKind } from './last-words.ts';

interface Leaving {
  actor: Viewer;
  pairingId: string;
  /** Already parsed; '' leaves nothing. */
  words: string;
}

/**
 * Leaves a goodbye note, the only thing about an ending that is signed. It is told no earlier than the
 * ending itself, so that nobody learns of an ending from a goodbye.
 */
export const leaveGoodbye = pairingCommand(async (act, yours, { pairingId, words }: Leaving) => {
  const before = await wordsOf(act.tx, { ...yours, kind: 'goodbye' });
  if (words === '' || before === words) return done();
  const problem = await problemNow(act, yours);
  if (problem !== null) return refused(problem);
  if (before !== undefined) return refused('left_already');
  await write(act, { ...yours, kind: 'goodbye', words });
  const { pairing, youId } = yours;
  const when = { at: afterEndingTold(pairing, act.now), key: `${pairingId} ${youId}` };
  await act.announce(GoodbyeLeft, { pairingId, fromId: youId }, when);
  refreshPages(act, pairingId);
  return done();
});

/** Saves what one picked up; both can read it afterwards. '' deletes it again. */
export const writePickedUp = pairingCommand(async (act, yours, { pairingId, words }: Leaving) => {
  if ((await wordsOf(act.tx, { ...yours, kind: 'picked_up' })) === words) return done();
  const problem = await problemNow(act, yours);
  if (problem !== null) return refused(problem);
  await write(act, { ...yours, kind: 'picked_up', words });
  refreshPages(act, pairingId);
  return done();
});

/** Leaves a thank-you, which its receiver may show on their profile, or not. One a pairing. */
export const leaveThanks = pairingCommand(async (act, yours, { pairingId, words }: Leaving) => {
  const before = await act.tx
    .selectFrom('thanks')
    .select(['id', 'words'])
    .where('pairing_id', '=', pairingId)
    .where('from_id', '=', yours.youId)
    .executeTakeFirst();
  if (before?.words === words) return done({ thanksId: before.id });
  if (before !== undefined) return refused('left_already');
  if (!mayThank(yours.pairing, act.now)) return refused('too_late');
  if (await isApart(act.tx, yours)) return refused('not_available');
  return done({ thanksId: await thank(act, { ...yours, words }) });
});

interface Showing {
  actor: Viewer;
  thanksId: string;
}

/** Shows a thank-you one received on one's profile. */
export const showThanks = command(async (act, { actor, thanksId }: Showing): Promise<Outcome> => {
  await setShown(act, { memberId: actor.id, thanksId, shownAt: act.now });
  return done();
});

/** Hides it again; nobody is told. */
export const hideThanks = command(async (act, { actor, thanksId }: Showing): Promise<Outcome> => {
  await setShown(act, { memberId: actor.id, thanksId, shownAt: null });
  return done();
});

/** Only its receiver decides; for anybody else it is not there, and nothing happens. */
async function setShown(
  { tx }: Act,
  { memberId, thanksId, shownAt }: { memberId: string; thanksId: string; shownAt: number | null },
): Promise<void> {
  await tx
    .updateTable('thanks')
    .set({ shown_at: shownAt })
    .where('id', '=', thanksId)
    .where('to_id', '=', memberId)
    .where('shown_at', shownAt === null ? 'is not' : 'is', null)
    .execute();
}

async function problemNow(
  { tx, now }: Act,
  yours: YourPairing,
): Promise<'too_early' | 'too_late' | 'not_available' | null> {
  if (yours.pairing.wrappedUpAt === null) return 'too_early';
  if (!mayLeaveWords(yours.pairing, now)) return 'too_late';
  return (await isApart(tx, yours)) ? 'not_available' : null;
}

const isApart = (db: Reader, { youId, otherId }: YourPairing) =>
  areApart(db, { memberId: youId, otherId });

async function wordsOf(
  db: Reader,
  { pairing, youId, kind }: YourPairing & { kind: LastWordsKind },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('parting_words')
    .select('words')
    .where('pairing_id', '=', pairing.id)
    .where('from_id', '=', youId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.words;
}

async function write(
  { tx, now }: Act,
  { pairing, youId, kind, words }: YourPairing & { kind: LastWordsKind; words: string },
): Promise<void> {
  if (words === '')
    return void (await tx
      .deleteFrom('parting_words')
      .where('pairing_id', '=', pairing.id)
      .where('from_id', '=', youId)
      .where('kind', '=', kind)
      .execute());
  await tx
    .insertInto('parting_words')
    .values({ pairing_id: pairing.id, from_id: youId, kind, words, written_at: now })
    .onConflict((conflict) =>
      conflict.columns(['pairing_id', 'from_id', 'kind']).doUpdateSet({ words, written_at: now }),
    )
    .execute();
}

async function thank(
  act: Act,
  { pairing, youId, otherId, words }: YourPairing & { words: string },
): Promise<string> {
  const id = act.id();
  await act.tx
    .insertInto('thanks')
    .values({
      id,
      pairing_id: pairing.id,
      from_id: youId,
      to_id: otherId,
      words,
      written_at: act.now,
      shown_at: null,
    })
    .execute();
  const when = { at: afterEndingTold(pairing, act.now), key: id };
  await act.announce(ThanksLeft, { thanksId: id }, when);
  return id;
}
