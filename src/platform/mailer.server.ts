/** Sends letters: at least once, with a stable Message-ID, and as patient as mail has to be. */
import { createTransport } from 'nodemailer';
import { second, minute } from '#lib/duration.ts';
import { tidyLine, shorten } from '#lib/text.ts';
import { inAct, type Act } from './act.server.ts';
import { TryLater } from './job-claims.server.ts';
import { fingerprint } from './crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { makeGate, nextTry, readFailure, type Failure, type Gate } from './mail-retry.server.ts';
import type { JobHandler } from './jobs.server.ts';
import { openMail, type OpenedMail } from './mail.server.ts';
import type { Runtime } from './runtime.server.ts';

/** What is known of addresses that letters come back from. */
interface AddressBook {
  /** False for an address that takes no letters; security letters are tried nevertheless. */
  takesLetters(db: Reader, address: string): Promise<boolean>;
  /** A letter to this address was refused for good. `reason` is made of codes, such as "550 5.1.1". */
  onHardBounce(act: Act, bounce: { address: string; reason: string }): Promise<unknown>;
}

interface Post {
  transport: ReturnType<typeof openTransport>;
  gate: Gate;
  addresses: AddressBook;
}

/** The job that sends one letter; does nothing for one that was sent, or where there is no SMTP server. */
export function makeMailer(smtpUrl: string | null, addresses: AddressBook): JobHandler {
  if (smtpUrl === null) return () => Promise.resolve();
  const office: Post = { transport: openTransport(smtpUrl), gate: makeGate(), addresses };
  return async (job, runtime) => {
    const { mailId, writtenFor } = job.payload as { mailId: string; writtenFor?: number };
    const mail = await openMail(runtime, mailId);
    if (mail === undefined || mail.sentAt !== null || mail.givenUpAt !== null) return;
    if (!(await mayGoTo(runtime.db.read, { mail, addresses }))) return giveUp(runtime, { mail });
    await handOver(office, { mail, runtime, writtenFor: writtenFor ?? mail.createdAt });
  };
}

/** A few connections, closed as soon as nothing waits; what hangs is cut off (the address may say otherwise). */
const openTransport = (url: string) =>
  createTransport({
    url,
    pool: true,
    maxConnections: 3,
    maxRequeues: 1,
    idleTimeout: second / 2,
    dnsTimeout: 5 * second,
    connectionTimeout: 10 * second,
    greetingTimeout: 10 * second,
    socketTimeout: 15 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

const mayGoTo = async (
  db: Reader,
  { mail, addresses }: { mail: OpenedMail; addresses: AddressBook },
) => mail.category === 'security' || addresses.takesLetters(db, mail.to.address);

interface Sending {
  mail: OpenedMail;
  runtime: Runtime;
  writtenFor: number;
}

async function handOver(office: Post, sending: Sending): Promise<void> {
  const { mail, runtime } = sending;
  const shutUntil = office.gate.shutUntil(runtime.clock.now());
  if (shutUntil !== null)
    return holdUp(runtime, { mail, until: shutUntil, reason: 'out of reach' });
  const envelope = envelopeOf(sending);
  try {
    // Shorter than the lease of the job, so that nobody else sends it meanwhile.
    await office.transport.sendMail({ ...envelope, signal: AbortSignal.timeout(minute) });
  } catch (error) {
    return putRight(office, { mail, runtime, failure: readFailure(error) });
  }
  office.gate.open();
  await markSent(runtime, mail);
}

async function markSent({ db, clock }: Runtime, mail: OpenedMail): Promise<void> {
  await db.transact((tx) =>
    tx
      .updateTable('mails')
      .set({ sent_at: clock.now(), sealed_body: '' })
      .where('id', '=', mail.id)
      .execute(),
  );
}

async function putRight(
  { gate, addresses }: Post,
  { mail, runtime, failure }: { mail: OpenedMail; runtime: Runtime; failure: Failure },
): Promise<void> {
  const now = runtime.clock.now();
  const { reason } = failure;
  if (failure.kind === 'refused') {
    const bounce = failure.isForGood ? { address: mail.to.address, reason } : null;
    return giveUp(runtime, {
      mail,
      reason,
      also: async (act) => bounce !== null && addresses.onHardBounce(act, bounce),
    });
  }
  if (failure.isForAll) gate.shut(now);
  else gate.open();
  return holdUp(runtime, { mail, until: gate.shutUntil(now) ?? 0, reason });
}

/** Not now: tried again later, but not before `until`, and not for ever. */
async function holdUp(
  runtime: Runtime,
  { mail, until, reason }: { mail: OpenedMail; until: number; reason: string },
): Promise<void> {
  const now = runtime.clock.now();
  const since = mail.heldUpAt ?? now;
  const next = nextTry({ since, now });
  if (next === null) return giveUp(runtime, { mail, reason });
  if (mail.heldUpAt === null) {
    await runtime.db.transact((tx) =>
      tx.updateTable('mails').set({ held_up_at: now }).where('id', '=', mail.id).execute(),
    );
  }
  throw new TryLater(Math.max(next, until), reason);
}

/** Never: the letter stays where it is, so that an organiser can still pass it on by hand. */
async function giveUp(
  runtime: Runtime,
  {
    mail,
    reason = 'the address takes no letters',
    also,
  }: { mail: OpenedMail; reason?: string; also?: (act: Act) => Promise<unknown> },
): Promise<void> {
  await inAct(runtime, async (act) => {
    await act.tx
      .updateTable('mails')
      .set({ given_up_at: act.now })
      .where('id', '=', mail.id)
      .execute();
    await also?.(act);
  });
  runtime.log.warn({ mail: mail.id, category: mail.category, reason }, 'a letter was given up');
}

function envelopeOf({ mail, runtime, writtenFor }: Sending) {
  const { config } = runtime;
  const host = new URL(config.publicUrl).hostname;
  const thread = mail.threadKey === '' ? undefined : `<${fingerprint(mail.threadKey)}@${host}>`;
  return {
    from: sender(config.mailFrom, mail.fromName),
    to: { name: nameInHeader(mail.to.name), address: mail.to.address },
    subject: shorten(tidyLine(mail.subject), 200),
    text: mail.text,
    html: mail.html,
    ...calendarOf(mail),
    // When it was meant to go: neither when the deed was done nor when a busy server took it.
    date: new Date(writtenFor),
    // An id tells when it was made; its fingerprint doesn't.
    messageId: `<${fingerprint(mail.id)}@${host}>`,
    ...(thread === undefined ? {} : { inReplyTo: thread, references: thread }),
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribing(mail, config.publicUrl) },
  };
}

/** Some mail programs take the file from among the ways to read a letter, others only from what is attached. */
function calendarOf({ calendar }: OpenedMail) {
  if (calendar === null) return {};
  const { method, text } = calendar;
  return { icalEvent: { method, content: text, filename: 'invite.ics' } };
}

/**
 * RFC 8058: one click in the mail program, without a visit. Only over https; there is no mailto, since
 * nobody reads what comes to the server's own address.
 */
function unsubscribing(mail: OpenedMail, publicUrl: string): Record<string, string> {
  if (mail.unsubscribe === '') return {};
  const url = new URL(mail.unsubscribe);
  if (url.origin !== new URL(publicUrl).origin) throw new Error('A letter leads somewhere else');
  return {
    'List-Unsubscribe': `<${url.href}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** The server's own address, under the name of the person the letter is about. */
function sender(mailFrom: string, fromName: string) {
  if (fromName === '') return mailFrom;
  const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom;
  return { name: nameInHeader(fromName), address: address.trim() };
}

/** A person's name as part of a header: one line, nothing hidden, not endless (requirement D12). */
const nameInHeader = (name: string) =>
  shorten(tidyLine(name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')), 100);
