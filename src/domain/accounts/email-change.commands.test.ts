import { expect, it } from 'vitest';
import { done, refused } from '#lib/outcome.ts';
import { inAct } from '#platform/act.server.ts';
import { day, minute } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { openMail } from '#platform/mail.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { startSession } from './sessions.commands.server.ts';
import { readAddress } from './email-address.ts';
import { findOwner } from './email-addresses.queries.server.ts';
import { askForChange, confirmChange } from './email-change.commands.server.ts';

async function houseWithAna(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', email: 'ana@example.org' });
  const ask = (email: string) => {
    const address = readAddress(email);
    if (address === null) throw new Error(email);
    return askForChange(runtime, { memberId: ana.id, address, network: '192.0.2.1' });
  };
  const address = async () => (await findOwner(runtime.db.read, ana.id))?.address;
  return { runtime, ana, ask, address };
}

async function latestTo(runtime: TestRuntime, address: string) {
  const row = await runtime.db.read
    .selectFrom('mails')
    .select('id')
    .where('to_address', '=', address)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  const letter = row === undefined ? undefined : await openMail(runtime, row.id);
  return {
    subject: letter?.subject ?? '',
    token: /address\/([\w-]{32})/.exec(letter?.text ?? '')?.[1] ?? '',
  };
}

eachEngine('moving to another address', (freshDatabase) => {
  it('A11: takes a yes from both mailboxes, in any order', async () => {
    const { runtime, ask, address } = await houseWithAna(await freshDatabase());
    expect(await ask('ana@new.example')).toEqual(done());
    const { token: fromNew } = await latestTo(runtime, 'ana@new.example');
    const { token: fromOld } = await latestTo(runtime, 'ana@example.org');
    expect(await confirmChange(runtime, { token: fromNew })).toEqual(done({ step: 'half' }));
    expect(await confirmChange(runtime, { token: fromNew })).toEqual(done({ step: 'half' }));
    expect(await address()).toBe('ana@example.org');
    runtime.clock.pass(1);
    expect(await confirmChange(runtime, { token: fromOld })).toEqual(done({ step: 'moved' }));
    expect(await address()).toBe('ana@new.example');
    expect(await confirmChange(runtime, { token: fromOld })).toEqual(refused('over'));
  });

  it('A11: tells the old mailbox, which can take it back and ends every sign-in', async () => {
    const { runtime, ana, ask, address } = await houseWithAna(await freshDatabase());
    await ask('thief@new.example');
    const { token: fromNew } = await latestTo(runtime, 'thief@new.example');
    await confirmChange(runtime, { token: fromNew });
    await confirmChange(runtime, { token: (await latestTo(runtime, 'ana@example.org')).token });
    const now = runtime.clock.now();
    await inAct(runtime, (act) => startSession(act, { memberId: ana.id, userAgent: '' }));
    await runtime.db.transact((tx) =>
      tx
        .updateTable('mails')
        .set({ created_at: now - 1 })
        .where('subject', '=', 'About your e-mail address')
        .execute(),
    );
    const notice = await latestTo(runtime, 'ana@example.org');
    expect(notice.subject).toBe('Your e-mail address was changed');
    runtime.clock.pass(6 * day);
    expect(await confirmChange(runtime, { token: notice.token })).toEqual(
      done({ step: 'taken_back' }),
    );
    expect(await address()).toBe('ana@example.org');
    expect(await runtime.db.read.selectFrom('sessions').selectAll().execute()).toEqual([]);
    expect(await confirmChange(runtime, { token: notice.token })).toEqual(refused('over'));
  });

  it('is over after a day, and when another change was asked for', async () => {
    const { runtime, ask, address } = await houseWithAna(await freshDatabase());
    await ask('ana@new.example');
    const first = await latestTo(runtime, 'ana@new.example');
    runtime.clock.pass(1);
    await ask('ana@newer.example');
    expect(await confirmChange(runtime, { token: first.token })).toEqual(refused('over'));
    const { token } = await latestTo(runtime, 'ana@newer.example');
    runtime.clock.pass(day);
    expect(await confirmChange(runtime, { token })).toEqual(refused('over'));
    expect(await address()).toBe('ana@example.org');
  });

  it('A1: answers alike for an address that is somebody else’s, and tells only them', async () => {
    const { runtime, ask } = await houseWithAna(await freshDatabase());
    await addMember(runtime, { name: 'Ben', email: 'ben@example.org' });
    expect(await ask('ben@example.org')).toEqual(done());
    const toBen = await latestTo(runtime, 'ben@example.org');
    expect(toBen).toEqual({ subject: 'About your e-mail address', token: '' });
  });

  it('A8: counts with every other letter about signing in', async () => {
    const { runtime, ask } = await houseWithAna(await freshDatabase());
    for (let time = 0; time < 12; time++) {
      await ask(`ana@n${time}.example`);
      runtime.clock.pass(12 * minute);
    }
    const mails = await runtime.db.read
      .selectFrom('mails')
      .select('created_at')
      .where('to_address', '=', 'ana@example.org')
      .execute();
    for (const { created_at: at } of mails) {
      const near = mails.filter(
        (other) => other.created_at > at - 30 * minute && other.created_at <= at,
      );
      expect(near.length).toBeLessThanOrEqual(5);
    }
    expect(await ask('ana@example.org')).toEqual(refused('same'));
  });
});
