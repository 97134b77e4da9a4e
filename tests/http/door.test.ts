/** The door of a running server: what every answer carries and what never comes in. */
import { connect } from 'node:net';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { freePort, startTestServer, type RunningServer } from '#tests/server.ts';

const engines: [string, string | undefined][] = [
  ['SQLite', undefined],
  ...(inject('postgresUrl') === ''
    ? []
    : ([['PostgreSQL', inject('postgresUrl')]] satisfies [string, string][])),
];

describe.each(engines)('the door, on %s', (_engine, postgresUrl) => {
  let server: RunningServer;
  let ana: string;

  beforeAll(async () => {
    server = await startTestServer({ postgresUrl });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    await foundCommunity(machinery);
    ana = await cookieFor(machinery, (await addMember(machinery, { name: 'Ana' })).id);
    // Another process set the community up; the server notices within three seconds.
    for (let i = 0; i < 80 && (await get('/sign-in')).status !== 200; i++)
      await new Promise((r) => setTimeout(r, 100));
  });
  afterAll(() => server.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { redirect: 'manual', headers });
  const post = (path: string, headers: Record<string, string>, body = 'a=1') =>
    fetch(server.url + path, { method: 'POST', redirect: 'manual', headers, body });
  const form = 'application/x-www-form-urlencoded';

  const everyKind = [
    '/',
    '/sign-in',
    '/mentors',
    '/profile',
    '/nowhere',
    '/health/ready',
    '/mark.svg',
    '/robots.txt',
  ];

  it('D4: tells browsers not to guess, not to leak and not to share, on pages, files and errors', async () => {
    for (const path of everyKind) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('access-control-allow-origin'), path).toBeNull();
      expect(headers.get('x-robots-tag'), path).toContain('noindex');
    }
  });

  it('D3: allows no inline script or style anywhere, errors included', async () => {
    for (const path of everyKind.filter((path) => path !== '/mark.svg')) {
      const policy =
        (await get(path, { cookie: ana })).headers.get('content-security-policy') ?? '';
      expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
      expect(policy, path).toContain("base-uri 'none'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).toContain("form-action 'self'");
      expect(policy, path).toContain("default-src 'none'");
    }
  });

  it('D3: puts no style attribute, inline handler or bare script into a page', async () => {
    for (const path of ['/', '/sign-in', '/mentors', '/profile', '/nowhere']) {
      const html = await (await get(path, { cookie: ana })).text();
      expect(html, path).not.toMatch(/<[^>]+\sstyle=/);
      expect(html, path).not.toMatch(/<[^>]+\son\w+=/);
      for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag, path).toMatch(/src=|nonce=/);
    }
  });

  it('D15: keeps private pages out of every cache and lets built files be kept for ever', async () => {
    for (const path of ['/mentors', '/profile', '/sign-in', '/nowhere']) {
      expect((await get(path, { cookie: ana })).headers.get('cache-control'), path).toMatch(
        /no-store/,
      );
    }
    const html = await (await get('/sign-in')).text();
    const built = /\/_app\/immutable\/[^"']+\.css/.exec(html)?.[0] ?? '';
    expect(built).not.toBe('');
    expect((await get(built)).headers.get('cache-control')).toMatch(/immutable/);
  });

  it('B5: refuses every write that does not come from its own pages, whatever its content type', async () => {
    const origins = [
      undefined,
      'null',
      'https://evil.example',
      server.url.toUpperCase(),
      `${server.url}.evil.example`,
    ];
    const types = [
      form,
      form.toUpperCase(),
      'text/plain',
      'application/json',
      'multipart/form-data; boundary=x',
      undefined,
    ];
    for (const path of ['/sign-in', '/profile', '/language', '/nowhere', '/health/live']) {
      for (const origin of origins) {
        for (const type of types) {
          const headers = {
            cookie: ana,
            ...(origin === undefined ? {} : { origin }),
            ...(type === undefined ? {} : { 'content-type': type }),
          };
          expect((await post(path, headers)).status, JSON.stringify({ path, origin, type })).toBe(
            403,
          );
        }
      }
    }
  });

  it('B5: takes a write from its own page', async () => {
    const answer = await post(
      '/language',
      { origin: server.url, 'content-type': form },
      'locale=de&back=/sign-in',
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in');
  });

  it('A5: builds no address from what a client claims its host to be', async () => {
    const claims = [
      'host',
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-forwarded-port',
      'forwarded',
      'x-bothways-host',
      'x-bothways-protocol',
      'x-original-url',
      'x-rewrite-url',
    ];
    for (const name of claims) {
      const raw = await speak(
        server,
        `GET /profile HTTP/1.1\r\nHost: ${name === 'host' ? 'evil.example' : 'localhost'}\r\n${name === 'host' ? '' : `${name}: evil.example\r\n`}Connection: close\r\n\r\n`,
      );
      expect(raw, name).not.toContain('evil.example');
      expect(raw, name).toMatch(/location: \/sign-in/i);
    }
    expect(
      await speak(
        server,
        'GET http://evil.example/profile HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      ),
    ).not.toContain('http://evil.example');
  });

  it('D7: refuses a form that is too large or of unknown length with a clear answer', async () => {
    const large = await post(
      '/sign-in',
      { origin: server.url, 'content-type': form },
      `email=${'x'.repeat(70_000)}`,
    );
    expect(large.status).toBe(413);
    const chunked = await speak(
      server,
      `POST /sign-in HTTP/1.1\r\nHost: x\r\nOrigin: ${server.url}\r\nContent-Type: ${form}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1\r\na\r\n0\r\n\r\n`,
    );
    expect(chunked).toMatch(/^HTTP\/1.1 411/);
  });

  it('D7: answers a body that is no form with a 4xx', async () => {
    for (const type of [
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=zzz',
      'image/png',
      '',
    ]) {
      const answer = await post(
        '/sign-in',
        { origin: server.url, 'content-type': type },
        '{"email":',
      );
      expect(answer.status, type).toBeGreaterThanOrEqual(400);
      expect(answer.status, type).toBeLessThan(500);
    }
  });

  it('answers methods nobody asked for with a 4xx', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'BREW']) {
      const raw = await speak(
        server,
        `${method} /sign-in HTTP/1.1\r\nHost: x\r\nOrigin: ${server.url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      expect(raw, method).toMatch(/^HTTP\/1.1 4\d\d/);
    }
  });

  it('C2: a page for organisers looks to a member like a page that is not there', async () => {
    const closed = await get('/community', { cookie: ana });
    const missing = await get('/nowhere-at-all', { cookie: ana });
    expect([closed.status, missing.status]).toEqual([404, 404]);
    const plain = async (answer: Response) =>
      (await answer.text()).replaceAll(/nonce="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    expect(await plain(closed)).toBe(await plain(missing));
  });

  it('E8: shows the member list to nobody who has not signed in, and asks robots to stay away', async () => {
    const list = await get('/mentors');
    expect(list.status).toBe(303);
    expect(list.headers.get('location')).toContain('/sign-in');
    expect(await (await get('/robots.txt')).text()).toMatch(/Disallow: \//);
  });

  it('H5: writes one JSON line a request, whatever is in it', async () => {
    await speak(
      server,
      'GET /sign-in?a=%0d%0a{"level":"error"}%1b[31m HTTP/1.1\r\nHost: x\r\nUser-Agent: x\u001b[31m\r\nConnection: close\r\n\r\n',
    );
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(Object.keys(JSON.parse(line) as object)).toContain('level');
      expect(line).not.toContain('\u001b');
    }
  });

  it('F8: keeps whole addresses and search words out of the log', async () => {
    await get('/mentors?q=somethingprivate', { cookie: ana });
    expect(server.output()).not.toContain('somethingprivate');
    expect(server.output()).not.toContain('127.0.0.1');
  });

  it('E6: keeps from where Ana looks at pairings and meetings out of the log', async () => {
    const id = '01990000-0000-7000-8000-00000000abcd';
    const paths = ['/notifications', `/pairings/${id}`, `/meetings/${id}`];
    for (const path of paths) await get(path, { cookie: ana });
    const hasPlace = (route: string) => {
      const line = server
        .output()
        .split('\n')
        .find((each) => each.includes(`"${route}"`));
      return line?.includes('"from":');
    };
    await expect.poll(() => hasPlace('/(member)/meetings/[id]')).toBe(false);
    expect(hasPlace('/(member)/pairings/[id]')).toBe(false);
    expect(hasPlace('/(member)/notifications')).toBe(true);
  });

  it('is ready while its database answers', async () => {
    expect((await get('/health/live')).status).toBe(200);
    const ready = await get('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.text()).toMatch(/^ready\nlongest stall: (?:none|\d+ ms, 20\S+Z)\n$/);
  });
});

describe('starting and stopping', () => {
  it('stops cleanly when it is asked to, and starts again on the same data', async () => {
    const server = await startTestServer();
    expect(await server.stop()).toBe(0);
  });

  it('H1: refuses to be reachable from outside without saying where it is', async () => {
    const output = await startBadly({ HOST: '0.0.0.0' });
    expect(output).toContain('PUBLIC_URL is missing');
  });

  it('H1: refuses a weak secret, and names every wrong setting in one message', async () => {
    const output = await startBadly({ SECRET: 'changeme', DATABASE_URL: 'mysql://x' });
    expect(output).toContain('DATABASE_URL must begin with postgres://');
    expect(await startBadly({ SECRET: 'changeme', PUBLIC_URL: 'http://example.org' })).toMatch(
      /PUBLIC_URL must begin with https[^]*SECRET is too easy/,
    );
  });
});

async function startBadly(env: Record<string, string>): Promise<string> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', '..', 'bin', 'bothways.ts'), 'start'],
    {
      env: {
        PATH: process.env['PATH'],
        DATA_FOLDER: '/nonexistent/never-made',
        PORT: String(await freePort()),
        ...env,
      },
    },
  );
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(1);
  return output;
}

/** Sends bytes as they are and gives back all that comes. */
function speak(server: RunningServer, text: string): Promise<string> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
