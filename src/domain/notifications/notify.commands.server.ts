/**
 * Telling people of things: a notice in the app and, as each of them chose, a letter. Safe to do twice;
 * a notice has a key, and a letter has its notice's.
 */
import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Act } from '#platform/act.server.ts';
import { writeLetters, type LetterSettings } from './notice-letters.commands.server.ts';
import type { Recipient } from './notice.ts';
import type { Notice } from './notice-kind.queries.server.ts';
import { markSeen } from './seen-notices.commands.server.ts';

/** Somebody who is to be told something of this kind. */
export interface Notification {
  readonly notice: Notice;
  readonly recipient: Recipient;
}

/**
 * Tells people of something that happened, all in one act, so that those who are told together get word
 * together. People who are apart hear nothing of each other (requirement E14).
 */
export async function notify(
  act: Act,
  notifications: readonly Notification[],
  settings: LetterSettings,
): Promise<void> {
  const readers = new Set<string>();
  for (const notification of notifications)
    if (await saveNotice(act, notification)) readers.add(notification.recipient.memberId);
  for (const memberId of readers) await writeLetters(act, memberId, settings);
}

/** Saves a notice; false where nobody is to be told, or was before. */
async function saveNotice(act: Act, { notice, recipient }: Notification): Promise<boolean> {
  const { tx, now } = act;
  const { key, memberId, otherId, facts, href } = recipient;
  if (otherId !== null && (await areApart(tx, { memberId, otherId }))) return false;
  const saved = await tx
    .insertInto('notices')
    .values({
      id: act.id(),
      notice_key: `${notice.kind}:${key}`,
      member_id: memberId,
      other_id: otherId,
      kind: notice.kind,
      facts: JSON.stringify(facts),
      href,
      told_at: now,
      seen_at: null,
      letter_due_at: notice.hasLetter && recipient.isMailed !== true ? now : null,
      mailed_at: null,
    })
    .onConflict((conflict) => conflict.column('notice_key').doNothing())
    .returning('id')
    .execute();
  if (saved.length === 0) return false;
  if (notice.isFromOther) await markSeenByOther(act, recipient);
  return true;
}

/** Whoever did it has nothing left to look at there. */
async function markSeenByOther(
  act: Act,
  { otherId, href, settledHref = href }: Recipient,
): Promise<void> {
  if (otherId === null) return;
  for (const each of new Set([href, settledHref]))
    await markSeen(act, { memberId: otherId, href: each });
}
