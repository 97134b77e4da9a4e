/** Code on its way in, over HTTP: pasted, chosen, as a patch or a zip, and too much of it. */
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import { draftOf } from '#domain/reviews/reviews.queries.server.ts';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { textOf } from '#lib/code/known-text.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';
import { addPairing } from '#tests/raw-pairings.ts';

const engines: [string, string | undefined][] = [
  ['SQLite', undefined],
  ...(inject('postgresUrl') === ''
    ? []
    : ([['PostgreSQL', inject('postgresUrl')]] satisfies [string, string][])),
];

const code = 'for (const item of queue) send(item);\n';
const patch = `diff --git a/src/queue.ts b/src/queue.ts
--- a/src/queue.ts
+++ b/src/queue.ts
@@ -41,3 +41,3 @@
 export async function drain(queue: Upload[]) {
-  await send(queue);
+  for (const item of queue) await send(item);
 }
`;
const said = 'Is “once more” enough when the third attempt fails too?';
/** A name and what is in it, as a browser sends a chosen file. */
type Chosen = readonly [name: string, content: string | Uint8Array<ArrayBuffer>];

describe.each(engines)('asking for a look, on %s', { timeout: 90_000 }, (_engine, postgresUrl) => {
  let server: RunningServer;
  let ana: Viewer;
  let cookie: string;
  let pairingId: string;
  const machinery = () => ({ db: server.db, clock: systemClock, random: systemRandom });

  beforeAll(async () => {
    server = await startTestServer({ postgresUrl });
    await foundCommunity(machinery());
    ana = await addMember(machinery(), { name: 'Ana' });
    const ben = await addMember(machinery(), { name: 'Ben' });
    cookie = await cookieFor(machinery(), ana.id);
    ({ pairingId } = await addPairing(machinery(), { mentorId: ben.id, menteeId: ana.id }));
    for (let i = 0; i < 80 && (await fetch(`${server.url}/sign-in`)).status !== 200; i++)
      await new Promise((r) => setTimeout(r, 100));
  });
  afterAll(() => server.stop());

  let once = 0;
  function post(path: string, fields: Record<string, string>, files: readonly Chosen[] = []) {
    const body = new FormData();
    once += 1;
    for (const [name, value] of Object.entries({ once: `ask:${once}`, ...fields }))
      body.append(name, value);
    for (const [name, content] of files) body.append('files', new Blob([content]), name);
    const headers = { cookie, origin: server.url, accept: 'text/html' };
    return fetch(server.url + path, { method: 'POST', redirect: 'manual', headers, body });
  }
  const ask = (fields: Record<string, string>, files: readonly Chosen[] = [], action = 'draft') =>
    post(`/pairings/${pairingId}/reviews/new?/${action}`, { lookAt: said, ...fields }, files);

  /** What became of it, as its author sees it. */
  async function draftedBy(answer: Response) {
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, location]).toEqual([303, expect.stringContaining('/draft')]);
    const reviewId = location.split('/')[2] ?? '';
    const draft = await draftOf(server.db.read, { reviewId, viewerId: ana.id });
    if (draft === undefined) throw new Error('no draft');
    return { draft, location, reviewId };
  }

  it('takes what Ana pastes, several files and a patch at once, and says what it left out', async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]);
    const answer = await ask({ 'path-0': 'src/send.ts', 'code-0': code }, [
      ['wait.py', 'import time\n'],
      ['queue.patch', patch],
      ['cat.png', picture],
    ]);
    const { draft, location } = await draftedBy(answer);
    expect(draft.files.map(({ path, language }) => [path, language])).toEqual([
      ['src/send.ts', 'typescript'],
      ['wait.py', 'python'],
      ['src/queue.ts', 'typescript'],
    ]);
    expect(draft.review).toMatchObject({ title: 'send.ts', lookAt: said, state: 'drafted' });
    const page = await fetch(server.url + location, { headers: { cookie } });
    expect(await page.text()).toContain('1 picture or program was left out');
  });

  it('keeps where dropped files lay in their folder, and opens a zip', async () => {
    const paths = JSON.stringify(['site/src/queue.js', 'site/readme.md']);
    const dropped = await ask({ paths }, [
      ['queue.js', code],
      ['readme.md', '# Queue\n'],
    ]);
    const { draft } = await draftedBy(dropped);
    expect(draft.files.map(({ path }) => path)).toEqual(['src/queue.js', 'readme.md']);
    const zip = zipSync({ 'site/a.js': Buffer.from(code), 'site/b/c.js': Buffer.from(code) });
    const { draft: unzipped } = await draftedBy(await ask({}, [['site.zip', Buffer.from(zip)]]));
    expect(unzipped.files.map(({ path }) => path)).toEqual(['a.js', 'b/c.js']);
  });

  it('gives everything back with what is to be mended, chosen files in fields of their own', async () => {
    const answer = await ask({ link: 'not a link', 'path-0': '../up.ts', 'code-0': code }, [
      ['wait.py', 'import time\n'],
    ]);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('leads out of its folder');
    expect(page).toContain('not a link we can open');
    for (const kept of [said, 'value="not a link"', 'value="../up.ts"', 'value="wait.py"'])
      expect(page).toContain(kept);
    expect(page).toContain('import time');
  });

  it('says at which line a patch can’t be read', async () => {
    const answer = await ask({ 'code-0': patch.replace('@@ -41,3', '@@ -41,9') });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('couldn’t read this patch at line ');
  });

  it('D7: takes no more than two megabytes, and keeps Ana’s words when it is more', async () => {
    const large = `${'x'.repeat(99)}\n`.repeat(9_000);
    const answer = await ask({}, [
      ['a.txt', large],
      ['b.txt', large],
      ['c.txt', large],
    ]);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('more than 2 MB');
    expect(page).toContain(said);
  });

  it('D7: does not read what is far too large', async () => {
    const answer = await ask({}, [['a.txt', new Uint8Array(10.5 * 1024 * 1024).fill(97)]]);
    expect(answer.status).toBe(413);
  });

  it('adds one more field and keeps all others as they were', async () => {
    const answer = await ask({ 'path-0': 'a.ts', 'code-0': code }, [], 'another');
    const page = await answer.text();
    expect(answer.status).toBe(200);
    for (const kept of [said, 'value="a.ts"', 'name="code-1"']) expect(page).toContain(kept);
  });

  it('does not send what looks like a secret before Ana has said so', async () => {
    const secret = 'const password = "hunter2Ab9x!kq";\n';
    const { reviewId, location } = await draftedBy(await ask({ 'code-0': code + secret }));
    const fields = { title: 'Retry', lookAt: said, leaveOut: '', link: '' };
    const page = await (await fetch(server.url + location, { headers: { cookie } })).text();
    expect(page).toContain('This looks like a secret');
    expect((await post(`/reviews/${reviewId}/draft?/send`, fields)).status).toBe(422);
    const masked = await post(`/reviews/${reviewId}/draft?/mask`, fields);
    expect(masked.status).toBe(303);
    const draft = await draftOf(server.db.read, { reviewId, viewerId: ana.id });
    const [file] = draft?.files ?? [];
    expect(file?.after && textOf(file.after)).toBe(`${code}[taken out before sending]\n`);
    const sent = await post(`/reviews/${reviewId}/draft?/send`, fields);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/reviews/${reviewId}`]);
  });

  it('shows code that was added with the press of sending once more before it goes', async () => {
    const { reviewId } = await draftedBy(await ask({ 'path-0': 'a.ts', 'code-0': code }));
    const fields = { title: 'Retry', lookAt: said, leaveOut: '', link: '' };
    const more = { 'path-0': 'b.ts', 'code-0': code };
    const answer = await post(`/reviews/${reviewId}/draft?/send`, { ...fields, ...more });
    expect(answer.headers.get('location')).toBe(`/reviews/${reviewId}/draft?added=1`);
    const draft = await draftOf(server.db.read, { reviewId, viewerId: ana.id });
    expect(draft?.review.state).toBe('drafted');
    expect(draft?.files.map(({ path }) => path)).toEqual(['a.ts', 'b.ts']);
  });

  it('makes a further revision of one changed file, and says what changed in it', async () => {
    const { reviewId } = await draftedBy(await ask({ 'path-0': 'a.ts', 'code-0': code }));
    const fields = { title: 'Retry', lookAt: said, leaveOut: '', link: '' };
    await post(`/reviews/${reviewId}/draft?/send`, fields);
    const begun = await post(`/reviews/${reviewId}/revisions/new?/begin`, {
      'path-0': 'a.ts',
      'code-0': `// three times\n${code}`,
      note: 'It says how often.',
    });
    expect(begun.headers.get('location')).toBe(`/reviews/${reviewId}/draft`);
    const page = await fetch(`${server.url}/reviews/${reviewId}/draft`, { headers: { cookie } });
    const html = await page.text();
    expect(html).toContain('Since the last one: 1 added, 0 removed');
    expect(html).toContain('It says how often.');
    const sent = await post(`/reviews/${reviewId}/draft?/send`, { note: 'It says how often.' });
    expect(sent.headers.get('location')).toBe(`/reviews/${reviewId}`);
  });
});
