/** The letters of notices: written when they are due, dropped where nobody needs them any more. */
import type { Community } from '#domain/community/community.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { unsubscribeUrl } from '#domain/members/mail-choices.commands.server.ts';
import type { Unwanted } from '#domain/members/mail-choice.ts';
import { stillAroundToken } from '#domain/members/ticks.commands.server.ts';
import type { Act, ThingClock } from '#platform/act.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { planLetters } from './letter-plan.ts';
import type { Notice } from './notice-kind.queries.server.ts';
import { wordedNotice, wordedSummary, type WrittenLetter } from './notice-letters.ts';
import { findReader, type NoticeReader } from './notice-reader.queries.server.ts';
import type { NoticeInWords } from './notice-words.ts';
import { inWords, peopleIn } from './named-people.queries.server.ts';
import {
  isOver,
  lastLettersTo,
  pendingOf,
  type PendingNotice,
} from './pending-notices.queries.server.ts';

/** What writing letters needs beside the act. */
export interface LetterSettings extends Pick<Runtime, 'config' | 'secret'> {
  readonly kinds: readonly Notice[];
}

/** A reader whose letters wait, and when the first of them is due. */
export interface WaitingReader {
  readonly memberId: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

/** The clock of one reader's letters. */
export const lettersClock: ThingClock<WaitingReader> = {
  kind: 'letters-clock',
  idOf: ({ memberId }) => memberId,
  dueAt: ({ dueAt }) => dueAt,
};

/**
 * Writes the letters that are due to one reader, drops those that nobody needs any more, and sets the
 * clock for the rest.
 */
export async function writeLetters(
  act: Act,
  memberId: string,
  settings: LetterSettings,
): Promise<void> {
  const { tx, now } = act;
  const { kinds } = settings;
  const community = await findCommunity(tx);
  const reader = community && (await findReader(tx, { memberId, community }));
  const waiting = await pendingOf(tx, { memberId, kinds });
  if (community === undefined || reader === undefined || reader.address === null)
    return drop(act, waiting);
  const over = await overOf(act, waiting);
  const habits = { ...reader, ...(await lastLettersTo(tx, { memberId, kinds })), now };
  const plan = planLetters(
    waiting.filter((notice) => !over.includes(notice)),
    habits,
  );
  await drop(act, [...over, ...plan.never]);
  const mail = { act, reader, address: reader.address, community, settings };
  for (const notice of plan.own) await mailOne(mail, notice, 'at_once');
  const [first] = plan.together;
  const how = plan.isCalm ? 'calm' : 'at_once';
  if (first !== undefined && plan.together.length === 1) await mailOne(mail, first, how);
  else if (first !== undefined) await mailTogether(mail, plan.together, how);
  await postpone(act, memberId, plan.later);
}

async function overOf({ tx, now }: Act, waiting: PendingNotice[]): Promise<PendingNotice[]> {
  const over: PendingNotice[] = [];
  for (const notice of waiting) if (await isOver(tx, notice, now)) over.push(notice);
  return over;
}

async function drop({ tx }: Act, notices: readonly PendingNotice[]): Promise<void> {
  const ids = notices.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.updateTable('notices').set({ letter_due_at: null }).where('id', 'in', ids).execute();
}

async function postpone(
  act: Act,
  memberId: string,
  later: readonly { notice: PendingNotice; dueAt: number }[],
): Promise<void> {
  for (const { notice, dueAt } of later)
    await act.tx
      .updateTable('notices')
      .set({ letter_due_at: dueAt })
      .where('id', '=', notice.id)
      .execute();
  if (later.length === 0) return;
  const dueAt = Math.min(...later.map((each) => each.dueAt));
  await act.schedule(lettersClock, { memberId, dueAt });
}

type How = 'at_once' | 'calm';

interface Mail {
  act: Act;
  reader: NoticeReader;
  address: string;
  community: Community;
  settings: LetterSettings;
}

async function mailOne(mail: Mail, pending: PendingNotice, how: How): Promise<void> {
  const [worded] = await wordsOf(mail, [pending]);
  if (worded === undefined) return;
  const offUrl = offUrlOf(mail, pending.notice.preference);
  const written = wordedNotice(worded, { url: urlOf(mail, pending), offUrl });
  const threadKey = pending.facts.about;
  await send(mail, { key: `notice:${pending.key}`, written, offUrl, threadKey });
  await markMailed(mail, { notices: [pending], how });
}

async function mailTogether(mail: Mail, notices: PendingNotice[], how: How): Promise<void> {
  const { reader, community, settings } = mail;
  const offUrl = offUrlOf(mail, 'digest');
  const written = wordedSummary(await wordsOf(mail, notices), {
    locale: reader.locale,
    community: community.name,
    url: `${settings.config.publicUrl}/notifications`,
    offUrl,
  });
  const key = `notices:${reader.memberId}:${notices[0]?.id ?? ''}`;
  await send(mail, { key, written, offUrl });
  await markMailed(mail, { notices, how });
}

interface LetterToSend {
  key: string;
  written: WrittenLetter;
  offUrl: string;
  threadKey?: string;
}

async function send(
  { act, reader, address, settings }: Mail,
  { key, written, offUrl, threadKey }: LetterToSend,
): Promise<void> {
  const to = { address, name: reader.name };
  const unsubscribe = { url: offUrl };
  const letter = { key, category: 'notice' as const, to, ...written, unsubscribe, threadKey };
  await post(act, { letter, secret: settings.secret });
}

async function markMailed(
  { act: { tx, now } }: Mail,
  { notices, how }: { notices: readonly PendingNotice[]; how: How },
): Promise<void> {
  const ids = notices.map(({ id }) => id);
  await tx
    .updateTable('notices')
    .set({ letter_due_at: null, mailed_at: now, mailed_how: how })
    .where('id', 'in', ids)
    .execute();
}

const offUrlOf = ({ reader, settings }: Mail, unwanted: Unwanted): string =>
  unsubscribeUrl(settings, { memberId: reader.memberId, unwanted });

/** One click in a letter about the tick puts it back, signed in or not; all else is a page. */
function urlOf({ settings }: Mail, { notice, facts, memberId, href }: PendingNotice): string {
  const { publicUrl } = settings.config;
  if (notice.preference !== 'tick') return `${publicUrl}${href}`;
  const token = stillAroundToken(settings.secret, { memberId, confirmedAt: facts.at ?? 0 });
  return `${publicUrl}/still-around/${token}`;
}

async function wordsOf(
  { act, reader, community }: Mail,
  notices: readonly PendingNotice[],
): Promise<NoticeInWords[]> {
  const people = await peopleIn(act.tx, notices);
  const { locale, zone } = reader;
  return notices.map((pending) =>
    inWords(pending, { people, locale, zone, community: community.name, now: act.now }),
  );
}
