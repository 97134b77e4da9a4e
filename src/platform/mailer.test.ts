import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { hour, minute } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { type Mood, openMailServer, openOddServer } from '#tests/mail-server.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { inAct } from './act.server.ts';
import { until } from '#tests/until.ts';
import { runDueJobs } from './jobs.server.ts';
import { post, type Letter } from './mail.server.ts';
import { makeMailer } from './mailer.server.ts';
import { startWorker } from './worker.server.ts';

const letter: Letter = {
  key: 'note:1',
  category: 'notice',
  to: { address: 'ana@example.org', name: 'Ana' },
  subject: 'Kweku wrote you a note',
  text: 'Hello Ana',
  html: '<p>Hello Ana</p>',
};

const send = (runtime: TestRuntime, change: Partial<Letter> = {}) =>
  inAct(runtime, (act) => post(act, { letter: { ...letter, ...change }, secret: runtime.secret }));

/** An address book that records what it is told. */
function notebook(closed: string[] = []) {
  const bounced: { address: string; reason: string }[] = [];
  return {
    bounced,
    takesLetters: (_db: unknown, address: string) => Promise.resolve(!closed.includes(address)),
    onHardBounce: (_act: unknown, { address, reason }: { address: string; reason: string }) =>
      Promise.resolve(void bounced.push({ address, reason })),
  };
}

/** Lets `hours` pass in small steps, sending what is due at each. */
async function live(
  runtime: TestRuntime,
  { handlers, hours }: { handlers: Parameters<typeof runDueJobs>[1]; hours: number },
) {
  for (let passed = 0; passed < hours * 6; passed++) {
    await runDueJobs(runtime, handlers);
    runtime.clock.pass(10 * minute);
  }
}

const mailOf = async ({ db }: TestRuntime) =>
  db.read.selectFrom('mails').selectAll().executeTakeFirstOrThrow();

async function scene(freshDatabase: () => Promise<TestRuntime['db']>, moods: Mood[] = []) {
  const runtime = testRuntime(await freshDatabase());
  const server = await openMailServer(moods);
  const addresses = notebook();
  return { runtime, server, addresses, handlers: { mail: makeMailer(server.url, addresses) } };
}

eachEngine('a letter to Ana', (freshDatabase) => {
  it('carries a calendar among its readings and attached, which programs take over', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase);
    const text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n';
    await send(runtime, { calendar: { method: 'CANCEL', text } });
    expect(JSON.stringify(await mailOf(runtime))).not.toContain('VCALENDAR');
    await runDueJobs(runtime, handlers);
    expect(server.raw[0]).toMatch(/Content-Type: text\/calendar;[^:]*method=CANCEL/i);
    const [mail] = await server.mails();
    const names = mail?.attachments.map(({ filename }) => filename);
    expect(names).toContain('invite.ics');
    expect(mail?.text).toContain('Hello Ana');
  });

  it('G7: goes out once, in text and HTML, under a lasting Message-ID, as written by a machine', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase);
    await send(runtime);
    await send(runtime);
    await runDueJobs(runtime, handlers);
    await runDueJobs(runtime, handlers);
    expect(server.raw).toHaveLength(1);
    const [mail] = await server.mails();
    expect(mail?.text).toContain('Hello Ana');
    expect(mail?.html).toContain('Hello Ana');
    expect(mail?.messageId).toMatch(/^<[\w-]{43}@localhost>$/);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.date?.getTime()).toBe(runtime.clock.now());
    await server.close();
  });

  it('D12: has no header of somebody else’s making, whatever people call themselves', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase);
    const names = [
      'Ana "Ae" Ōta\r\nBcc: x@evil.example',
      'Ana, Ben <evil@evil.example>; "Cy"',
      '=?utf-8?B?QmNjOiB4?= \u202egnp\u0007.exe',
      'أمل',
      'x'.repeat(5000),
    ];
    for (const [index, name] of names.entries()) {
      await send(runtime, {
        key: `${index}`,
        to: { address: 'ana@example.org', name },
        fromName: `${name} via Tidewater, "the" Guild`,
        subject: `${name} wrote you a note`,
        threadKey: `${name}>\r\nBcc: x@evil.example`,
      });
    }
    await runDueJobs(runtime, handlers);
    expect(server.raw).toHaveLength(names.length);
    expect(new Set(server.asked)).toEqual(new Set(['ana@example.org']));
    for (const raw of server.raw) {
      const mail = await simpleParser(raw);
      expect(mail.headers.has('bcc')).toBe(false);
      expect(mail.from?.value).toHaveLength(1);
      expect(mail.from?.value[0]?.address).toBe('bothways@localhost');
      expect([mail.to].flat().flatMap((to) => to?.value ?? [])).toHaveLength(1);
      expect(mail.from?.value[0]?.name).not.toMatch(/[\u0000-\u001f\u202e]/);
      for (const line of raw.split('\r\n')) expect(line.length).toBeLessThan(998);
    }
    await server.close();
  });

  it('comes from Kweku by way of the server, and threads with the others of its conversation', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase);
    const about = { fromName: 'Kweku via Tidewater', threadKey: 'conversation:1' };
    await send(runtime, { key: '1', ...about });
    await send(runtime, { key: '2', ...about });
    await send(runtime, { key: '3' });
    await runDueJobs(runtime, handlers);
    const [first, second, other] = await server.mails();
    expect(first?.from?.text).toBe('"Kweku via Tidewater" <bothways@localhost>');
    expect(first?.inReplyTo).toMatch(/^<[\w-]{43}@localhost>$/);
    expect(second?.inReplyTo).toBe(first?.inReplyTo);
    expect(first?.references).toBe(first?.inReplyTo);
    expect(first?.messageId).not.toBe(second?.messageId);
    expect(other?.inReplyTo).toBeUndefined();
    expect(other?.from?.text).toBe('bothways@localhost');
    await server.close();
  });

  it('G1, G3: says where one click turns its kind off, but for a letter about signing in', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase);
    const unsubscribe = { url: 'http://localhost:3000/unsubscribe/abc' };
    await send(runtime, { key: '1', unsubscribe });
    await send(runtime, { key: '2', unsubscribe, category: 'security' });
    await runDueJobs(runtime, handlers);
    const headers = server.raw.map((raw) => raw.split('\r\n\r\n')[0] ?? '');
    const turnedOff = headers.find((each) => each.includes('List-Unsubscribe')) ?? '';
    expect(turnedOff.split('\r\n')).toContain(
      'List-Unsubscribe: <http://localhost:3000/unsubscribe/abc>',
    );
    expect(turnedOff.split('\r\n')).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers.filter((each) => each.includes('List-Unsubscribe'))).toHaveLength(1);
    await server.close();
  });

  it('waits for its hour, while a link to sign in overtakes what waits', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase);
    const morning = runtime.clock.now() + 8 * hour;
    await send(runtime, { key: 'quiet', subject: 'In the morning', sendAt: morning });
    await send(runtime, { key: 'now', subject: 'Now' });
    runtime.clock.pass(minute);
    await send(runtime, { key: 'link', subject: 'Your link', category: 'security' });
    await runDueJobs(runtime, handlers);
    expect((await server.mails()).map((mail) => mail.subject)).toEqual(['Your link', 'Now']);
    runtime.clock.set(morning + 5 * minute);
    await runDueJobs(runtime, handlers);
    const mails = await server.mails();
    expect(mails[2]?.subject).toBe('In the morning');
    expect(mails[2]?.date?.getTime()).toBe(morning);
    await server.close();
  });

  it('G5, fault 8: put off by the server, is tried again and arrives once', async () => {
    const { runtime, server, addresses, handlers } = await scene(freshDatabase, [
      'busy',
      'put off',
      'busy',
      'put off',
    ]);
    await send(runtime);
    await live(runtime, { handlers, hours: 3 });
    expect(server.raw).toHaveLength(1);
    expect(server.asked).toHaveLength(5);
    expect(addresses.bounced).toEqual([]);
    await server.close();
  });

  it('G5, fault 8: put off for two days, is given up without blaming the address', async () => {
    const moods = Array.from({ length: 500 }, (): Mood => 'put off');
    const { runtime, server, addresses, handlers } = await scene(freshDatabase, moods);
    await send(runtime);
    await live(runtime, { handlers, hours: 47 });
    expect((await mailOf(runtime)).given_up_at).toBeNull();
    await live(runtime, { handlers, hours: 3 });
    const mail = await mailOf(runtime);
    expect(mail.given_up_at).not.toBeNull();
    expect(addresses.bounced).toEqual([]);
    // Back-off: at most one try an hour, after the first hour.
    expect(server.asked.length).toBeGreaterThan(40);
    expect(server.asked.length).toBeLessThan(70);
    const tries = server.asked.length;
    await live(runtime, { handlers, hours: 5 });
    expect(server.asked).toHaveLength(tries);
    await server.close();
  });

  it('G5, fault 8: refused for good at her address or after its text, stops at once and the address book is told', async () => {
    for (const mood of ['no such person', 'too odd'] as const) {
      const { runtime, server, addresses, handlers } = await scene(freshDatabase, [mood]);
      await send(runtime);
      await live(runtime, { handlers, hours: 4 });
      expect(server.asked).toHaveLength(1);
      expect(server.raw).toHaveLength(0);
      const code = mood === 'too odd' ? '552 5.2.2' : '550 5.1.1';
      expect(addresses.bounced).toMatchObject([
        { address: 'ana@example.org', reason: expect.stringContaining(code) },
      ]);
      expect((await mailOf(runtime)).given_up_at).toBe(runtime.clock.now() - 4 * hour);
      expect(JSON.stringify(runtime.log.lines)).not.toContain('ana@');
      await server.close();
    }
  });

  it('fault 8: refused because of who we are, stops but leaves her address alone', async () => {
    const { runtime, server, addresses, handlers } = await scene(freshDatabase, ['not from you']);
    await send(runtime);
    await live(runtime, { handlers, hours: 4 });
    expect(server.asked).toHaveLength(1);
    expect(addresses.bounced).toEqual([]);
    expect((await mailOf(runtime)).given_up_at).not.toBeNull();
    await server.close();
  });

  it('G5: to an address that takes no letters, is not even tried, but a link to sign in is', async () => {
    const { runtime, server } = await scene(freshDatabase);
    const handlers = { mail: makeMailer(server.url, notebook(['ana@example.org'])) };
    await send(runtime);
    await send(runtime, { key: 'link', category: 'security', subject: 'Your link' });
    await live(runtime, { handlers, hours: 1 });
    expect((await server.mails()).map((mail) => mail.subject)).toEqual(['Your link']);
    await server.close();
  });

  it('fault 8: the line cut after the text was taken, comes again under the same Message-ID', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase, ['cut after taking']);
    await send(runtime);
    await live(runtime, { handlers, hours: 2 });
    const mails = await server.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
    expect(mails[0]?.date).toEqual(mails[1]?.date);
    await server.close();
  });

  it('fault 8: the server down for a day, arrives when it is back, and nobody stormed it', async () => {
    const runtime = testRuntime(await freshDatabase());
    const gone = await openMailServer();
    const port = Number(new URL(gone.url).port);
    await gone.close();
    const handlers = { mail: makeMailer(gone.url, notebook()) };
    for (let number = 0; number < 12; number++) await send(runtime, { key: `${number}` });
    await live(runtime, { handlers, hours: 24 });
    const back = await openMailServer([], port);
    await live(runtime, { handlers, hours: 3 });
    expect(back.raw).toHaveLength(12);
    expect(new Set((await back.mails()).map((mail) => mail.messageId)).size).toBe(12);
    expect(back.connections()).toBeLessThan(6);
    await back.close();
  });

  it.each([
    ['says nothing', '', 'socketTimeout=150&greetingTimeout=150'],
    ['talks nonsense', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'greetingTimeout=150'],
    ['says it is busy', '421 Too many connections\r\n', 'greetingTimeout=150'],
  ])('fault 8: a server that %s, is left alone and tried again later', async (_how, says, how) => {
    const runtime = testRuntime(await freshDatabase());
    const odd = await openOddServer(says);
    const addresses = notebook();
    const handlers = { mail: makeMailer(`${odd.url}/?${how}`, addresses) };
    await send(runtime, { key: '1' });
    await send(runtime, { key: '2' });
    await runDueJobs(runtime, handlers);
    const rows = await runtime.db.read.selectFrom('jobs').selectAll().execute();
    expect(rows.every((row) => row.done_at === null && row.due_at > runtime.clock.now())).toBe(
      true,
    );
    const mails = await runtime.db.read.selectFrom('mails').selectAll().execute();
    expect(mails.every((mail) => mail.held_up_at !== null && mail.given_up_at === null)).toBe(true);
    expect(addresses.bounced).toEqual([]);
    await odd.close();
  });

  it('fault 8: among forty and with two processes at work, is sent once over few connections', async () => {
    const { runtime, server, handlers } = await scene(freshDatabase);
    for (let number = 0; number < 40; number++) await send(runtime, { key: `${number}` });
    // No connection is closed because a busy machine left it idle.
    const patient = `${server.url}?idleTimeout=600000`;
    const workers = [1, 2].map(() =>
      startWorker(runtime, { ...handlers, mail: makeMailer(patient, notebook()) }),
    );
    await until(() => server.raw.length >= 40);
    await Promise.all(workers.map((worker) => worker.stop()));
    const ids = (await server.mails()).map((mail) => mail.messageId);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
    expect(server.connections()).toBeLessThanOrEqual(6);
    await server.close();
  });
});
