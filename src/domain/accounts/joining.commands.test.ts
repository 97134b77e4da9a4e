import { expect, it } from 'vitest';
import { refused } from '#lib/outcome.ts';
import { hour } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { openInvite } from './admission.commands.server.ts';
import { inviteToken } from './invite-links.commands.server.ts';
import { readInvite } from './invite-links.queries.server.ts';
import { recordedActs } from '#domain/community/organisers.queries.server.ts';
import { makeHandedLink, makePrintedLink } from './handed-sign-in-links.commands.server.ts';
import { openLink } from './sign-in-links.commands.server.ts';
import { findSession } from './sessions.queries.server.ts';
import { joinCommunity, makeTicket, readTicket } from './joining.commands.server.ts';
import { joinForm } from './joining.input.ts';
import type { Ticket } from './joining-ticket.ts';

const form = joinForm.parse({ name: '  Ben   Okafor ', isOldEnough: true, agrees: true });
const asBen = { form, userAgent: '', locale: 'en' } as const;

async function scene(db: Database, policy: 'open' | 'invite' | 'approval') {
  const runtime = testRuntime(db);
  await foundCommunity(runtime, { join_policy: policy });
  const ana = await addMember(runtime, { name: 'Ana', isOrganiser: true });
  const ticketFor = (of: Partial<Ticket> = {}): Ticket => ({
    address: 'Ben@example.org',
    isProved: true,
    inviteId: null,
    memberId: null,
    identity: null,
    name: '',
    returnTo: '/',
    expiresAt: runtime.clock.now() + 1,
    ...of,
  });
  return { runtime, ana, ticketFor };
}

eachEngine('joining', (freshDatabase) => {
  it('makes Ben a member at once where joining is open, and signs him in', async () => {
    const { runtime, ticketFor } = await scene(await freshDatabase(), 'open');
    const joined = await joinCommunity(runtime, { ticket: ticketFor(), ...asBen });
    expect(joined).toMatchObject({ outcome: 'done', status: 'active', goTo: '/profile' });
    const token = joined.outcome === 'done' ? joined.sessionToken : '';
    const session = await findSession(runtime.db.read, { token, now: runtime.clock.now() });
    expect(session?.viewer).toMatchObject({
      name: 'Ben Okafor',
      status: 'active',
      isOrganiser: false,
    });
    const [email] = await runtime.db.read
      .selectFrom('emails')
      .selectAll()
      .where('address_key', '=', 'ben@example.org')
      .execute();
    expect(email).toMatchObject({ address: 'Ben@example.org', verified_at: runtime.clock.now() });
  });

  it('keeps when he said he is old enough and which code of conduct he agreed to, and no date of birth', async () => {
    const { runtime, ticketFor } = await scene(await freshDatabase(), 'open');
    await joinCommunity(runtime, { ticket: ticketFor(), ...asBen });
    const ben = await runtime.db.read
      .selectFrom('members')
      .selectAll()
      .where('name', '=', 'Ben Okafor')
      .executeTakeFirstOrThrow();
    const now = runtime.clock.now();
    expect(ben).toMatchObject({
      age_confirmed_at: now,
      conduct_version: 1,
      conduct_agreed_at: now,
    });
    expect(Object.keys(ben).filter((column) => column.includes('birth'))).toEqual([]);
  });

  it('lets Ben wait where organisers let people in, and tells them', async () => {
    const { runtime, ticketFor } = await scene(await freshDatabase(), 'approval');
    const joined = await joinCommunity(runtime, { ticket: ticketFor(), ...asBen });
    expect(joined).toMatchObject({ status: 'waiting', goTo: '/waiting' });
    const mails = await runtime.db.read
      .selectFrom('mails')
      .select(['to_address', 'subject'])
      .execute();
    expect(mails).toEqual([
      { to_address: 'ana@example.org', subject: 'Ben Okafor would like to join' },
    ]);
  });

  it('takes an open invite for an organiser’s word, and counts it', async () => {
    const { runtime, ana, ticketFor } = await scene(await freshDatabase(), 'approval');
    await openInvite(runtime, { actorId: ana.id, days: 7 });
    const invite = await runtime.db.read
      .selectFrom('invites')
      .selectAll()
      .executeTakeFirstOrThrow();
    const ticket = ticketFor({ inviteId: invite.id });
    expect(await joinCommunity(runtime, { ticket, ...asBen })).toMatchObject({ status: 'active' });
    const used = await runtime.db.read
      .selectFrom('invites')
      .select('uses')
      .executeTakeFirstOrThrow();
    expect(used.uses).toBe(1);
  });

  it('is closed without an invite where it takes one, also when the invite has ended meanwhile', async () => {
    const { runtime, ana, ticketFor } = await scene(await freshDatabase(), 'invite');
    expect(await joinCommunity(runtime, { ticket: ticketFor(), ...asBen })).toEqual(
      refused('closed'),
    );
    await openInvite(runtime, { actorId: ana.id, days: 1 });
    const { id } = await runtime.db.read
      .selectFrom('invites')
      .select('id')
      .executeTakeFirstOrThrow();
    runtime.clock.pass(25 * hour);
    const ticket = ticketFor({ inviteId: id });
    expect(await joinCommunity(runtime, { ticket, ...asBen })).toEqual(refused('closed'));
    expect(await runtime.db.read.selectFrom('members').select('name').execute()).toEqual([
      { name: 'Ana' },
    ]);
  });

  it('makes one member of a form that arrives five times at once', async () => {
    const { runtime, ticketFor } = await scene(await freshDatabase(), 'open');
    const ticket = ticketFor();
    const all = await Promise.all(
      Array.from({ length: 5 }, () => joinCommunity(runtime, { ticket, ...asBen })),
    );
    expect(
      new Set(all.map((joined) => (joined.outcome === 'done' ? joined.memberId : 'closed'))).size,
    ).toBe(1);
    expect(await runtime.db.read.selectFrom('members').select('id').execute()).toHaveLength(2);
  });

  it('fills the row of somebody on an imported list, who follows a link an organiser hands over', async () => {
    const { runtime, ana } = await scene(await freshDatabase(), 'invite');
    const cleo = await addMember(runtime, { name: 'Cleo', status: 'invited' });
    const url = (await makeHandedLink(runtime, { memberId: cleo.id, actorId: ana.id })) ?? '';
    expect(url).toMatch(/^http:\/\/localhost:3000\/sign-in\/[\w-]{32}$/);
    const token = url.split('/').at(-1) ?? '';
    const opening = { token, browser: undefined, code: '', network: '192.0.2.1', userAgent: '' };
    const opened = await openLink(runtime, opening);
    const ticket = 'ticket' in opened ? readTicket(runtime, opened.ticket) : null;
    expect(ticket).toMatchObject({ memberId: cleo.id, name: 'Cleo', isProved: false });
    if (ticket === null) return;
    const joined = await joinCommunity(runtime, { ticket, ...asBen });
    expect(joined).toMatchObject({ memberId: cleo.id, status: 'active' });
  });
});

eachEngine('a link that is handed over', (freshDatabase) => {
  it('signs Ben in from any browser, once, and is recorded with who made it', async () => {
    const { runtime, ana } = await scene(await freshDatabase(), 'invite');
    const ben = await addMember(runtime, { name: 'Ben' });
    const url = (await makeHandedLink(runtime, { memberId: ben.id, actorId: ana.id })) ?? '';
    const token = url.split('/').at(-1) ?? '';
    const opening = { token, browser: undefined, code: '', network: '192.0.2.1', userAgent: '' };
    expect(await openLink(runtime, opening)).toMatchObject({ kind: 'signed_in' });
    expect(await openLink(runtime, opening)).toEqual(refused('over'));
    const acts = await runtime.db.read.selectFrom('organiser_acts').selectAll().execute();
    expect(acts).toMatchObject([{ member_id: ana.id, act: 'handed_link', about: 'Ben' }]);
    const mails = await runtime.db.read.selectFrom('mails').select('to_address').execute();
    expect(mails).toEqual([{ to_address: 'ben@example.org' }]);
  });
});

eachEngine('a link printed at the terminal', (freshDatabase) => {
  it('signs Ben in from any browser within the hour, and is no secret to him or the organisers', async () => {
    const { runtime } = await scene(await freshDatabase(), 'invite');
    await addMember(runtime, { name: 'Ben' });
    const print = (address: string) => makePrintedLink(runtime, { address });
    expect(await print('nobody@example.org')).toEqual(refused('not_found'));
    expect(await print('not an address')).toEqual(refused('not_found'));
    const open = (url: string) =>
      openLink(runtime, {
        token: url.split('/').at(-1) ?? '',
        browser: undefined,
        code: '',
        network: '192.0.2.1',
        userAgent: '',
      });
    const printed = await print(' Ben@Example.org ');
    const url = printed.outcome === 'done' ? printed.url : '';
    expect(await open(url)).toMatchObject({ kind: 'signed_in' });
    expect(await open(url)).toEqual(refused('over'));
    const late = await print('ben@example.org');
    runtime.clock.pass(hour);
    expect(await open(late.outcome === 'done' ? late.url : '')).toEqual(refused('over'));
    expect(await recordedActs(runtime.db.read)).toMatchObject([
      { act: 'printed_link', about: 'Ben', isFromTerminal: true },
      { act: 'printed_link', about: 'Ben', isFromTerminal: true },
    ]);
    const mails = await runtime.db.read
      .selectFrom('mails')
      .select(['to_address', 'subject'])
      .execute();
    expect(mails.map(({ to_address: to }) => to)).toEqual(['ben@example.org', 'ben@example.org']);
  });
});

eachEngine('an invite’s token', (freshDatabase) => {
  it('C8: opens nothing when any of it was changed, and can be shown again', async () => {
    const { runtime, ana } = await scene(await freshDatabase(), 'invite');
    await openInvite(runtime, { actorId: ana.id, days: null });
    const { id } = await runtime.db.read
      .selectFrom('invites')
      .select('id')
      .executeTakeFirstOrThrow();
    const read = (token: string) =>
      readInvite(runtime.db.read, { token, secret: runtime.secret, now: runtime.clock.now() });
    const token = inviteToken(runtime.secret, id);
    expect(await read(token)).toEqual({ id, from: 'Ana' });
    expect(await read(inviteToken('another secret', id))).toBeUndefined();
    for (const forged of [id, `${id}.`, `${token}x`, token.slice(0, -1), '', '.', 'a.b']) {
      expect(await read(forged)).toBeUndefined();
    }
  });
});

eachEngine('a ticket to join', (freshDatabase) => {
  it('cannot be read, changed or kept for longer than an hour', async () => {
    const { runtime, ticketFor } = await scene(await freshDatabase(), 'open');
    const sealed = makeTicket(runtime, ticketFor());
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('example.org');
    expect(readTicket(runtime, `${sealed.slice(0, -2)}AA`)).toBeNull();
    expect(readTicket(runtime, 'x')).toBeNull();
    expect(readTicket(runtime, sealed)?.address).toBe('Ben@example.org');
    runtime.clock.pass(hour);
    expect(readTicket(runtime, sealed)).toBeNull();
  });
});
