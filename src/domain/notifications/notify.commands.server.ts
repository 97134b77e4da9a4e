/**
 * Telling people of things: a notice in the app and, as each of them chose, a letter. Safe to do twice;
 * a notice has a key, and a letter has its notice's.
 */
import type { Community } from '#domain/community/community.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import { areApart } from '#domain/members/blocks/queries.server.ts';
import { unsubscribeUrl } from '#domain/members/choices/commands.server.ts';
import type { Unwanted } from '#domain/members/choices/choice.ts';
import { stillAroundToken } from '#domain/members/offers/commands.server.ts';
import { makeId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { wakeAt } from '#platform/jobs.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { noticeLetter, togetherLetter, type Written } from './letters.ts';
import { hasLetter, mannerOf, type Telling } from './notice.ts';
import { isOver, lastLettersTo, pendingOf, type PendingNotice } from './pending/queries.server.ts';
import { peopleIn, toldAs } from './people/queries.server.ts';
import { planLetters } from './plan.ts';
import { markSeen } from './seeing/commands.server.ts';
import { findReader, type NoticeReader } from './readers/queries.server.ts';
import type { Told } from './wording.ts';

/** What writing letters needs, and when it is. */
export type Desk = Pick<Runtime, 'config' | 'secret' | 'random'> & { now: number };

/** The clock of one reader's letters. */
export const lettersKind = 'letters-clock';

/**
 * Tells people of something that happened, all in the transaction `tx`: who is told together gets word
 * together. People who are apart hear nothing of each other (requirement E14).
 */
export async function tell(tx: Tx, tellings: readonly Telling[], desk: Desk): Promise<void> {
  const readers = new Set<string>();
  for (const telling of tellings) if (await note(tx, telling, desk)) readers.add(telling.memberId);
  for (const memberId of readers) await writeLetters(tx, memberId, desk);
}

/** Saves a notice; false where nobody is to be told, or was before. */
async function note(tx: Tx, telling: Telling, { now, random }: Desk): Promise<boolean> {
  const { key, memberId, otherId, kind, facts, href } = telling;
  if (otherId !== null && (await areApart(tx, { memberId, otherId }))) return false;
  const saved = await tx
    .insertInto('notices')
    .values({
      id: makeId(now, random),
      notice_key: key,
      member_id: memberId,
      other_id: otherId,
      kind,
      facts: JSON.stringify(facts),
      href,
      told_at: now,
      seen_at: null,
      letter_due_at: hasLetter(kind) && telling.isMailed !== true ? now : null,
      mailed_at: null,
    })
    .onConflict((conflict) => conflict.column('notice_key').doNothing())
    .returning('id')
    .execute();
  if (saved.length === 0) return false;
  await settle(tx, telling, now);
  return true;
}

/** Whoever did it has nothing left to look at there. */
async function settle(
  tx: Tx,
  { otherId, kind, href, settledHref = href }: Telling,
  now: number,
): Promise<void> {
  if (otherId === null || !mannerOf(kind).isFromOther) return;
  for (const each of new Set([href, settledHref]))
    await markSeen(tx, { memberId: otherId, href: each, now });
}

/**
 * Writes the letters that are due to one reader, forgets those that nobody needs any more, and winds the
 * clock for the rest.
 */
export async function writeLetters(tx: Tx, memberId: string, desk: Desk): Promise<void> {
  const community = await findCommunity(tx);
  const reader = community && (await findReader(tx, { memberId, community }));
  const waiting = await pendingOf(tx, memberId);
  if (community === undefined || reader === undefined || reader.address === null)
    return forget(tx, waiting);
  const over = await overOf(tx, waiting, desk.now);
  const habits = { ...reader, ...(await lastLettersTo(tx, memberId)), now: desk.now };
  const plan = planLetters(
    waiting.filter((notice) => !over.includes(notice)),
    habits,
  );
  await forget(tx, [...over, ...plan.never]);
  const mail = { tx, reader, address: reader.address, community, desk };
  for (const notice of plan.own) await mailOne(mail, notice, 'at_once');
  const [first] = plan.together;
  const how = plan.isCalm ? 'calm' : 'at_once';
  if (first !== undefined && plan.together.length === 1) await mailOne(mail, first, how);
  else if (first !== undefined) await mailTogether(mail, plan.together, how);
  await wind(tx, { memberId, later: plan.later, desk });
}

async function overOf(tx: Tx, waiting: PendingNotice[], now: number): Promise<PendingNotice[]> {
  const over: PendingNotice[] = [];
  for (const notice of waiting) if (await isOver(tx, notice, now)) over.push(notice);
  return over;
}

async function forget(tx: Tx, notices: readonly PendingNotice[]): Promise<void> {
  const ids = notices.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.updateTable('notices').set({ letter_due_at: null }).where('id', 'in', ids).execute();
}

async function wind(
  tx: Tx,
  {
    memberId,
    later,
    desk: { now, random },
  }: {
    memberId: string;
    later: readonly { notice: PendingNotice; dueAt: number }[];
    desk: Desk;
  },
): Promise<void> {
  for (const { notice, dueAt } of later)
    await tx
      .updateTable('notices')
      .set({ letter_due_at: dueAt })
      .where('id', '=', notice.id)
      .execute();
  if (later.length === 0) return;
  const dueAt = Math.min(...later.map((each) => each.dueAt));
  const payload = { memberId };
  await wakeAt(tx, { kind: lettersKind, key: memberId, payload, dueAt, now, random });
}

type How = 'at_once' | 'calm';

interface Mail {
  tx: Tx;
  reader: NoticeReader;
  address: string;
  community: Community;
  desk: Desk;
}

async function mailOne(mail: Mail, notice: PendingNotice, how: How): Promise<void> {
  const [told] = await toldOf(mail, [notice]);
  if (told === undefined) return;
  const unwanted = mannerOf(notice.kind).matter;
  const offUrl = offUrlOf(mail, unwanted);
  const written = noticeLetter(told, { url: urlOf(mail, notice), offUrl });
  const thread = { threadKey: notice.facts.about };
  await send(mail, { key: `notice:${notice.key}`, written, offUrl, ...thread });
  await markMailed(mail, { notices: [notice], how });
}

async function mailTogether(mail: Mail, notices: PendingNotice[], how: How): Promise<void> {
  const { reader, community, desk } = mail;
  const offUrl = offUrlOf(mail, 'digest');
  const url = `${desk.config.publicUrl}/notifications`;
  const written = togetherLetter(await toldOf(mail, notices), {
    locale: reader.locale,
    community: community.name,
    url,
    offUrl,
  });
  const key = `notices:${reader.memberId}:${notices[0]?.id ?? ''}`;
  await send(mail, { key, written, offUrl });
  await markMailed(mail, { notices, how });
}

async function send(
  { tx, reader, address, desk }: Mail,
  letter: {
    key: string;
    written: Written;
    offUrl: string;
    threadKey?: string;
  },
): Promise<void> {
  const { secret, random, now } = desk;
  const { key, written, offUrl, threadKey } = letter;
  const to = { address, name: reader.name };
  const unsubscribe = { url: offUrl };
  await post(tx, {
    letter: { key, category: 'notice', to, ...written, unsubscribe, threadKey },
    secret,
    now,
    random,
  });
}

async function markMailed(
  { tx, desk }: Mail,
  { notices, how }: { notices: readonly PendingNotice[]; how: How },
): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ letter_due_at: null, mailed_at: desk.now, mailed_how: how })
    .where(
      'id',
      'in',
      notices.map(({ id }) => id),
    )
    .execute();
}

const offUrlOf = ({ reader, desk }: Mail, unwanted: Unwanted): string =>
  unsubscribeUrl(desk, { memberId: reader.memberId, unwanted });

/** One click in a letter about the tick puts it back, signed in or not; all else is a page. */
function urlOf({ desk }: Mail, { kind, facts, memberId, href }: PendingNotice): string {
  const { publicUrl } = desk.config;
  if (kind !== 'tick_questioned') return `${publicUrl}${href}`;
  const token = stillAroundToken(desk.secret, { memberId, confirmedAt: facts.at ?? 0 });
  return `${publicUrl}/still-around/${token}`;
}

async function toldOf(
  { tx, reader, community, desk }: Mail,
  notices: readonly PendingNotice[],
): Promise<Told[]> {
  const people = await peopleIn(tx, notices);
  const { locale, zone } = reader;
  return notices.map((notice) =>
    toldAs(notice, { people, locale, zone, community: community.name, now: desk.now }),
  );
}
