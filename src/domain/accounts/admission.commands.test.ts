import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { day } from '#lib/duration.ts';
import { openMail } from '#platform/mail.server.ts';
import { inviteToken } from './invite-links.commands.server.ts';
import { readInvite } from './invite-links.queries.server.ts';
import { foundCommunity } from '#domain/community/community.commands.server.ts';
import { recordedActs } from '#domain/community/organisers.queries.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { endInvite, letIn, openInvite, turnDown } from './admission.commands.server.ts';
import { findPeople, invitesMade, peopleWaiting } from './admission.queries.server.ts';

const settings = {
  name: 'Tidewater',
  joinPolicy: 'approval',
  listVisibility: 'members',
  languages: ['en'],
  locale: 'en',
  minimumAge: 18,
  tickDays: 90,
} as const;

async function withGuests(runtime: TestRuntime): Promise<void> {
  const now = runtime.clock.now();
  const member = (id: string, name: string, status: 'active' | 'waiting') => ({
    id,
    status,
    name,
    name_key: name.toLowerCase(),
    joined_at: now,
    created_at: now,
    updated_at: now,
  });
  await inAct(runtime, async (act) => {
    const { tx } = act;
    await foundCommunity(act, { settings: { ...settings, languages: ['en'] } });
    await tx
      .insertInto('members')
      .values([
        member('odalys', 'Odalys Ferrimont', 'active'),
        member('ana', 'Ana Souza', 'waiting'),
        member('ben', 'Ben Quayle', 'waiting'),
      ])
      .execute();
    await tx
      .insertInto('emails')
      .values([
        {
          member_id: 'ana',
          address: 'ana@x.example',
          address_key: 'ana@x.example',
          verified_at: now,
        },
        {
          member_id: 'ben',
          address: 'ben@x.example',
          address_key: 'ben@x.example',
          verified_at: now,
        },
      ])
      .execute();
  });
}

async function letters(runtime: TestRuntime): Promise<string[]> {
  const rows = await runtime.db.read.selectFrom('mails').select('id').orderBy('id').execute();
  const opened = await Promise.all(rows.map(({ id }) => openMail(runtime, id)));
  return opened.map((mail) => `${mail?.to.name}: ${mail?.text}`);
}

eachEngine('at the door', (freshDatabase) => {
  it('Ana is let in once, however often the button is pressed, and gets one letter', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withGuests(runtime);
    const both = { actorId: 'odalys', memberId: 'ana' };
    await Promise.all([letIn(runtime, both), letIn(runtime, both)]);
    expect((await peopleWaiting(runtime.db.read)).map(({ name }) => name)).toEqual(['Ben Quayle']);
    const sent = await letters(runtime);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('Ana Souza: Come on in, Ana Souza');
    expect(await recordedActs(runtime.db.read)).toMatchObject([
      { act: 'let_in', about: 'Ana Souza' },
    ]);
    const joined = await runtime.db.read
      .selectFrom('jobs')
      .select('kind')
      .where('kind', '=', 'event:MemberJoined')
      .execute();
    expect(joined).toHaveLength(1);
  });

  it('Ben is turned down in the organiser’s own words and then deleted', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withGuests(runtime);
    const words = 'Sorry Ben, not this year.\n\nCome to a meetup first.';
    await turnDown(runtime, { actorId: 'odalys', memberId: 'ben', words });
    const [letter] = await letters(runtime);
    expect(letter).toContain('Sorry Ben, not this year.\n\nCome to a meetup first.');
    const left = await runtime.db.read
      .selectFrom('members')
      .select('id')
      .where('id', '=', 'ben')
      .execute();
    const address = await runtime.db.read
      .selectFrom('emails')
      .select('address')
      .where('member_id', '=', 'ben')
      .execute();
    expect([left, address]).toEqual([[], []]);
    expect(JSON.stringify(await recordedActs(runtime.db.read))).not.toContain('Ben');
  });

  it('C5: somebody who is in already can be turned down by nobody', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withGuests(runtime);
    await letIn(runtime, { actorId: 'odalys', memberId: 'ana' });
    await turnDown(runtime, { actorId: 'odalys', memberId: 'ana', words: '' });
    const { people } = await findPeople(runtime.db.read, { search: 'ana', after: '' });
    expect(people).toMatchObject([{ name: 'Ana Souza', status: 'active' }]);
  });

  it('an ended invite opens nothing, and neither does one that is too old', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withGuests(runtime);
    await openInvite(runtime, { actorId: 'odalys', days: 7 });
    await openInvite(runtime, { actorId: 'odalys', days: null });
    const { db, clock, secret } = runtime;
    const invites = await invitesMade(db.read, { now: clock.now() });
    const isOpen = async (id: string) =>
      (await readInvite(db.read, { token: inviteToken(secret, id), secret, now: clock.now() })) !==
      undefined;
    const week = invites.find(({ expiresAt }) => expiresAt !== null)?.id ?? '';
    const always = invites.find(({ expiresAt }) => expiresAt === null)?.id ?? '';
    expect([await isOpen(week), await isOpen(always)]).toEqual([true, true]);
    clock.pass(7 * day);
    await endInvite(runtime, { actorId: 'odalys', inviteId: always });
    expect([await isOpen(week), await isOpen(always)]).toEqual([false, false]);
    const acts = (await recordedActs(db.read)).map(({ act }) => act);
    expect(acts.toSorted()).toEqual(['ended_invite', 'made_invite', 'made_invite']);
  });

  it('finds people by the beginning of any part of their name, and shows no address', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withGuests(runtime);
    await letIn(runtime, { actorId: 'odalys', memberId: 'ana' });
    const find = async (search: string) =>
      (await findPeople(runtime.db.read, { search, after: '' })).people;
    expect((await find('sou')).map(({ name }) => name)).toEqual(['Ana Souza']);
    expect((await find('')).map(({ name }) => name)).toEqual(['Ana Souza', 'Odalys Ferrimont']);
    expect(await find('%')).toHaveLength(2);
    expect(JSON.stringify(await find(''))).not.toContain('@');
  });
});
