import { afterAll, beforeAll, expect, it } from 'vitest';
import { refused } from '#lib/outcome.ts';
import { makeToken, systemRandom } from '#platform/crypto.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { startProvider, type Person, type RunningProvider } from '#tests/identity-provider.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { readTicket } from './joining.commands.server.ts';
import { findSession } from './sessions.queries.server.ts';
import {
  comeBack,
  setOut,
  type CameBack,
  type ComingBack,
} from './sign-in-providers.commands.server.ts';

const anaThere: Person = {
  sub: 'ana-42',
  email: 'ana@example.org',
  email_verified: true,
  name: 'Ana S.',
};
const malThere: Person = {
  sub: 'mal-7',
  email: 'mal@example.org',
  email_verified: true,
  name: 'Mal',
};
const anasBrowser = makeToken(systemRandom);
const malsBrowser = makeToken(systemRandom);

let guild: RunningProvider;
beforeAll(async () => {
  guild = await startProvider('http://localhost:3000/sign-in/with/oidc/back', anaThere);
});
afterAll(() => guild.stop());

async function houseWithAna(db: Database) {
  guild.person = anaThere;
  const runtime = testRuntime(db);
  runtime.config.providers.push(guild.provider);
  await foundCommunity(runtime, { join_policy: 'open' });
  return { runtime, ana: await addMember(runtime, { name: 'Ana', email: 'ana@example.org' }) };
}

/** Sets out, lets the provider answer, and gives back the address it led to. */
async function travel(
  runtime: TestRuntime,
  {
    memberId = null,
    browser = anasBrowser,
    bend = (url) => url,
  }: { memberId?: string | null; browser?: string; bend?: (url: URL) => URL } = {},
): Promise<URL> {
  const { provider } = guild;
  const set = await setOut(runtime, {
    provider,
    browser,
    memberId,
    returnTo: '/mentors',
    network: '192.0.2.1',
  });
  if (set.outcome === 'refused') throw new Error(set.code);
  return guild.visit(bend(new URL(set.url)).href);
}

const coming = (answer: URL, more: Partial<ComingBack> = {}): ComingBack => ({
  provider: guild.provider,
  search: answer.search,
  browser: anasBrowser,
  viewerId: null,
  userAgent: '',
  ...more,
});

const identities = (runtime: TestRuntime) =>
  runtime.db.read.selectFrom('identities').select(['provider', 'subject', 'member_id']).execute();

async function whoseSession(runtime: TestRuntime, cameBack: CameBack): Promise<string | undefined> {
  const token = 'sessionToken' in cameBack ? cameBack.sessionToken : '';
  return (await findSession(runtime.db.read, { token, now: runtime.clock.now() }))?.viewer.id;
}

eachEngine('signing in with an account elsewhere', (freshDatabase) => {
  it('A9: goes there with PKCE S256, a state, a nonce and the exact address to come back to', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    const { provider } = guild;
    const set = await setOut(runtime, {
      provider,
      browser: anasBrowser,
      memberId: null,
      returnTo: '/',
      network: '',
    });
    const query = new URL(set.outcome === 'done' ? set.url : '').searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('redirect_uri')).toBe('http://localhost:3000/sign-in/with/oidc/back');
    expect(query.get('state')?.length).toBeGreaterThanOrEqual(32);
    expect(query.get('nonce')?.length).toBeGreaterThanOrEqual(32);
    const [flow] = await runtime.db.read.selectFrom('provider_flows').selectAll().execute();
    expect(JSON.stringify(flow)).not.toContain(query.get('state'));
  });

  it('A10: connects and signs in Ana when both sides have verified her address', async () => {
    const { runtime, ana } = await houseWithAna(await freshDatabase());
    const cameBack = await comeBack(runtime, coming(await travel(runtime)));
    expect(cameBack).toMatchObject({ kind: 'signed_in', goTo: '/mentors' });
    expect(await whoseSession(runtime, cameBack)).toBe(ana.id);
    expect(await identities(runtime)).toEqual([
      { provider: 'oidc', subject: 'ana-42', member_id: ana.id },
    ]);
    guild.person = { ...anaThere, email: 'other@example.org', email_verified: false };
    const again = await comeBack(runtime, coming(await travel(runtime)));
    expect(await whoseSession(runtime, again)).toBe(ana.id);
  });

  it('A10: refuses where somebody made an account with her address first and never verified it', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await runtime.db.transact((tx) =>
      tx.updateTable('emails').set({ verified_at: null }).execute(),
    );
    const cameBack = await comeBack(runtime, coming(await travel(runtime)));
    expect(cameBack).toEqual(refused('unverified_here'));
    expect(await identities(runtime)).toEqual([]);
  });

  it('A10: refuses an address the other site has not verified', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    guild.person = { ...anaThere, email_verified: false };
    const cameBack = await comeBack(runtime, coming(await travel(runtime)));
    expect(cameBack).toEqual(refused('unverified_there'));
  });

  it('gives somebody new a ticket to join, with the account to connect', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    guild.person = malThere;
    const cameBack = await comeBack(runtime, coming(await travel(runtime)));
    const ticket = 'ticket' in cameBack ? readTicket(runtime, cameBack.ticket) : null;
    expect(ticket).toMatchObject({
      address: 'mal@example.org',
      name: 'Mal',
      identity: { provider: 'oidc', subject: 'mal-7' },
    });
  });

  it('A10: connects an account while Ana is signed in, and only for her', async () => {
    const { runtime, ana } = await houseWithAna(await freshDatabase());
    guild.person = malThere;
    const answer = await travel(runtime, { memberId: ana.id });
    expect(await comeBack(runtime, coming(answer))).toEqual(refused('not_ours'));
    const second = await travel(runtime, { memberId: ana.id });
    expect(await comeBack(runtime, coming(second, { viewerId: ana.id }))).toMatchObject({
      kind: 'connected',
    });
    const ben = await addMember(runtime, { name: 'Ben' });
    const third = await travel(runtime, { memberId: ben.id });
    expect(await comeBack(runtime, coming(third, { viewerId: ben.id }))).toEqual(
      refused('belongs_to_other'),
    );
  });
});

eachEngine('a bent answer', (freshDatabase) => {
  async function refusedAfter(
    runtime: TestRuntime,
    answer: URL,
    more: Partial<ComingBack> = {},
  ): Promise<string> {
    const cameBack = await comeBack(runtime, coming(answer, more));
    expect(await runtime.db.read.selectFrom('sessions').selectAll().execute()).toEqual([]);
    return cameBack.outcome === 'refused' ? cameBack.code : cameBack.kind;
  }
  const withParam = (url: URL, name: string, value: string): URL => {
    const bent = new URL(url);
    bent.searchParams.set(name, value);
    return bent;
  };

  it('A9: is refused with another state, in another browser, too late, or twice', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    const answer = await travel(runtime);
    expect(await refusedAfter(runtime, withParam(answer, 'state', makeToken(systemRandom)))).toBe(
      'not_ours',
    );
    expect(await refusedAfter(runtime, answer, { browser: malsBrowser })).toBe('not_ours');
    expect(await refusedAfter(runtime, answer, { browser: undefined })).toBe('not_ours');
    expect(await comeBack(runtime, coming(answer))).toMatchObject({ kind: 'signed_in' });
    expect((await comeBack(runtime, coming(answer))).outcome).toBe('refused');
    const late = await travel(runtime);
    runtime.clock.pass(11 * 60_000);
    expect((await comeBack(runtime, coming(late))).outcome).toBe('refused');
  });

  it('A9: is refused with another nonce, issuer or code', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    const bend = (url: URL) => withParam(url, 'nonce', 'somebody-elses');
    expect(await refusedAfter(runtime, await travel(runtime, { bend }))).toBe('unreachable');
    const issuer = withParam(await travel(runtime), 'iss', 'https://evil.example');
    expect(await refusedAfter(runtime, issuer)).toBe('unreachable');
    const code = withParam(await travel(runtime), 'code', 'made-up');
    expect(await refusedAfter(runtime, code)).toBe('unreachable');
  });

  it('A9: is refused with the code of Mal’s own visit, because only his verifier fits it', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    guild.person = malThere;
    const mals = await travel(runtime, { browser: malsBrowser });
    guild.person = anaThere;
    const anas = await travel(runtime);
    const mixed = withParam(anas, 'code', mals.searchParams.get('code') ?? '');
    expect(await refusedAfter(runtime, mixed)).toBe('unreachable');
  });
});
