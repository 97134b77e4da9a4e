import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect, it } from 'vitest';
import { eachEngine } from '../../tests/both-databases.ts';
import { testRuntime, type TestRuntime } from '../../tests/runtime.ts';
import { hour } from './clock.server.ts';
import { runDueJobs } from './jobs.server.ts';
import { makeMailer, openMail, post } from './mail.server.ts';

const letter = {
  key: 'link:1',
  category: 'security' as const,
  to: { address: 'ana@example.org', name: 'Ana "Ae" Ōta\r\nBcc: x@evil.example' },
  subject: 'Your link to sign in',
  text: 'https://here.example/sign-in/SECRETTOKEN',
  html: '<p>SECRETTOKEN</p>',
};

const send = (runtime: TestRuntime, change = {}) =>
  runtime.db.transact((tx) =>
    post(tx, {
      letter: { ...letter, ...change },
      secret: runtime.secret,
      now: runtime.clock.now(),
      random: runtime.random,
    }),
  );

/** A sink that keeps what it is given; `moods` says how it answers each try in turn. */
async function openSink(
  moods: ('ok' | 'busy')[] = [],
): Promise<{ url: string; mails: string[]; close: () => Promise<void> }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        if (moods.shift() === 'busy')
          return callback(Object.assign(new Error('try later'), { responseCode: 451 }));
        mails.push(text);
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

eachEngine('mail', (freshDatabase) => {
  it('goes out once, with both bodies, a stable Message-ID and no header of somebody else', async () => {
    const runtime = testRuntime(await freshDatabase());
    const sink = await openSink();
    const handlers = { mail: makeMailer(sink.url) };
    await send(runtime);
    await send(runtime);
    await runDueJobs(runtime, handlers);
    await runDueJobs(runtime, handlers);
    expect(sink.mails).toHaveLength(1);
    const mail = await simpleParser(sink.mails[0] ?? '');
    expect(mail.subject).toBe('Your link to sign in');
    expect(mail.text).toContain('SECRETTOKEN');
    expect(mail.html).toContain('SECRETTOKEN');
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.has('bcc')).toBe(false);
    await sink.close();
  });

  it('waits out a busy server and then sends one copy', async () => {
    const runtime = testRuntime(await freshDatabase());
    const sink = await openSink(['busy', 'busy', 'ok']);
    const handlers = { mail: makeMailer(sink.url) };
    await send(runtime);
    for (let i = 0; i < 6; i++) {
      await runDueJobs(runtime, handlers);
      runtime.clock.pass(hour);
    }
    expect(sink.mails).toHaveLength(1);
    await sink.close();
  });

  it('stays readable in the mailbox where there is no server, and is forgotten once sent', async () => {
    const runtime = testRuntime(await freshDatabase());
    await send(runtime);
    await runDueJobs(runtime, { mail: makeMailer(null) });
    const { id } = await runtime.db.read.selectFrom('mails').select('id').executeTakeFirstOrThrow();
    expect(await openMail(runtime, id)).toMatchObject({ text: letter.text, sentAt: null });

    const sink = await openSink();
    await send(runtime, { key: 'link:2' });
    await runDueJobs(runtime, { mail: makeMailer(sink.url) });
    const sent = await runtime.db.read
      .selectFrom('mails')
      .selectAll()
      .where('mail_key', '=', 'link:2')
      .executeTakeFirstOrThrow();
    expect(sent.sealed_body).toBe('');
    await sink.close();
  });

  it('A2: keeps no link readable in the database', async () => {
    const runtime = testRuntime(await freshDatabase());
    await send(runtime);
    const rows = await runtime.db.read.selectFrom('mails').selectAll().execute();
    const jobs = await runtime.db.read.selectFrom('jobs').selectAll().execute();
    expect(JSON.stringify([rows, jobs])).not.toContain('SECRETTOKEN');
  });
});
