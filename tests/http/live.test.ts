/** Pages that stay open: what they hear, from which process, and when they hear no more. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';
import { addPairing } from '#tests/raw-pairings.ts';

const engines: [string, string | undefined][] = [
  ['SQLite', undefined],
  ...(inject('postgresUrl') === ''
    ? []
    : ([['PostgreSQL', inject('postgresUrl')]] satisfies [string, string][])),
];

interface Heard {
  status: number;
  text: string;
  /** How often it was told that something changed. */
  times(): number;
  isOver: boolean;
  close(): void;
}

describe.each(engines)('an open page, on %s', (engine, postgresUrl) => {
  let server: RunningServer;
  let people: Record<'ana' | 'ben' | 'cy', Viewer>;
  let pairing: { pairingId: string; conversationId: string };

  const machinery = () => ({ db: server.db, clock: systemClock, random: systemRandom });
  const cookie = (who: keyof typeof people) => cookieFor(machinery(), people[who].id);

  beforeAll(async () => {
    server = await startTestServer({ postgresUrl });
    await foundCommunity(machinery());
    people = {
      ana: await addMember(machinery(), { name: 'Ana' }),
      ben: await addMember(machinery(), { name: 'Ben' }),
      cy: await addMember(machinery(), { name: 'Cy' }),
    };
    pairing = await addPairing(machinery(), { mentorId: people.ana.id, menteeId: people.ben.id });
    // Another process set the community up; the server notices within three seconds.
    for (let i = 0; i < 80 && (await fetch(`${server.url}/sign-in`)).status !== 200; i++)
      await new Promise((resolve) => setTimeout(resolve, 100));
  });
  afterAll(() => server.stop());

  const topic = () => `conversation:${pairing.conversationId}`;

  /** A line that has heard all there was to hear when it opened. */
  async function listen(as: string, topics: string[], at = server.url): Promise<Heard> {
    const ending = new AbortController();
    const asked = new URLSearchParams(topics.map((each) => ['topic', each]));
    const answer = await fetch(`${at}/live?${asked}`, {
      headers: { cookie: as },
      redirect: 'manual',
      signal: ending.signal,
    });
    const heard: Heard = {
      status: answer.status,
      text: '',
      times: () => heard.text.split('event: changed').length - 1,
      isOver: false,
      close: () => ending.abort(),
    };
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const part of answer.body ?? []) heard.text += decoder.decode(part);
    };
    void read()
      .catch(() => {})
      .finally(() => (heard.isOver = true));
    if (answer.status === 200) {
      // Without a mark of its own it is told at once that it may have missed something.
      await until(() => heard.times() > 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      heard.text = '';
    }
    return heard;
  }

  const write = (as: string, body: string, at = server.url) =>
    fetch(`${at}/pairings/${pairing.pairingId}/messages?/write`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: as,
        origin: at,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ body }),
    });

  it('hears that Ben wrote, and not a word of what', async () => {
    const ana = await listen(await cookie('ana'), [topic()]);
    expect((await write(await cookie('ben'), 'A canary sings')).status).toBe(303);
    expect(await until(() => ana.times() > 0)).toBe(true);
    const told = ana.text.replaceAll(/^id: [0-9a-f-]{36}\.\d+\n/gm, '');
    expect(told).toBe('event: changed\ndata: .\n\n'.repeat(ana.times()));
    ana.close();
  });

  it('C2: listens to nothing that isn’t one’s own, and can’t tell it from what isn’t there', async () => {
    const as = await cookie('cy');
    const nowhere = '01a20000-0000-7000-8000-00000000abcd';
    const answers = await Promise.all(
      [
        topic(),
        `pairing:${pairing.pairingId}`,
        `pairing:${nowhere}`,
        `request:${nowhere}`,
        `member:${people.ana.id}`,
        `session:${nowhere}`,
        'pairing:',
        '',
      ].map((each) => listen(as, [each])),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect((await listen('', [topic()])).status).toBe(303);
    // One topic of somebody else spoils the rest.
    const own = `member:${people.cy.id}`;
    expect((await listen(as, [own, topic()])).status).toBe(404);
    const alone = await listen(as, [own]);
    expect(alone.status).toBe(200);
    alone.close();
  });

  it('B3: ends when Ana signs out', async () => {
    const as = await cookie('ana');
    const ana = await listen(as, [topic()]);
    const other = await listen(await cookie('ana'), [topic()]);
    await fetch(`${server.url}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: as,
        origin: server.url,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'a=1',
    });
    expect(await until(() => ana.isOver)).toBe(true);
    expect(other.isOver).toBe(false);
    other.close();
  });

  it('B3: ends when another process ended the session', async () => {
    const ben = await listen(await cookie('ben'), [topic()]);
    await server.db.transact((tx) =>
      tx.deleteFrom('sessions').where('member_id', '=', people.ben.id).execute(),
    );
    expect(await until(() => ben.isOver)).toBe(true);
  });

  // The embedded database has one process.
  const acrossProcesses = engine === 'PostgreSQL' ? ['hears what Ben did in another process'] : [];
  it.each(acrossProcesses)('%s', async () => {
    const second = await startTestServer({
      env: { DATABASE_URL: server.environment['DATABASE_URL'] ?? '' },
    });
    const ana = await listen(await cookie('ana'), [topic()]);
    expect((await write(await cookie('ben'), 'From over there', second.url)).status).toBe(303);
    expect(await until(() => ana.times() > 0)).toBe(true);
    ana.close();
    await second.stop();
  });

  it('fault 16: says goodbye to open pages when it stops, and stops', async () => {
    const own = await startTestServer({ postgresUrl });
    const room = { db: own.db, clock: systemClock, random: systemRandom };
    await foundCommunity(room);
    const cy = await addMember(room, { name: 'Cy' });
    const as = await cookieFor(room, cy.id);
    const topics = [`member:${cy.id}`];
    let line = await listen(as, topics, own.url);
    for (let i = 0; i < 40 && line.status !== 200; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      line = await listen(as, topics, own.url);
    }
    expect(await own.stop()).toBe(0);
    expect(line.text).toContain('event: bye');
    expect(line.isOver).toBe(true);
  });
});

/** Waits until it is so; false if it is not after half a minute, in which no busy machine is meant to come. */
async function until(isSo: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 3000 && !isSo(); turn++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return isSo();
}
