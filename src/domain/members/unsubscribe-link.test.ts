import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { letIn, turnDown } from '#domain/accounts/admission.commands.server.ts';
import { askForLink } from '#domain/accounts/sign-in-links.commands.server.ts';
import { invitePeople } from '#domain/accounts/mailed-invitations.commands.server.ts';
import { openMail } from '#platform/mail.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { sweepTicks } from './tick.tasks.server.ts';
import { unsubscribe } from './mail-choices.commands.server.ts';

async function mailsOf(runtime: TestRuntime) {
  const rows = await runtime.db.read.selectFrom('mails').select(['id', 'category']).execute();
  return Promise.all(
    rows.map(async ({ id, category }) => ({ category, mail: await openMail(runtime, id) })),
  );
}

eachEngine('the last line of a letter', (freshDatabase) => {
  it('G3: turns off letters about the tick and about joining, and never those about security', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime, { join_policy: 'approval' });
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const wes = await addMember(runtime, { name: 'Wes', status: 'waiting' });
    const gus = await addMember(runtime, { name: 'Gus', status: 'waiting' });
    await addMember(runtime, { name: 'Ines', status: 'invited' });
    await letIn(runtime, { actorId: ana.id, memberId: wes.id });
    await turnDown(runtime, { actorId: ana.id, memberId: gus.id, words: '' });
    await invitePeople(runtime, { actorId: ana.id });
    runtime.clock.pass(80 * day);
    await sweepTicks(runtime);
    await askForLink(runtime, {
      address: { address: 'ana@example.org', key: 'ana@example.org' },
      inviteId: null,
      returnTo: '/',
      browser: 'a-browser',
      network: '203.0.113.0/24',
      userAgent: '',
      locale: 'en',
    });
    const all = await mailsOf(runtime);
    const security = all.filter(({ category }) => category === 'security');
    expect(security).toHaveLength(1);
    expect(JSON.stringify(security)).not.toContain('/unsubscribe/');
    const mails = all.filter(({ category }) => category !== 'security');
    expect(mails.map(({ category }) => category).toSorted()).toEqual([
      'membership',
      'membership',
      'membership',
      'tick',
    ]);
    for (const { mail } of mails) {
      const url = mail?.unsubscribe ?? '';
      expect(url).toMatch(/^http:\/\/localhost:3000\/unsubscribe\//);
      expect(mail?.text).toContain(url);
      expect(await unsubscribe(runtime, url.split('/').at(-1) ?? '')).toBeDefined();
    }
  });

  it('G1: keeps the tick’s reminder and the next invitation from whoever followed it', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const ines = await addMember(runtime, { name: 'Ines', status: 'invited' });
    await runtime.db.transact((tx) =>
      tx
        .insertInto('notification_choices')
        .values([
          { member_id: ana.id, kind: 'tick', how: 'never', chosen_at: 0 },
          { member_id: ines.id, kind: 'membership', how: 'never', chosen_at: 0 },
        ])
        .execute(),
    );
    runtime.clock.pass(80 * day);
    expect(await sweepTicks(runtime)).toEqual({ reminded: 1, lapsed: 0 });
    expect(await invitePeople(runtime, { actorId: ana.id })).toBe(0);
    expect(await mailsOf(runtime)).toEqual([]);
  });
});
