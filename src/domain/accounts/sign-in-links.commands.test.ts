import { expect, it } from 'vitest';
import { refused } from '#lib/outcome.ts';
import { minute } from '#lib/duration.ts';
import { systemRandom, makeToken } from '#platform/crypto.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { openMail } from '#platform/mail.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { openInvite } from './admission.commands.server.ts';
import { readAddress } from './email-address.ts';
import { readTicket } from './joining.commands.server.ts';
import { findSession } from './sessions.queries.server.ts';
import {
  askForLink,
  confirmCode,
  openLink,
  type LinkRequest,
  type Opening,
} from './sign-in-links.commands.server.ts';
import { showLink } from './sign-in-links.queries.server.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const anasBrowser = makeToken(systemRandom);
const bensBrowser = makeToken(systemRandom);

function asking(email: string, more: Partial<LinkRequest> = {}): LinkRequest {
  const address = readAddress(email);
  if (address === null) throw new Error(`${email} is no address`);
  const usual = {
    inviteId: null,
    returnTo: '/',
    browser: anasBrowser,
    network: '192.0.2.7',
    userAgent: firefox,
  };
  return { address, locale: 'en', ...usual, ...more };
}

const opening = (token: string, more: Partial<Opening> = {}): Opening => ({
  token,
  browser: anasBrowser,
  code: '',
  network: '192.0.2.7',
  userAgent: firefox,
  ...more,
});

async function lettersIn(runtime: TestRuntime) {
  const rows = await runtime.db.read.selectFrom('mails').select('id').orderBy('id').execute();
  const letters = await Promise.all(rows.map(({ id }) => openMail(runtime, id)));
  return letters.filter((letter) => letter !== undefined);
}

async function latestToken(runtime: TestRuntime): Promise<string> {
  const letter = (await lettersIn(runtime)).at(-1);
  return /\/sign-in\/([\w-]{32})/.exec(letter?.text ?? '')?.[1] ?? '';
}

async function houseWithAna(db: Database, policy: 'open' | 'invite' | 'approval' = 'invite') {
  const runtime = testRuntime(db);
  await foundCommunity(runtime, { join_policy: policy });
  const ana = await addMember(runtime, { name: 'Ana', email: 'Ana@example.org' });
  return { runtime, ana };
}

eachEngine('a sign-in link', (freshDatabase) => {
  it('signs Ana in from her own browser and leads her where she was going', async () => {
    const { runtime, ana } = await houseWithAna(await freshDatabase());
    await askForLink(runtime, asking('ana@example.org', { returnTo: '/mentors?q=go' }));
    const opened = await openLink(runtime, opening(await latestToken(runtime)));
    expect(opened).toMatchObject({ kind: 'signed_in', goTo: '/mentors?q=go' });
    const token = 'sessionToken' in opened ? opened.sessionToken : '';
    const session = await findSession(runtime.db.read, { token, now: runtime.clock.now() });
    expect(session?.viewer.id).toBe(ana.id);
  });

  it('A2: works once, not after fifteen minutes, and is stored only as a fingerprint', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await askForLink(runtime, asking('ana@example.org'));
    const first = await latestToken(runtime);
    expect(Buffer.from(first, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    expect(await openLink(runtime, opening(first))).toMatchObject({ kind: 'signed_in' });
    expect(await openLink(runtime, opening(first))).toEqual(refused('over'));

    runtime.clock.pass(minute);
    await askForLink(runtime, asking('ana@example.org'));
    const second = await latestToken(runtime);
    runtime.clock.pass(15 * minute);
    expect(await openLink(runtime, opening(second))).toEqual(refused('over'));
    const tables = ['sign_in_links', 'mails', 'jobs', 'sessions', 'rate_counts'] as const;
    for (const table of tables) {
      const stored = JSON.stringify(await runtime.db.read.selectFrom(table).selectAll().execute());
      expect(stored).not.toContain(first);
      expect(stored).not.toContain(second);
    }
  });

  it('A2: of twenty openings at once, one signs in', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await askForLink(runtime, asking('ana@example.org'));
    const token = await latestToken(runtime);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => openLink(runtime, opening(token))),
    );
    expect(all.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(await runtime.db.read.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
  });

  it.each([
    ['carried by an organiser, a newcomer’s link lives a day', null, 'ben@example.org', 24 * 60],
    ['carried, a member’s link lives no longer than mailed', null, 'ana@example.org', 15],
    [
      'mailed, a newcomer’s link lives fifteen minutes',
      'smtp://mail.example',
      'ben@example.org',
      15,
    ],
  ])('A2: %s', async (_title, smtpUrl, address, minutes) => {
    const { runtime: plain } = await houseWithAna(await freshDatabase());
    const runtime = { ...plain, config: { ...plain.config, smtpUrl } };
    await runtime.db.transact((tx) =>
      tx.updateTable('community').set({ join_policy: 'open' }).execute(),
    );
    await askForLink(runtime, asking(address));
    const token = await latestToken(runtime);
    runtime.clock.pass(minutes * minute - 1);
    const now = () => runtime.clock.now();
    const shown = () =>
      showLink(runtime.db.read, { token, browser: anasBrowser, isMailed: true, now: now() });
    expect((await shown()).need).toBe('nothing');
    runtime.clock.pass(1);
    expect((await shown()).need).toBe('over');
  });

  it('A3: looking at a link, however often, leaves it whole', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await askForLink(runtime, asking('ana@example.org'));
    const token = await latestToken(runtime);
    const before = await runtime.db.read.selectFrom('sign_in_links').selectAll().execute();
    for (let time = 0; time < 6; time++) {
      await showLink(runtime.db.read, {
        token,
        browser: undefined,
        isMailed: true,
        now: runtime.clock.now(),
      });
    }
    expect(await runtime.db.read.selectFrom('sign_in_links').selectAll().execute()).toEqual(before);
    expect(await openLink(runtime, opening(token))).toMatchObject({ kind: 'signed_in' });
  });

  it('A4: asks another browser for the code, and says which browser asked and when', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    const { linkId } = await askForLink(runtime, asking('ana@example.org'));
    const token = await latestToken(runtime);
    const now = runtime.clock.now();
    const elsewhere = { token, browser: bensBrowser, isMailed: true, now };
    expect(await showLink(runtime.db.read, elsewhere)).toEqual({
      need: 'code',
      askedFrom: 'Firefox, Linux',
      askedAt: runtime.clock.now(),
      isHanded: false,
    });
    const inBens = { browser: bensBrowser };
    expect(await openLink(runtime, opening(token, inBens))).toEqual(refused('wrong_code'));
    const code = confirmCode(runtime, { linkId, browser: anasBrowser });
    expect(confirmCode(runtime, { linkId, browser: bensBrowser })).not.toBe(code);
    const typed = ` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`;
    expect(await openLink(runtime, opening(token, { ...inBens, code: typed }))).toMatchObject({
      kind: 'signed_in',
    });
  });

  it('A4: is dead after five wrong codes, also for the right one', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    const { linkId } = await askForLink(runtime, asking('ana@example.org'));
    const token = await latestToken(runtime);
    for (let time = 0; time < 5; time++) {
      await openLink(runtime, opening(token, { browser: undefined, code: 'ZZZZZZ' }));
    }
    const code = confirmCode(runtime, { linkId, browser: anasBrowser });
    expect(await openLink(runtime, opening(token, { browser: undefined, code }))).toEqual(
      refused('over'),
    );
  });

  it('A5: leads to the configured address, whatever the request said', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await askForLink(runtime, asking('ana@example.org'));
    const [letter] = await lettersIn(runtime);
    const addresses = `${letter?.text}${letter?.html}`.match(/https?:\/\/[^/\s"<]+/g);
    expect(new Set(addresses)).toEqual(new Set(['http://localhost:3000']));
  });

  it('A13: forgets where to go when that is somebody else’s site', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await askForLink(runtime, asking('ana@example.org', { returnTo: '//evil.example/' }));
    expect(await openLink(runtime, opening(await latestToken(runtime)))).toMatchObject({
      goTo: '/',
    });
  });
});

eachEngine('asking for a sign-in link', (freshDatabase) => {
  it('A1: does the same for an address with an account and for one without', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await askForLink(runtime, asking('ana@example.org'));
    runtime.clock.pass(1);
    await askForLink(runtime, asking('nobody@example.org'));
    const links = await runtime.db.read.selectFrom('sign_in_links').selectAll().execute();
    expect(links).toHaveLength(2);
    const [known, unknown] = await lettersIn(runtime);
    expect(known?.to).toEqual({ address: 'Ana@example.org', name: 'Ana' });
    expect(unknown?.subject).toBe('No account at Tidewater Code Guild for this address');
    expect(unknown?.text).not.toMatch(/\/sign-in\/[\w-]{32}/);
  });

  it('gives a newcomer a ticket to join where joining is open', async () => {
    const { runtime } = await houseWithAna(await freshDatabase(), 'open');
    await askForLink(runtime, asking('Ben@example.org'));
    const opened = await openLink(runtime, opening(await latestToken(runtime)));
    const ticket = 'ticket' in opened ? readTicket(runtime, opened.ticket) : null;
    expect(ticket).toMatchObject({ address: 'Ben@example.org', memberId: null, inviteId: null });
    expect(await runtime.db.read.selectFrom('members').select('name').execute()).toEqual([
      { name: 'Ana' },
    ]);
  });

  it('carries an invite through the letter, as long as it is open', async () => {
    const { runtime, ana } = await houseWithAna(await freshDatabase());
    await openInvite(runtime, { actorId: ana.id, days: null });
    const invite = await runtime.db.read
      .selectFrom('invites')
      .select('id')
      .executeTakeFirstOrThrow();
    await askForLink(runtime, asking('ben@example.org', { inviteId: invite.id }));
    const opened = await openLink(runtime, opening(await latestToken(runtime)));
    const ticket = 'ticket' in opened ? readTicket(runtime, opened.ticket) : null;
    expect(ticket?.inviteId).toBe(invite.id);
  });

  it('A8: a stranger with ever new networks brings Ana five letters in half an hour, no more', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    for (let time = 0; time < 60; time++) {
      await askForLink(
        runtime,
        asking(time % 2 ? 'ANA@EXAMPLE.org' : 'ana@example.org', { network: `192.0.2.${time}` }),
      );
      runtime.clock.pass(minute / 2 - 1);
    }
    expect(await lettersIn(runtime)).toHaveLength(5);
  });

  it('A8: twenty requests at once bring three letters', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        askForLink(runtime, asking('ana@example.org', { network: `192.0.2.${place}` })),
      ),
    );
    expect(await lettersIn(runtime)).toHaveLength(3);
  });

  it.each([
    ['A7: while a stranger floods her address, Ana still gets in, and the stranger does not', true],
    ['A4: where an organiser carries the letters, the code is asked for always', false],
  ])('%s', async (_title, isMailed) => {
    const { runtime: plain } = await houseWithAna(await freshDatabase());
    const smtpUrl = isMailed ? 'smtp://mail.example.org' : null;
    const runtime = { ...plain, config: { ...plain.config, smtpUrl } };
    for (let time = 0; time < 100; time++) {
      const from = { browser: bensBrowser, network: `198.51.100.${time}` };
      await askForLink(runtime, asking('ana@example.org', from));
    }
    const token = await latestToken(runtime);
    expect(await openLink(runtime, opening(token))).toMatchObject({ code: 'wrong_code' });
    await askForLink(runtime, asking('ana@example.org'));
    expect(await openLink(runtime, opening(token))).toMatchObject(
      isMailed ? { kind: 'signed_in' } : { code: 'wrong_code' },
    );
  });

  it('A7: one household is answered thirty times an hour, whomever it asks for', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    for (let time = 0; time < 40; time++) await askForLink(runtime, asking(`p${time}@example.org`));
    expect(await lettersIn(runtime)).toHaveLength(30);
    const shared = await runtime.db.read
      .selectFrom('rate_counts')
      .select('count')
      .where('bucket', '=', 'link:all')
      .executeTakeFirstOrThrow();
    expect(shared.count, 'what it asks for in vain is taken from nobody').toBe(30);
  });

  it('H4: sends nothing when the limits can’t be counted', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    await runtime.db.transact((tx) => tx.schema.dropTable('rate_counts').execute());
    const { linkId } = await askForLink(runtime, asking('ana@example.org'));
    expect(linkId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await lettersIn(runtime)).toHaveLength(0);
    expect(await openLink(runtime, opening('x'))).toEqual(refused('slow_down'));
  });
});

eachEngine('what the log says of signing in', (freshDatabase) => {
  it('H5: holds no address and no token, and no name or browser can forge a line', async () => {
    const { runtime } = await houseWithAna(await freshDatabase());
    const forged = 'Firefox/1 \r\n{"security":"forged"}\u001b[31m\u2028';
    await askForLink(
      runtime,
      asking('ana@example.org', { userAgent: forged, returnTo: `/${forged}` }),
    );
    const token = await latestToken(runtime);
    await openLink(runtime, opening(token, { userAgent: forged, code: forged }));
    const said = JSON.stringify(runtime.log.lines);
    expect(runtime.log.lines.map((line) => line['security'])).toEqual([
      'link_asked',
      'link_opened',
    ]);
    for (const secret of ['ana@example.org', token, 'forged']) expect(said).not.toContain(secret);
  });
});
