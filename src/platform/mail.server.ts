/**
 * Outgoing mail: written with the change it tells of, sent after the commit by a job. Without an
 * SMTP server it stays in the operator's mailbox. At least once, with a stable Message-ID.
 */
import { createTransport, type Transporter } from 'nodemailer';
import type { Random } from '#lib/random.ts';
import { makeId } from '#lib/ids.ts';
import { seal, unseal } from './crypto.server.ts';
import type { Tx } from './db/database.server.ts';
import { enqueue, type JobHandler } from './jobs.server.ts';
import type { Runtime } from './runtime.server.ts';

export interface Letter {
  /** One letter a key, however often it is written. */
  key: string;
  /** What it is about: security letters go out first, and even to an address others came back from. */
  category: 'security' | 'membership' | 'tick' | 'notice' | 'report';
  to: { address: string; name: string };
  /** Who it seems to come from, such as "Kweku via Tidewater"; the address stays the house's own. */
  fromName?: string | undefined;
  subject: string;
  text: string;
  html: string;
  /** Where one POST turns this kind of letter off (RFC 8058); never on a security letter. */
  unsubscribe?: { url: string } | undefined;
  /** Letters with one key stand together in the reader's mail program. */
  threadKey?: string | undefined;
  /** Epoch milliseconds before which it is not sent. */
  sendAt?: number | undefined;
}

/** Saves a letter and the job that sends it. */
export async function post(
  tx: Tx,
  { letter, secret, now, random }: { letter: Letter; secret: string; now: number; random: Random },
): Promise<void> {
  const id = makeId(now, random);
  const body = JSON.stringify({ text: letter.text, html: letter.html });
  const saved = await tx
    .insertInto('mails')
    .values({
      id,
      mail_key: letter.key,
      category: letter.category,
      to_address: letter.to.address,
      to_name: letter.to.name,
      subject: letter.subject,
      sealed_body: seal({ secret, text: body, random }),
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('mail_key').doNothing())
    .returning('id')
    .execute();
  if (saved.length === 0) return;
  await enqueue(tx, { kind: 'mail', key: id, payload: { mailId: id }, dueAt: now, now, random });
}

export interface OpenedMail {
  id: string;
  to: { address: string; name: string };
  subject: string;
  text: string;
  html: string;
  /** Epoch milliseconds. */
  createdAt: number;
  sentAt: number | null;
}

/** One letter with its body unsealed; the body is empty once it was sent. */
export async function openMail(
  { db, secret }: Pick<Runtime, 'db' | 'secret'>,
  id: string,
): Promise<OpenedMail | undefined> {
  const row = await db.read.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const body = unseal({ secret, sealed: row.sealed_body }) ?? '{"text":"","html":""}';
  const { text, html }: { text: string; html: string } = JSON.parse(body);
  return {
    id: row.id,
    to: { address: row.to_address, name: row.to_name },
    subject: row.subject,
    text,
    html,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}

/** The job that sends one letter; does nothing for one that was sent, or where there is no SMTP server. */
export function makeMailer(smtpUrl: string | null): JobHandler {
  const transport = smtpUrl === null ? null : createTransport(smtpUrl);
  return async (job, runtime) => {
    const { mailId } = job.payload as { mailId: string };
    const mail = await openMail(runtime, mailId);
    if (transport === null || mail === undefined || mail.sentAt !== null) return;
    await send(transport, { mail, runtime });
    await runtime.db.transact((tx) =>
      tx
        .updateTable('mails')
        .set({ sent_at: runtime.clock.now(), sealed_body: '' })
        .where('id', '=', mail.id)
        .execute(),
    );
  };
}

async function send(
  transport: Transporter,
  { mail, runtime }: { mail: OpenedMail; runtime: Runtime },
): Promise<void> {
  const host = new URL(runtime.config.publicUrl).hostname;
  await transport.sendMail({
    from: runtime.config.mailFrom,
    to: { name: mail.to.name, address: mail.to.address },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
}
