/** A calendar to subscribe to, over HTTP: what programs that come by are answered. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { endFeed, makeFeed } from '#domain/calendars/calendar-feeds.commands.server.ts';
import { feedsOf } from '#domain/calendars/calendar-feeds.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { fingerprint, systemRandom } from '#platform/crypto.server.ts';
import { systemClock } from '#platform/clock.server.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';
import { testRuntime } from '#tests/runtime.ts';
import { addPairing } from '#tests/raw-pairings.ts';

const engines: [string, string | undefined][] = [
  ['SQLite', undefined],
  ...(inject('postgresUrl') === ''
    ? []
    : ([['PostgreSQL', inject('postgresUrl')]] satisfies [string, string][])),
];

describe.each(engines)('Ana’s calendar, on %s', { timeout: 90_000 }, (_engine, postgresUrl) => {
  let server: RunningServer;
  let ana: Viewer;
  let token = '';
  const room = () => ({
    ...testRuntime(server.db, Date.now()),
    clock: systemClock,
    random: systemRandom,
  });

  beforeAll(async () => {
    server = await startTestServer({ postgresUrl });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    await foundCommunity(machinery);
    ana = await addMember(machinery, { name: 'Ana' });
    const ben = await addMember(machinery, { name: 'Ben, “the Go one”' });
    const { pairingId } = await addPairing(machinery, { mentorId: ana.id, menteeId: ben.id });
    const at = Math.floor(Date.now() / day) * day + 3 * day;
    await server.db.transact((tx) =>
      tx
        .insertInto('meetings')
        .values({
          id: '01990000-0000-7000-8000-000000000001',
          pairing_id: pairingId,
          series_id: null,
          date: new Date(at).toISOString().slice(0, 10),
          at,
          ends_at: at + hour,
          state: 'planned',
          place_kind: 'open',
          changed_at: at - 3 * day,
        })
        .execute(),
    );
    const made = await makeFeed(room(), { actor: ana, mode: 'details' });
    if (made.outcome === 'refused') throw new Error(made.code);
    token = made.address.split('/').at(-1)?.replace('.ics', '') ?? '';
  });
  afterAll(() => server.stop());

  const ask = (path: string, more: RequestInit = {}) =>
    fetch(`${server.url}/calendar/${path}.ics`, { redirect: 'manual', ...more });
  const row = () =>
    server.db.read
      .selectFrom('feeds')
      .selectAll()
      .where('token_hash', '=', fingerprint(token))
      .executeTakeFirstOrThrow();

  it('D11: comes as a calendar that a program can read, for nobody to keep or list', async () => {
    const answer = await ask(token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('private');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    const text = await answer.text();
    const parsed: unknown[] = ICAL.parse(text);
    const [event] = new ICAL.Component(parsed).getAllSubcomponents('vevent');
    expect(event?.getFirstPropertyValue('summary')).toBe('Catch-up with Ben, “the Go one”');
    expect(text).not.toContain('example.org');
  });

  it('is not sent again while nothing changed, and a HEAD has no body', async () => {
    const etag = (await ask(token)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    const again = await ask(token, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const weak = await ask(token, { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect(weak.status).toBe(304);
    const head = await ask(token, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  });

  it('B6: a GET changes nothing but the day it was used', async () => {
    await ask(token);
    const before = await row();
    await ask(token);
    await ask(token, { method: 'HEAD' });
    expect(await row()).toEqual(before);
  });

  it('C2: is not there for a wrong token, and gone for good once she ended it', async () => {
    const wrong = await ask('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(wrong.status).toBe(404);
    await server.db.transact((tx) =>
      tx
        .updateTable('feeds')
        .set({ used_at: Date.now() - 91 * day })
        .execute(),
    );
    const unused = await ask(token);
    expect(unused.status).toBe(410);
    await server.db.transact((tx) =>
      tx.updateTable('feeds').set({ used_at: Date.now() }).execute(),
    );
    const [feed] = await feedsOf(room(), ana.id);
    const feedId = feed?.id ?? (await row()).id;
    await endFeed(room(), { actor: ana, feedId });
    const ended = await ask(token);
    expect(ended.status).toBe(410);
    expect(ended.headers.get('content-type')).toContain('text/plain');
    expect(await ended.text()).toContain('This calendar has ended');
  });
});
