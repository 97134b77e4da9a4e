import { areApart } from '#domain/members/blocks/queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { enqueue } from '#platform/jobs.server.ts';
import { makeId } from '#lib/ids.ts';
import type { GoodbyeLeft, ThanksLeft } from '../events.ts';
import {
  done,
  inPairing,
  refused,
  tellPages,
  type Acting,
  type Done,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { tellingTime } from '../endings/queries.server.ts';
import { mayLeaveWords, mayThank } from '../policy.ts';
import type { PartingKind } from './parting.ts';

interface Leaving {
  actor: Viewer;
  pairingId: string;
  /** Already parsed; '' leaves nothing. */
  words: string;
}

export type Left =
  Done | Refused<'not_found' | 'too_early' | 'too_late' | 'not_available' | 'left_already'>;

/**
 * Leaves a goodbye note, the only thing about an ending that is signed. It is told no earlier than the
 * ending itself, so that nobody hears of an ending by a goodbye.
 */
export function leaveGoodbye(room: Room, { actor, pairingId, words }: Leaving): Promise<Left> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Left> => {
    const before = await wordsOf(acting, 'goodbye');
    if (words === '' || before === words) return done;
    const problem = await problemNow(acting);
    if (problem !== null) return refused(problem);
    if (before !== undefined) return refused('left_already');
    await write(acting, { kind: 'goodbye', words });
    await tellOfGoodbye(acting);
    tellPages(acting.tx, pairingId);
    return done;
  });
}

/** Writes down what one picked up; both can read it afterwards. '' takes it away again. */
export function writePickedUp(room: Room, { actor, pairingId, words }: Leaving): Promise<Left> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Left> => {
    if ((await wordsOf(acting, 'picked_up')) === words) return done;
    const problem = await problemNow(acting);
    if (problem !== null) return refused(problem);
    await write(acting, { kind: 'picked_up', words });
    tellPages(acting.tx, pairingId);
    return done;
  });
}

export type Thanked =
  | { outcome: 'done'; thanksId: string }
  | Refused<'not_found' | 'too_late' | 'not_available' | 'left_already'>;

/** Leaves a thank-you, which its receiver may show on their profile, or not. One a pairing. */
export function leaveThanks(room: Room, { actor, pairingId, words }: Leaving): Promise<Thanked> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Thanked> => {
    const { tx, pairing, youId, now } = acting;
    const before = await tx
      .selectFrom('thanks')
      .select(['id', 'words'])
      .where('pairing_id', '=', pairingId)
      .where('from_id', '=', youId)
      .executeTakeFirst();
    if (before?.words === words) return { ...done, thanksId: before.id };
    if (before !== undefined) return refused('left_already');
    if (!mayThank(pairing, now)) return refused('too_late');
    if (await isApart(acting)) return refused('not_available');
    return { ...done, thanksId: await thank(acting, words) };
  });
}

/** Shows a thank-you one received on one's profile. */
export function showThanks(
  room: Room,
  { actor, thanksId }: { actor: Viewer; thanksId: string },
): Promise<Done> {
  return setShown(room, { actor, thanksId, shownAt: room.clock.now() });
}

/** Hides it again; nobody is told. */
export function hideThanks(
  room: Room,
  { actor, thanksId }: { actor: Viewer; thanksId: string },
): Promise<Done> {
  return setShown(room, { actor, thanksId, shownAt: null });
}

/** Only its receiver decides; for anybody else it is not there, and nothing happens. */
async function setShown(
  { db }: Room,
  { actor, thanksId, shownAt }: { actor: Viewer; thanksId: string; shownAt: number | null },
): Promise<Done> {
  await db.transact((tx) =>
    tx
      .updateTable('thanks')
      .set({ shown_at: shownAt })
      .where('id', '=', thanksId)
      .where('to_id', '=', actor.id)
      .where('shown_at', shownAt === null ? 'is not' : 'is', null)
      .execute(),
  );
  return done;
}

async function problemNow(
  acting: Acting,
): Promise<'too_early' | 'too_late' | 'not_available' | null> {
  const { pairing, now } = acting;
  if (pairing.wrappedUpAt === null) return 'too_early';
  if (!mayLeaveWords(pairing, now)) return 'too_late';
  return (await isApart(acting)) ? 'not_available' : null;
}

const isApart = ({ tx, youId, otherId }: Acting) => areApart(tx, { memberId: youId, otherId });

async function wordsOf(
  { tx, pairing, youId }: Acting,
  kind: PartingKind,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('parting_words')
    .select('words')
    .where('pairing_id', '=', pairing.id)
    .where('from_id', '=', youId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.words;
}

async function write(
  { tx, pairing, youId, now }: Acting,
  { kind, words }: { kind: PartingKind; words: string },
): Promise<void> {
  const place = { pairing_id: pairing.id, from_id: youId, kind };
  if (words === '')
    return void (await tx
      .deleteFrom('parting_words')
      .where('pairing_id', '=', pairing.id)
      .where('from_id', '=', youId)
      .where('kind', '=', kind)
      .execute());
  await tx
    .insertInto('parting_words')
    .values({ ...place, words, written_at: now })
    .onConflict((conflict) =>
      conflict.columns(['pairing_id', 'from_id', 'kind']).doUpdateSet({ words, written_at: now }),
    )
    .execute();
}

async function tellOfGoodbye({ tx, pairing, youId, now, random }: Acting): Promise<void> {
  const event: GoodbyeLeft = { name: 'GoodbyeLeft', pairingId: pairing.id, fromId: youId };
  const dueAt = Math.max(now, (await tellingTime(tx, pairing.id)) ?? 0);
  const job = { kind: `event:${event.name}`, key: `${pairing.id} ${youId}`, payload: event, dueAt };
  await enqueue(tx, { ...job, now, random });
}

async function thank(
  { tx, pairing, youId, otherId, now, random }: Acting,
  words: string,
): Promise<string> {
  const id = makeId(now, random);
  await tx
    .insertInto('thanks')
    .values({
      id,
      pairing_id: pairing.id,
      from_id: youId,
      to_id: otherId,
      words,
      written_at: now,
      shown_at: null,
    })
    .execute();
  const event: ThanksLeft = { name: 'ThanksLeft', thanksId: id };
  const dueAt = Math.max(now, (await tellingTime(tx, pairing.id)) ?? 0);
  const job = { kind: `event:${event.name}`, key: id, payload: event, dueAt };
  await enqueue(tx, { ...job, now, random });
  return id;
}
