import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { openMailServer } from '#tests/mail-server.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { inAct } from './act.server.ts';
import { runDueJobs } from './jobs.server.ts';
import { openMail, post } from './mail.server.ts';
import { makeMailer } from './mailer.server.ts';

const letter = {
  key: 'link:1',
  category: 'security' as const,
  to: { address: 'ana@example.org', name: 'Ana' },
  subject: 'Your link to sign in',
  text: 'https://here.example/sign-in/SECRETTOKEN',
  html: '<p>SECRETTOKEN</p>',
};

const everyAddress = {
  takesLetters: () => Promise.resolve(true),
  onHardBounce: () => Promise.resolve(),
};

const send = (runtime: TestRuntime, change = {}) =>
  inAct(runtime, (act) => post(act, { letter: { ...letter, ...change }, secret: runtime.secret }));

eachEngine('mail', (freshDatabase) => {
  it('stays readable in the mailbox where there is no server, and its text is deleted once sent', async () => {
    const runtime = testRuntime(await freshDatabase());
    await send(runtime);
    await runDueJobs(runtime, { mail: makeMailer(null, everyAddress) });
    const { id } = await runtime.db.read.selectFrom('mails').select('id').executeTakeFirstOrThrow();
    expect(await openMail(runtime, id)).toMatchObject({ text: letter.text, sentAt: null });

    const server = await openMailServer();
    await send(runtime, { key: 'link:2' });
    await runDueJobs(runtime, { mail: makeMailer(server.url, everyAddress) });
    const sent = await runtime.db.read
      .selectFrom('mails')
      .selectAll()
      .where('mail_key', '=', 'link:2')
      .executeTakeFirstOrThrow();
    expect(sent.sealed_body).toBe('');
    await server.close();
  });

  it('A2: keeps no link readable in the database, nor one that turns letters off', async () => {
    const runtime = testRuntime(await freshDatabase());
    await send(runtime, {
      category: 'notice',
      unsubscribe: { url: 'http://localhost:3000/unsubscribe/SECRETTOKEN' },
    });
    const rows = await runtime.db.read.selectFrom('mails').selectAll().execute();
    const jobs = await runtime.db.read.selectFrom('jobs').selectAll().execute();
    expect(JSON.stringify([rows, jobs])).not.toContain('SECRETTOKEN');
    expect(await openMail(runtime, rows[0]?.id ?? '')).toMatchObject({
      unsubscribe: 'http://localhost:3000/unsubscribe/SECRETTOKEN',
    });
  });
});
