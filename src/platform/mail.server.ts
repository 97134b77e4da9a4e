/**
 * Outgoing mail: written with the change it tells of, sent after the commit by a job
 * (mailer.server.ts). Without an SMTP server it stays in the operator's mailbox.
 */
import type { Act } from './act.server.ts';
import { seal, unseal } from './crypto.server.ts';
import type { Runtime } from './runtime.server.ts';

type LetterCategory = 'security' | 'membership' | 'tick' | 'notice' | 'report';

export interface Letter {
  /** One letter a key, however often it is written. */
  key: string;
  /** What it is about: security letters go out first, and even to an address others came back from. */
  category: LetterCategory;
  to: { address: string; name: string };
  /** Who it seems to come from, such as "Kweku via Tidewater"; the address stays the server's own. */
  fromName?: string | undefined;
  subject: string;
  text: string;
  html: string;
  /** Where one POST turns this kind of letter off (RFC 8058); not for security letters. */
  unsubscribe?: { url: string } | undefined;
  /** Letters with one key stand together in the reader's mail program. */
  threadKey?: string | undefined;
  /** A file that calendars take over (RFC 6047), as one more way to read the letter and attached. */
  calendar?: CalendarPart | undefined;
  /** Epoch milliseconds before which it is not sent. */
  sendAt?: number | undefined;
}

export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  /** The iCalendar file, with that method in it. */
  text: string;
}

/** What is sealed: everything that says something or opens something. */
interface Body {
  text: string;
  html: string;
  unsubscribe: string;
  calendar: CalendarPart | null;
}

interface Extras {
  fromName?: string | undefined;
  threadKey?: string | undefined;
}

/** Saves a letter and the job that sends it. */
export async function post(
  { tx, now, random, id: makeId, enqueue }: Act,
  { letter, secret }: { letter: Letter; secret: string },
): Promise<void> {
  const id = makeId();
  const extras: Extras = { fromName: letter.fromName, threadKey: letter.threadKey };
  const saved = await tx
    .insertInto('mails')
    .values({
      id,
      mail_key: letter.key,
      category: letter.category,
      to_address: letter.to.address,
      to_name: letter.to.name,
      subject: letter.subject,
      sealed_body: seal({ secret, text: JSON.stringify(bodyOf(letter)), random }),
      headers: JSON.stringify(extras),
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('mail_key').doNothing())
    .returning('id')
    .execute();
  if (saved.length === 0) return;
  const writtenFor = letter.sendAt ?? now;
  // Somebody at the door must not wait behind a thousand digests.
  const dueAt = letter.category === 'security' ? 0 : writtenFor;
  await enqueue({ kind: 'mail', key: id, payload: { mailId: id, writtenFor }, dueAt });
}

/** Security letters can't be turned off (requirement G3). */
const bodyOf = ({ category, text, html, unsubscribe, calendar }: Letter): Body => ({
  text,
  html,
  unsubscribe: category === 'security' ? '' : (unsubscribe?.url ?? ''),
  calendar: calendar ?? null,
});

export interface OpenedMail extends Body {
  id: string;
  category: string;
  to: { address: string; name: string };
  /** '' where it comes from the server itself. */
  fromName: string;
  threadKey: string;
  subject: string;
  /** Epoch milliseconds. */
  createdAt: number;
  sentAt: number | null;
  givenUpAt: number | null;
  heldUpAt: number | null;
}

/** One letter with its body unsealed; the body is empty once it was sent. */
export async function openMail(
  { db, secret }: Pick<Runtime, 'db' | 'secret'>,
  id: string,
): Promise<OpenedMail | undefined> {
  const row = await db.read.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const body: Partial<Body> = JSON.parse(unseal({ secret, sealed: row.sealed_body }) ?? '{}');
  const extras: Extras = JSON.parse(row.headers);
  return {
    id: row.id,
    category: row.category,
    to: { address: row.to_address, name: row.to_name },
    fromName: extras.fromName ?? '',
    threadKey: extras.threadKey ?? '',
    subject: row.subject,
    text: body.text ?? '',
    html: body.html ?? '',
    unsubscribe: body.unsubscribe ?? '',
    calendar: body.calendar ?? null,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    givenUpAt: row.given_up_at,
    heldUpAt: row.held_up_at,
  };
}
