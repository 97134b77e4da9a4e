/** Turning letters off over the wire, the way mail programs do it (RFC 8058). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { unsubscribeUrl } from '#domain/members/mail-choices.commands.server.ts';
import { choicesOf } from '#domain/members/mail-choices.queries.server.ts';
import { systemClock } from '#platform/clock.server.ts';
import { readConfig } from '#platform/config.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { access } from '#tests/access-matrix.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';

const engines: [string, string | undefined][] = [
  ['SQLite', undefined],
  ...(inject('postgresUrl') === ''
    ? []
    : ([['PostgreSQL', inject('postgresUrl')]] satisfies [string, string][])),
];

describe.each(engines)('turning letters off, on %s', (_engine, postgresUrl) => {
  let server: RunningServer;
  let anaId: string;
  let cookie: string;

  beforeAll(async () => {
    server = await startTestServer({ postgresUrl });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    await foundCommunity(machinery);
    anaId = (await addMember(machinery, { name: 'Ana' })).id;
    cookie = await cookieFor(machinery, anaId);
    for (let i = 0; i < 80 && (await fetch(`${server.url}/sign-in`)).status !== 200; i++)
      await new Promise((r) => setTimeout(r, 100));
  });
  afterAll(() => server.stop());

  const urlAbout = (unwanted: 'messages' | 'notes') => {
    const secret = readFileSync(join(server.folder, 'secret'), 'utf8').trim();
    const config = readConfig({ PUBLIC_URL: server.url });
    return unsubscribeUrl({ config, secret }, { memberId: anaId, unwanted });
  };
  const post = (url: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: 'List-Unsubscribe=One-Click',
    });
  const choices = () => choicesOf(server.db.read, anaId);

  it('G1: a GET shows a page in which one form says so, and changes nothing', async () => {
    const answer = await fetch(urlAbout('messages'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<form method="post">');
    expect((await choices()).messages).toBe('each');
  });

  it('G1: one POST from a mail program turns the kind off at once, unsigned, without leading elsewhere', async () => {
    const answer = await post(urlAbout('messages'), { origin: 'https://mailbox.example' });
    expect(answer.status).toBe(200);
    expect(await choices()).toMatchObject({ messages: 'never', notes: 'each' });
    expect((await post(urlAbout('messages'))).status).toBe(200);
  });

  it('G1: a person is told that it is done', async () => {
    const headers = { origin: server.url, accept: 'text/html', 'accept-language': 'en' };
    const answer = await post(urlAbout('notes'), headers);
    expect(await answer.text()).toContain('No more letters about notes to you.');
    expect((await choices()).notes).toBe('never');
  });

  it('G2: a token nobody signed opens nothing, and looks like a page that is not there', async () => {
    const forged = urlAbout('messages').replace('.messages.', '.answers.');
    expect((await fetch(forged)).status).toBe(404);
    expect((await post(forged)).status).toBe(404);
    expect((await choices()).answers).toBe('each');
  });

  it('B5: lets other origins through at no other address', async () => {
    const headers = { origin: 'https://mailbox.example', cookie };
    for (const [route, { path, posts }] of Object.entries(access)) {
      if (posts === undefined || route === '/(public)/unsubscribe/[token]') continue;
      const address = (path ?? route.replaceAll(/\/\(\w+\)/g, '')) || '/';
      for (const action of posts) {
        const query = action === '' ? '' : `?/${action}`;
        const answer = await post(`${server.url}${address}${query}`, headers);
        expect(answer.status, `${address}${query}`).toBe(403);
      }
    }
  });
});
