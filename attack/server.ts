/** A server on loopback, against a member who sends what takes long, and a stranger who asks for links. */
import { readFileSync } from 'node:fs';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { Dice } from '../src/demo/dice.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { hostileText, readers } from '#tests/hostile-inputs.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';

interface Attack {
  readonly server: RunningServer;
  readonly cookie: string;
  readonly pairingId: string;
}

/**
 * Attacks for some milliseconds and prints what came of it.
 *
 * @returns how many answers said that something broke, and how many people were kept out
 */
export async function attackServer(of: { seed: string; milliseconds: number }): Promise<number> {
  const env = { LOG_LEVEL: 'warn', TRUSTED_PROXIES: '127.0.0.1,::1' };
  const server = await startTestServer({ env });
  try {
    const attack = await prepare(server);
    const broken = (await sendLongCode(attack)) + (await sendTexts(attack, of));
    const kept = await askForLinks(attack);
    const health = await (await fetch(`${server.url}/health/ready`)).text();
    console.log(`server: ${/longest stall.*/.exec(health)?.[0] ?? health}`);
    for (const line of stallsIn(server.output())) console.log(`  ${line}`);
    console.log(`  memory ${memoryOf(server.processId)} MB`);
    return broken + kept;
  } finally {
    await server.stop();
  }
}

async function prepare(server: RunningServer): Promise<Attack> {
  const machinery = { db: server.db, clock: systemClock, random: systemRandom };
  await foundCommunity(machinery);
  const ana = await addMember(machinery, { name: 'Ana', email: 'ana@example.org' });
  const ben = await addMember(machinery, { name: 'Ben' });
  const cookie = await cookieFor(machinery, ben.id);
  const { pairingId } = await addPairing(machinery, { mentorId: ana.id, menteeId: ben.id });
  return { server, cookie, pairingId };
}

let sent = 0;

async function send(
  { server, cookie }: Attack,
  path: string,
  fields: Record<string, string>,
): Promise<Response> {
  sent += 1;
  const body = new FormData();
  for (const [name, value] of Object.entries({ once: `attack:${sent}`, ...fields }))
    body.append(name, value);
  const headers = { cookie, origin: server.url, accept: 'text/html' };
  return fetch(server.url + path, { method: 'POST', redirect: 'manual', headers, body });
}

async function open({ server, cookie }: Attack, path: string): Promise<number> {
  const answer = await fetch(server.url + path, { headers: { cookie, accept: 'text/html' } });
  await answer.text();
  return answer.status;
}

/** A patch of so many hunks of one line. */
function patchOf(name: string, hunks: number): string {
  const each = Array.from({ length: hunks }, (_, index) => {
    const line = index * 10 + 1;
    return `@@ -${line} +${line} @@\n-a${index}\n+b${index}\n`;
  });
  return `--- a/${name}\n+++ b/${name}\n${each.join('')}`;
}

const longCode: Readonly<Record<string, string>> = {
  '24,000 hunks': patchOf('x.ts', 12_000) + patchOf('y.ts', 12_000),
  '38,000 hunks': patchOf('x.ts', 19_000) + patchOf('y.ts', 19_000),
  '200 files': Array.from({ length: 200 }, (_, index) => patchOf(`f${index}.ts`, 100)).join(''),
  'one long file': `${'x'.repeat(40)}\n`.repeat(19_000),
  'one long line': 'x '.repeat(400_000),
};

/** The most code that is taken, through every page that shows it. */
async function sendLongCode(attack: Attack): Promise<number> {
  let broken = 0;
  for (const [name, code] of Object.entries(longCode)) {
    const begun = performance.now();
    const fields = { title: name, lookAt: 'What is wrong here?', 'code-0': code };
    const asked = await send(attack, `/pairings/${attack.pairingId}/reviews/new?/draft`, fields);
    const draft = (asked.headers.get('location') ?? '').split('?')[0] ?? '';
    const review = draft.replace(/\/draft$/, '');
    const statuses = [asked.status];
    if (draft !== '') {
      statuses.push(await open(attack, draft));
      statuses.push((await send(attack, `${draft}?/send`, { title: name })).status);
      for (const page of ['', '?view=split', '/review.patch'])
        statuses.push(await open(attack, `${review}${page}`));
    }
    broken += statuses.filter((status) => status >= 500).length;
    const took = Math.round(performance.now() - begun);
    console.log(`  ${name}: ${took} ms for ${statuses.length} answers, ${statuses.join(' ')}`);
  }
  return broken;
}

/** Hostile texts in forms that anybody or any member may send. */
async function sendTexts(
  attack: Attack,
  { seed, milliseconds }: { seed: string; milliseconds: number },
): Promise<number> {
  const ends = performance.now() + milliseconds;
  const names = Object.keys(readers);
  let broken = 0;
  let index = 0;
  for (; performance.now() < ends; index++) {
    const reader = readers[names[index % names.length] ?? ''];
    if (reader === undefined) continue;
    const text = hostileText(new Dice(`${seed} http ${index}`), reader).slice(0, 60_000);
    const { pairingId } = attack;
    const path = [
      `/pairings/${pairingId}/reviews/new?/draft`,
      `/pairings/${pairingId}/messages?/write`,
      '/profile',
      '/questions/new',
      '/settings/calendar?/addCalendar',
      '/drafts',
      '/sign-in',
    ][index % 7];
    const fields = {
      title: text.slice(0, 100),
      lookAt: text,
      'code-0': text,
      body: text,
      words: text,
    };
    const answer = await send(attack, path ?? '/', {
      ...fields,
      name: text,
      address: text,
      email: text,
    });
    await answer.text();
    const isBroken =
      answer.status >= 500 ||
      (await open(attack, `/mentors?${encodeURI(text.slice(0, 2_000).toWellFormed())}`)) >= 500;
    if (isBroken) console.log(`  broke: http ${index} at ${path}: ${answer.status}`);
    broken += isBroken ? 1 : 0;
  }
  console.log(`server: ${2 * index} hostile requests, ${broken} broke something`);
  return broken;
}

/** One network asks for links until it gets none; Ana, elsewhere, is to get hers. */
async function askForLinks({ server }: Attack): Promise<number> {
  const ask = (email: string, network: string) =>
    fetch(`${server.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: server.url,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': network,
      },
      body: new URLSearchParams({ once: `ask:${email}`, email }),
    });
  for (let index = 0; index < 700; index++)
    await (await ask(`p${index}@example.org`, '203.0.113.9')).text();
  await (await ask('ana@example.org', '198.51.100.7')).text();
  const counted = await server.db.read
    .selectFrom('rate_counts')
    .select(['bucket', 'count'])
    .where('bucket', 'like', 'link:%')
    .execute();
  const all = counted.find(({ bucket }) => bucket === 'link:all')?.count ?? 0;
  const letter = await server.db.read
    .selectFrom('mails')
    .select('id')
    .where('to_address', '=', 'ana@example.org')
    .where('mail_key', 'like', 'link:%')
    .executeTakeFirst();
  const isIn = letter !== undefined;
  console.log(
    `sign-in: one network asked 700 times and used up ${all - 1} of 600 that everybody has; ` +
      `somebody elsewhere ${isIn ? 'got her letter' : 'got no letter'}`,
  );
  return isIn ? 0 : 1;
}

function stallsIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.includes('the event loop stood still'));
  return lines.map((line) => {
    const { ms, during } = JSON.parse(line) as { ms: number; during: string[] };
    return `stood still for ${ms} ms during ${during.join(', ')}`;
  });
}

const memoryOf = (processId: number): string => {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return String(Math.round(Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1_000));
};
