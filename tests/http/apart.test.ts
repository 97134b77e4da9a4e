/** Every address with a person in it, asked by somebody set apart from them (requirements C2 and E3). */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { makeId } from '#lib/ids.ts';
import { inAct } from '#platform/act.server.ts';
import { systemClock } from '#platform/clock.server.ts';
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

/** Routes that name a member in their address, with their forms. */
const ofMembers = Object.entries(access)
  .map(([route, entry]) => [route.replace('[thing=reportable]', 'members'), entry] as const)
  .filter(([route]) => route.includes('/members/[id]'));

describe.each(engines)('people set apart, on %s', (_engine, postgresUrl) => {
  let server: RunningServer;
  const neverWas = makeId(Date.now(), systemRandom);
  let people: Record<'ana' | 'ben', Viewer & { cookie: string }>;

  beforeAll(async () => {
    server = await startTestServer({ postgresUrl });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    await foundCommunity(machinery, { list_visibility: 'everyone' });
    const member = async (name: string) => {
      const made = await addMember(machinery, { name, offer: {}, public_card_at: 1 });
      await inAct(machinery, (act) => relist(act, { memberId: made.id }));
      return { ...made, cookie: await cookieFor(machinery, made.id) };
    };
    people = { ana: await member('Ana'), ben: await member('Ben') };
    const { ana, ben } = people;
    await server.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ana.id, other_id: ben.id, since: 1 }).execute(),
    );
    // The server notices that it was set up.
    for (
      let i = 0;
      i < 80 && (await fetch(`${server.url}/mentors`)).url !== `${server.url}/mentors`;
      i++
    )
      await new Promise((resolve) => setTimeout(resolve, 100));
  });
  afterAll(() => server.stop());

  /** A whole answer, less what differs with every visit and the address itself. */
  async function answer(
    path: string,
    { cookie, form, id }: { cookie: string; form?: Record<string, string>; id: string },
  ) {
    const sent = await fetch(server.url + path.replaceAll('[id]', id), {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie, origin: server.url, accept: 'text/html' },
      ...(form === undefined
        ? {}
        : { body: new URLSearchParams({ ...form, once: makeId(Date.now(), systemRandom) }) }),
    });
    const body = (await sent.text()).replaceAll(id, 'somebody');
    const headers = [...sent.headers].filter(
      ([name]) => !['date', 'content-length'].includes(name),
    );
    return {
      status: sent.status,
      headers: headers.map(([name, value]) => [name, plain(value.replaceAll(id, 'somebody'))]),
      body: plain(body),
    };
  }
  const plain = (text: string) =>
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{22}/g, 'an id')
      .replaceAll(/nonce[-=]"?[\w+/=-]+/g, 'nonce')
      .replaceAll(/[0-9a-f-]{36}\.\d+/g, 'a mark');

  it('E3: each page of Ana’s answers Ben, and Ben’s Ana, as if there were no such person', async () => {
    const { ana, ben } = people;
    for (const [viewer, other] of [
      [ben, ana],
      [ana, ben],
    ] as const) {
      const { cookie } = viewer;
      for (const [route] of ofMembers) {
        const path = route.replaceAll(/\/\(\w+\)/g, '');
        const real = await answer(path, { cookie, id: other.id });
        expect(real, path).toEqual(await answer(path, { cookie, id: neverWas }));
        expect(real.status, path).toBe(404);
        expect(real.body).not.toContain(other.name);
      }
    }
  });

  it('E3: each form about Ana takes from Ben what it takes about nobody', async () => {
    const { ana, ben } = people;
    const { cookie } = ben;
    const filled = {
      working: 'A small tool that renames files, with tests I do not trust.',
      start: 'chat',
      reason: 'unkind',
      words: '',
    };
    const forms = [
      ...ofMembers.flatMap(([route, { posts = [] }]) =>
        posts.map((name) => [route.replaceAll(/\/\(\w+\)/g, ''), name] as const),
      ),
      ...['save', 'hide'].map((name) => ['/mentors/saved', name] as const),
    ];
    for (const [path, name] of forms) {
      const to = (id: string) =>
        answer(name === '' ? path : `${path}?/${name}`, {
          cookie,
          id,
          form: { ...filled, member: id },
        });
      expect(await to(ana.id), `${path} ${name}`).toEqual(await to(neverWas));
    }
    const written = await server.db.read.selectFrom('requests').select('id').execute();
    expect(written).toEqual([]);
  });

  it('E3: no list, search or saved page of either names the other', async () => {
    const { ana, ben } = people;
    for (const path of [
      '/mentors',
      '/mentors?q=ana',
      '/mentors?q=ben',
      '/mentors/saved',
      '/pairings',
    ])
      for (const [viewer, other] of [
        [ben, ana],
        [ana, ben],
      ] as const) {
        const { body } = await answer(path, { cookie: viewer.cookie, id: neverWas });
        expect(body, path).toContain('</html>');
        expect(body, path).not.toContain(other.id);
        expect(body, path).not.toContain(`>${other.name}<`);
      }
  });
});
