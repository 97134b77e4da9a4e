import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { post, type Letter } from '#platform/mail.server.ts';
import { makeMailer } from '#platform/mailer.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { openMailServer } from '#tests/mail-server.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { askForLink, openLink } from './sign-in-links.commands.server.ts';
import { closeAddress, takeLettersAgain } from './email-addresses.commands.server.ts';
import { lettersComeBack, takesLetters } from './email-addresses.queries.server.ts';

const browser = 'b'.repeat(32);

const writeTo = (
  runtime: TestRuntime,
  { address, key, category }: { address: string; key: string; category: Letter['category'] },
) =>
  inAct(runtime, (act) =>
    post(act, {
      letter: { key, category, to: { address, name: '' }, subject: key, text: key, html: key },
      secret: runtime.secret,
    }),
  );

const close = (runtime: TestRuntime, address: string) =>
  inAct(runtime, (act) => closeAddress(act, { address, reason: '550 5.1.1' }));

eachEngine('an address letters come back from', (freshDatabase) => {
  it('G5: gets no more of them after the first, and Ana is told; Ben’s is left alone', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana', email: 'Ana.Silva@example.org' });
    const ben = await addMember(runtime, { name: 'Ben' });
    const server = await openMailServer(['no such person']);
    const handlers = {
      mail: makeMailer(server.url, { takesLetters, onHardBounce: closeAddress }),
    };
    const address = 'Ana.Silva@example.org';
    await writeTo(runtime, { address, key: 'first', category: 'notice' });
    await runDueJobs(runtime, handlers);
    expect(await lettersComeBack(runtime.db.read, ana.id)).toBe(true);
    expect(await lettersComeBack(runtime.db.read, ben.id)).toBe(false);

    await writeTo(runtime, { address, key: 'second', category: 'membership' });
    await writeTo(runtime, { address, key: 'link', category: 'security' });
    await writeTo(runtime, { address: 'ben@example.org', key: 'to Ben', category: 'notice' });
    await runDueJobs(runtime, handlers);
    const subjects = (await server.mails()).map((mail) => mail.subject);
    expect(subjects.toSorted()).toEqual(['link', 'to Ben']);
    await server.close();
  });

  it('takes them again when Ana says so', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    await close(runtime, 'ANA@example.org');
    expect(await takesLetters(runtime.db.read, 'ana@example.org')).toBe(false);
    await takeLettersAgain(runtime, { memberId: ana.id });
    expect(await takesLetters(runtime.db.read, 'ana@example.org')).toBe(true);
    expect(await lettersComeBack(runtime.db.read, ana.id)).toBe(false);
  });

  it('takes them again when Ana signs in by a letter sent there', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana' });
    await close(runtime, 'ana@example.org');
    await askForLink(runtime, {
      address: { address: 'ana@example.org', key: 'ana@example.org' },
      inviteId: null,
      returnTo: '/',
      browser,
      network: '192.0.2.1',
      userAgent: '',
      locale: 'en',
    });
    const server = await openMailServer();
    await runDueJobs(runtime, {
      mail: makeMailer(server.url, { takesLetters, onHardBounce: closeAddress }),
    });
    const [letter] = await server.mails();
    const token = /sign-in\/([\w-]{32})/.exec(letter?.text ?? '')?.[1] ?? '';
    await openLink(runtime, { token, browser, code: '', network: '192.0.2.1', userAgent: '' });
    expect(await lettersComeBack(runtime.db.read, ana.id)).toBe(false);
    await server.close();
  });
});
