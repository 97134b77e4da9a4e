/** Words that come in at a bad moment, over HTTP: after the session, twice, or fifty times at once. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';

const engines: [string, string | undefined][] = [
  ['SQLite', undefined],
  ...(inject('postgresUrl') === ''
    ? []
    : ([['PostgreSQL', inject('postgresUrl')]] satisfies [string, string][])),
];

const words = 'I am writing a small parser, and it “breaks”.\nCould we look at it?';

describe.each(engines)(
  'words at a bad moment, on %s',
  { timeout: 90_000 },
  (_engine, postgresUrl) => {
    let server: RunningServer;
    let odalys: Viewer;
    const machinery = () => ({ db: server.db, clock: systemClock, random: systemRandom });

    beforeAll(async () => {
      server = await startTestServer({ postgresUrl, env: { TRUSTED_PROXIES: '127.0.0.1,::1' } });
      await foundCommunity(machinery());
      odalys = await addMember(machinery(), { name: 'Odalys', offer: { capacity: 9 } });
      await inAct(machinery(), (act) => relist(act, { memberId: odalys.id }));
      for (let i = 0; i < 80 && (await fetch(`${server.url}/sign-in`)).status !== 200; i++)
        await new Promise((r) => setTimeout(r, 100));
    });
    afterAll(() => server.stop());

    let network = 0;
    /** Sends a note to Odalys the way her page does; each time from another network. */
    const sendNote = (cookie: string, { once = 'note:1', ...fields }: Record<string, string>) =>
      fetch(`${server.url}/members/${odalys.id}/note?/send`, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          cookie,
          origin: server.url,
          referer: `${server.url}/members/${odalys.id}/note`,
          'x-forwarded-for': `198.51.100.${network}`,
          accept: 'text/html',
        },
        body: new URLSearchParams({ once, start: 'chat', working: words, ...fields }),
      });
    const read = (path: string, cookie: string) =>
      fetch(server.url + path, { redirect: 'manual', headers: { cookie } });
    const notesFrom = (memberId: string) =>
      server.db.read.selectFrom('requests').selectAll().where('from_id', '=', memberId).execute();

    /** Lets every session of a member end, without forgetting whose it was. */
    const endSessions = (memberId: string) =>
      server.db.transact((tx) =>
        tx
          .updateTable('sessions')
          .set({ expires_at: 1 })
          .where('member_id', '=', memberId)
          .execute(),
      );

    async function noteAfterTheSession(name: string) {
      network += 1;
      const ana = await addMember(machinery(), { name, email: `${network}@example.org` });
      const before = await cookieFor(machinery(), ana.id);
      await endSessions(ana.id);
      const answer = await sendNote(before, {});
      const to =
        new URL(answer.headers.get('location') ?? '', server.url).searchParams.get('to') ?? '';
      const browser = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const session = await cookieFor(machinery(), ana.id);
      return { ana, before, answer, to, browser, session };
    }

    it('fault 15: Ana’s note, sent after her session ended, is there when she has signed in', async () => {
      const { ana, answer, to, browser, session } = await noteAfterTheSession('Ana');
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toMatch(/^\/sign-in\?to=%2Fkept%2F/);
      expect(await notesFrom(ana.id)).toEqual([]);

      const page = await read(to, `${session}; ${browser}`);
      expect(page.status).toBe(200);
      const html = await page.text();
      expect(html).toContain('Could we look at it?');
      expect(html).toContain(`action="/members/${odalys.id}/note?/send"`);
      expect(html).toContain('name="once" value="note:1"');

      const sent = await sendNote(session, {});
      expect(sent.headers.get('location')).toMatch(/^\/requests\//);
      expect((await notesFrom(ana.id)).map((request) => request.note)).toEqual([
        expect.stringContaining('Could we look at it?'),
      ]);
      // The page may still be open; the same form has the same one effect.
      expect((await sendNote(session, {})).headers.get('location')).toBe(
        sent.headers.get('location'),
      );
    });

    it('fault 15: what Ana typed is shown in no other browser and to nobody else', async () => {
      const { to, browser, session } = await noteAfterTheSession('Ana');
      const ben = await addMember(machinery(), { name: 'Ben', email: `ben${network}@example.org` });
      const bens = await cookieFor(machinery(), ben.id);
      const tries = [
        session,
        `${session}; bothways-browser=${'x'.repeat(32)}`,
        `${bens}; ${browser}`,
      ];
      for (const cookie of tries) {
        const page = await read(to, cookie);
        expect(page.status).toBe(200);
        expect(await page.text()).not.toContain('Could we look at it?');
      }
      expect(await (await read(to, `${session}; ${browser}`)).text()).toContain('Could we look');
    });

    it('fault 15: a stranger fills no shelves, and JSON and empty forms are not kept', async () => {
      network += 1;
      const count = async () => {
        const row = await server.db.read
          .selectFrom('kept_forms')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return Number(row.count);
      };
      const before = await count();
      const empty = await sendNote('', { start: '', working: '' });
      expect(empty.headers.get('location')).toBe(
        `/sign-in?to=${encodeURIComponent(`/members/${odalys.id}/note`)}`,
      );
      const draft = await fetch(`${server.url}/drafts`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: server.url, 'content-type': 'application/json' },
        body: JSON.stringify({ about: 'note:1', fields: [['working', words]] }),
      });
      expect(draft.status).toBe(303);
      expect(await count()).toBe(before);
      for (let i = 0; i < 30; i++) expect((await sendNote('', {})).status).toBe(303);
      expect(await count()).toBeGreaterThan(before);
      expect(await count()).toBeLessThanOrEqual(before + 20);
    });

    it('fault 11: fifty sendings of one note at once have one effect and one answer', async () => {
      network += 1;
      const cy = await addMember(machinery(), { name: 'Cy', email: `cy${network}@example.org` });
      const cookie = await cookieFor(machinery(), cy.id);
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => sendNote(cookie, { once: 'note:fifty' })),
      );
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]));
      const places = new Set(answers.map((answer) => answer.headers.get('location')));
      expect(places.size).toBe(1);
      const notes = await notesFrom(cy.id);
      expect(notes).toHaveLength(1);
      expect([...places][0]).toBe(`/requests/${notes[0]?.id}`);
    });
  },
);
