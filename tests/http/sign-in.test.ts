/** Signing in over HTTP: what an outsider can learn, send and get away with. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';

describe('signing in, with a mail server', { timeout: 90_000 }, () => {
  let server: RunningServer;
  let sink: SMTPServer;
  const mails: { to: string; text: string }[] = [];
  const proxies = mkdtempSync(join(tmpdir(), 'bothways-sink-'));

  beforeAll(async () => {
    sink = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, callback) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          mails.push({
            to: session.envelope.rcptTo[0]?.address ?? '',
            text: text.replaceAll('=\r\n', ''),
          });
          callback();
        });
      },
    });
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
    const address = sink.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server = await startTestServer({
      env: { SMTP_URL: `smtp://127.0.0.1:${port}`, TRUSTED_PROXIES: '127.0.0.1' },
    });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    await foundCommunity(machinery, { join_policy: 'open' });
    for (let i = 0; i < 12; i++)
      await addMember(machinery, { name: `Known ${i}`, email: `known${i}@example.org` });
    for (let i = 0; i < 80 && (await fetch(`${server.url}/sign-in`)).status !== 200; i++)
      await new Promise((r) => setTimeout(r, 100));
  });
  afterAll(async () => {
    await server.stop();
    await new Promise<void>((done) => sink.close(done));
    rmSync(proxies, { recursive: true, force: true });
  });

  let asked = 0;
  /** Asks for a link as somebody new each time, from another network. */
  const ask = (email: string, headers: Record<string, string> = {}) => {
    asked += 1;
    return fetch(`${server.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: server.url,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': `10.${asked % 250}.${Math.floor(asked / 250) % 250}.7`,
        ...headers,
      },
      body: new URLSearchParams({ email, once: crypto.randomUUID() }),
    });
  };
  const plain = (html: string) =>
    html.replaceAll(
      /[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]+"|value="[^"]*"|>[A-Z2-9]{3} [A-Z2-9]{3}</g,
      '',
    );
  /** Waits until every letter written so far has reached the mail server. */
  const untilSent = async () => {
    for (let i = 0; i < 600; i++) {
      const waiting = await server.db.read
        .selectFrom('jobs')
        .select('id')
        .where('kind', '=', 'mail')
        .where('done_at', 'is', null)
        .execute();
      if (waiting.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('A1: answers alike, and as fast, whether or not an address is known', async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const pages = new Set<string>();
    for (let pair = 0; pair < 200; pair++) {
      const who = [
        ['known', `known${pair % 12}@example.org`],
        ['unknown', `nobody${pair}@example.org`],
      ] as const;
      for (const [kind, email] of pair % 2 === 0 ? who : who.toReversed()) {
        const started = performance.now();
        const answer = await ask(email);
        times[kind].push(performance.now() - started);
        expect(answer.status).toBe(303);
        const location = answer.headers.get('location') ?? '';
        expect(location).toMatch(/^\/sign-in\/sent\?ask=[0-9a-f-]{36}$/);
        if (pair < 5) {
          const cookie = answer.headers
            .getSetCookie()
            .map((each) => each.split(';')[0])
            .join('; ');
          pages.add(
            plain(await (await fetch(server.url + location, { headers: { cookie } })).text()),
          );
        }
      }
    }
    const median = (values: number[]) =>
      values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const [known, unknown] = [median(times.known), median(times.unknown)];
    expect(pages.size).toBe(1);
    expect(
      Math.abs(known - unknown) < 5 || Math.abs(known / unknown - 1) < 0.1,
      `${known} ms and ${unknown} ms`,
    ).toBe(true);
  }, 120_000);

  it('A8: sends no more than five mails to an address in half an hour, whatever network asks', async () => {
    for (let i = 0; i < 40; i++) await ask('flooded@example.org');
    await untilSent();
    const sent = mails.filter(({ to }) => to === 'flooded@example.org').length;
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThanOrEqual(5);
  });

  it('A5: puts only its own address into letters, whatever the request claims', async () => {
    await ask('a5@example.org', {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '666',
      forwarded: 'host=evil.example;proto=https',
      'x-bothways-host': 'evil.example',
    });
    await untilSent();
    const letter = mails.find(({ to }) => to === 'a5@example.org')?.text ?? '';
    expect(letter).toContain(`${server.url}/sign-in/`);
    expect(letter).not.toContain('evil.example');
  });

  it('A2: leaves no link readable in the files of the database', () => {
    const tokens = mails.flatMap(({ text }) =>
      [...text.matchAll(/sign-in\/([\w-]{32})/g)].map(([, token = '']) => token),
    );
    expect(tokens.length).toBeGreaterThan(5);
    const files = readdirSync(server.folder).filter((name) => name.startsWith('bothways.db'));
    const bytes = files
      .map((name) => readFileSync(join(server.folder, name)).toString('latin1'))
      .join('');
    for (const token of new Set(tokens)) expect(bytes.includes(token)).toBe(false);
    expect(server.output()).not.toMatch(new RegExp([...new Set(tokens)].slice(0, 20).join('|')));
  });

  it('A3: opening a link five times and once by HEAD signs nobody in and uses nothing up', async () => {
    await ask('a3@example.org');
    await untilSent();
    const letter = mails.find(({ to }) => to === 'a3@example.org')?.text ?? '';
    const link = /http\S+\/sign-in\/[\w-]{32}/.exec(letter)?.[0] ?? '';
    for (const method of ['GET', 'GET', 'GET', 'GET', 'GET', 'HEAD']) {
      const answer = await fetch(link, { method, redirect: 'manual' });
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie().join()).not.toContain('session');
    }
    const row = await server.db.read
      .selectFrom('sign_in_links')
      .select('used_at')
      .where('address_key', '=', 'a3@example.org')
      .executeTakeFirstOrThrow();
    expect(row.used_at).toBeNull();
  });
});

describe('cookies over https', () => {
  it('B1: are bound to the host, secure, out of script’s reach, and not sent along from elsewhere', async () => {
    const server = await startTestServer({ env: { PUBLIC_URL: 'https://mentoring.example.org' } });
    const welcome =
      /https:\/\/mentoring\.example\.org(\/welcome\/\S+)/.exec(server.output())?.[1] ?? '';
    const answer = await fetch(server.url + welcome, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: 'https://mentoring.example.org',
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        name: 'Harbour Builders',
        joinPolicy: 'open',
        listVisibility: 'members',
        languages: 'en',
        locale: 'en',
        minimumAge: '18',
        tickDays: '90',
        conduct: 'Be kind.',
        organiserName: 'Odalys',
        organiserEmail: 'odalys@example.org',
        isOldEnough: 'on',
      }),
    });
    expect(answer.status).toBe(303);
    const cookie =
      answer.headers.getSetCookie().find((each) => each.startsWith('__Host-session=')) ?? '';
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    for (const part of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i])
      expect(cookie).toMatch(part);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
    await server.stop();
  });
});
