/** Every route, for every kind of person: who gets in, who is led away, who finds nothing. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import { inAct } from '#platform/act.server.ts';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { makeId } from '#lib/ids.ts';
import { access, roles, type Access, type Role } from '#tests/access-matrix.ts';
import { dumpOf } from '#tests/database-dump.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { postsOf, routeTable } from '#tests/route-table.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';
import { putTogether } from '#tests/access-cast.ts';
import { formsIn, type Fields } from '#tests/posted-forms.ts';

describe('C1: the list of who may enter', () => {
  const table = routeTable();

  it('has every route of the server, and none that is gone', () => {
    expect(Object.keys(access).toSorted()).toEqual([...table.keys()].toSorted());
  });

  it('has every form of every route', () => {
    for (const [route, files] of table) {
      expect((access[route]?.posts ?? []).toSorted(), route).toEqual(postsOf(files).toSorted());
    }
  });
});

const nameOf: Record<Role, string> = {
  invited: 'Ines',
  waiting: 'Wes',
  member: 'Ana',
  other: 'Ben',
  former: 'Fay',
  apart: 'Mal',
  organiser: 'Odalys',
  visitor: '',
};

/** What the worker writes down by itself, keys of forms that were refused, and what a visitor typed. */
const doneByItself = ['jobs', 'once_keys', 'rate_counts', 'kept_forms'];

const engines: [string, string | undefined][] = [
  ['SQLite', undefined],
  ...(inject('postgresUrl') === ''
    ? []
    : ([['PostgreSQL', inject('postgresUrl')]] satisfies [string, string][])),
];

describe.each(engines)('who may enter, on %s', (_engine, postgresUrl) => {
  let server: RunningServer;
  const cookies: Partial<Record<Role, string>> = {};
  const blanks: Record<string, string> = {};
  /** What each page answered to each role, by the two, and the database before and after. */
  const visits = new Map<string, Response>();
  /** The fields of forms as somebody has them who may send them, by path or route and action. */
  const forms = new Map<string, Fields>();
  let [before, after]: unknown[] = [];

  beforeAll(async () => {
    server = await startTestServer({ postgresUrl });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    await foundCommunity(machinery);
    const people = {
      invited: await addMember(machinery, { name: nameOf.invited, status: 'invited' }),
      waiting: await addMember(machinery, { name: nameOf.waiting, status: 'waiting' }),
      member: await addMember(machinery, { name: nameOf.member, offer: {} }),
      other: await addMember(machinery, { name: nameOf.other }),
      former: await addMember(machinery, { name: nameOf.former }),
      apart: await addMember(machinery, { name: nameOf.apart }),
      organiser: await addMember(machinery, { name: nameOf.organiser, isOrganiser: true }),
    };
    await inAct(machinery, (act) => relist(act, { memberId: people.member.id }));
    for (const [role, { id }] of Object.entries(people))
      cookies[role as Role] = await cookieFor(machinery, id);
    blanks['member'] = people.member.id;
    blanks['person'] = (await addMember(machinery, { name: 'Pat' })).id;
    blanks['guest'] = (await addMember(machinery, { name: 'Gus', status: 'waiting' })).id;
    Object.assign(blanks, await putTogether(machinery, people));
    blanks['nothing'] = makeId(Date.now(), systemRandom);
    blanks['letter'] = makeId(Date.now(), systemRandom);
    await server.db.transact((tx) =>
      tx
        .insertInto('mails')
        .values({
          id: blanks['letter'] ?? '',
          mail_key: 'x',
          category: 'membership',
          to_address: 'a@b.c',
          to_name: 'A',
          subject: 'S',
          sealed_body: '',
          created_at: Date.now(),
        })
        .execute(),
    );
    for (let i = 0; i < 80 && (await knock('visitor', '/sign-in')).status !== 200; i++)
      await new Promise((r) => setTimeout(r, 100));
    await untilQuiet();
    before = await dump();
    await openEverything();
    after = await dump();
    await readForms();
  });
  afterAll(() => server.stop());

  const headersOf = (role: Role): Record<string, string> => {
    const cookie = cookies[role];
    return cookie === undefined ? {} : { cookie };
  };
  const knock = (role: Role, path: string) =>
    fetch(server.url + path, { redirect: 'manual', headers: headersOf(role) });
  const send = (role: Role, path: string, fields: Fields = []) =>
    fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...headersOf(role),
        origin: server.url,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams([['once', makeId(Date.now(), systemRandom)], ...fields]),
    });
  const pathOf = (route: string, { path }: Access) =>
    (path ?? (route.replaceAll(/\/\(\w+\)/g, '') || '/')).replaceAll(
      /\{(\w+)\}/g,
      (_, blank: string) => blanks[blank] ?? '',
    );

  /** Where the door leads somebody it does not let through; null for those it lets through. */
  function turnedTo(
    role: Role,
    room: Access['room'],
  ): { status: number; location?: string } | null {
    if (room === 'everyone') return null;
    if (role === 'visitor') return { status: 303, location: '/sign-in' };
    if (role === 'invited' || role === 'waiting') return { status: 303, location: '/waiting' };
    return room === 'organisers' && role !== 'organiser' ? { status: 404 } : null;
  }

  const cases = Object.entries(access).flatMap(([route, entry]) =>
    roles.map((role) => ({ route, entry, role })),
  );

  const somebodys = Object.entries(access).flatMap(([route, { things = [], posts = [] }]) =>
    things.flatMap((thing) => roles.map((role) => ({ route, posts, role, ...thing }))),
  );

  /** Opens every page as everybody, and asks for its head as two of them. */
  async function openEverything(): Promise<void> {
    for (const { path, role } of somebodys)
      await visit(role, pathOf('', { room: 'members', path }));
    for (const { route, entry, role } of cases) {
      if (entry.get === null) continue;
      await visit(role, pathOf(route, entry));
      if (role === 'member' || role === 'organiser')
        await fetch(server.url + pathOf(route, entry), {
          method: 'HEAD',
          redirect: 'manual',
          headers: headersOf(role),
        });
    }
  }
  async function readForms(): Promise<void> {
    const read = async (route: string, role: Role, path: string) => {
      const answer = await knock(role, path);
      const html = await answer.text();
      const found = answer.status === 200 ? formsIn(html) : new Map<string, Fields>();
      for (const [action, fields] of found)
        for (const key of [`${path} ${action}`, `${route} ${action}`]) forms.set(key, fields);
    };
    for (const { path, role, get, route, posts } of somebodys)
      if (posts.length > 0 && get[role] === 200)
        await read(route, role, pathOf(route, { room: 'members', path }));
    for (const [route, entry] of Object.entries(access))
      if (entry.posts !== undefined)
        await read(
          route,
          entry.room === 'organisers' ? 'organiser' : 'member',
          pathOf(route, entry),
        );
  }
  /** Those of the page itself, or else of another one of its kind. */
  const fieldsOf = (route: string, path: string, action: string): Fields =>
    forms.get(`${path} ${action}`) ?? forms.get(`${route} ${action}`) ?? [];
  async function visit(role: Role, path: string): Promise<void> {
    const answer = await knock(role, path);
    await answer.body?.cancel();
    visits.set(`${role} ${path}`, answer);
  }
  const visitOf = (role: Role, path: string): Response => {
    const answer = visits.get(`${role} ${path}`);
    if (answer === undefined) throw new Error(`${path} was not opened as the ${role}`);
    return answer;
  };

  it('B6: opening every page as everybody changes nothing in the database', () => {
    expect(visits.size).toBeGreaterThan(cases.length);
    expect(after).toEqual(before);
  });

  it.each(cases)('C1: $route opens as listed for the $role', ({ route, entry, role }) => {
    if (entry.get === null) return;
    const answer = visitOf(role, pathOf(route, entry));
    const turned = turnedTo(role, entry.room);
    const wanted = typeof entry.get === 'object' ? (entry.get[role] ?? 200) : (entry.get ?? 200);
    expect(answer.status).toBe(turned?.status ?? wanted);
    if (turned?.location !== undefined)
      expect(answer.headers.get('location')).toContain(turned.location);
  });

  it.each(cases.filter(({ entry }) => entry.posts !== undefined))(
    'C1: the forms of $route take nothing from a $role who may not, and never break',
    async ({ route, entry, role }) => {
      for (const action of entry.posts ?? []) {
        const turned = turnedTo(role, entry.room);
        const path = pathOf(route, entry);
        const answer = await send(
          role,
          `${path}${action === '' ? '' : `?/${action}`}`,
          turned === null ? [] : fieldsOf(route, path, action),
        );
        if (turned === null) expect(answer.status, action).toBeLessThan(500);
        else {
          expect(answer.status, action).toBe(turned.status);
          if (turned.location !== undefined)
            expect(answer.headers.get('location')).toContain(turned.location);
        }
        // Signing out and its like end the session the next case needs.
        if (role !== 'visitor' && (await sessionIsGone(role))) await restore(role);
      }
    },
  );

  async function sessionIsGone(role: Role): Promise<boolean> {
    const session = await server.db.read
      .selectFrom('sessions')
      .innerJoin('members', 'members.id', 'sessions.member_id')
      .select('sessions.id')
      .where('members.name', '=', nameOf[role])
      .executeTakeFirst();
    return session === undefined;
  }
  async function restore(role: Role): Promise<void> {
    const name = nameOf[role];
    const row = await server.db.read
      .selectFrom('members')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirst();
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    cookies[role] = await cookieFor(
      machinery,
      row?.id ?? (await addMember(machinery, { name, email: `${name}2@example.org` })).id,
    );
  }

  it.each([
    ['/community/people/{person}', '?/link'],
    ['/community/people/{person}', '?/appoint'],
    ['/community/people/{person}', '?/take-off'],
    ['/community/settings', ''],
  ])(
    'A12: an organiser who signed in eleven minutes ago signs in again for %s%s',
    async (path, action) => {
      const page = pathOf('', { room: 'organisers', path });
      const before = await dump();
      const session = server.db.read
        .selectFrom('sessions')
        .innerJoin('members', 'members.id', 'sessions.member_id')
        .where('members.name', '=', nameOf.organiser)
        .select('sessions.id');
      const began = (at: number) =>
        server.db.transact((tx) =>
          tx.updateTable('sessions').set({ created_at: at }).where('id', 'in', session).execute(),
        );
      await began(Date.now() - 11 * 60_000);
      const answer = await send('organiser', page + action);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toMatch(/^\/sign-in\?again=1&to=/);
      await began(Date.now());
      const lessSessions = (rows: typeof before) => rows.filter(([table]) => table !== 'sessions');
      expect(lessSessions(await dump())).toEqual(lessSessions(before));
    },
  );

  it.each(somebodys)(
    'C1, C2: $path is answered to the $role as listed',
    ({ route, path, role, get }) => {
      const answer = visitOf(role, pathOf(route, { room: 'members', path }));
      const turned = turnedTo(role, 'members');
      expect(answer.status).toBe(turned?.status ?? get[role] ?? 404);
    },
  );

  it('C1, C2: nobody changes what is somebody else’s, and it looks as if it were not there', async () => {
    const before = await dump();
    for (const { route, posts, role, path, get } of somebodys) {
      if (get[role] !== undefined) continue;
      for (const action of posts) {
        const page = pathOf(route, { room: 'members', path });
        const where = `${page}${action === '' ? '' : `?/${action}`}`;
        const answer = await send(role, where, fieldsOf(route, page, action));
        // Some forms are refused before anything is looked up; but nothing is ever done.
        expect([303, 404, 422], `${role} ${where}`).toContain(answer.status);
      }
    }
    expect(await dump()).toEqual(before);
  });

  const dump = () => dumpOf(server.db.read, { without: doneByItself });
  async function untilQuiet(): Promise<void> {
    for (let i = 0; i < 100; i++) {
      const waiting = await server.db.read
        .selectFrom('jobs')
        .select('id')
        .where('done_at', 'is', null)
        .where('due_at', '<=', Date.now())
        .execute();
      if (waiting.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});
