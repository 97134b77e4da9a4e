/** What a page is measured against, and whose processor time counts. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '#tests/server.ts';
import { withChildren, type Subject } from './measure.ts';

/** On PostgreSQL each connection is a process of its own, and their time counts. */
export function backendsOf(server: RunningServer): number[] {
  if (server.db.engine === 'sqlite') return [];
  const listed = spawnSync('pgrep', ['-o', '-f', 'postgres -D'], { encoding: 'utf8' });
  const postmaster = Number(listed.stdout.trim());
  return Number.isInteger(postmaster) && postmaster > 0 ? withChildren(postmaster) : [];
}

/** Starts the hand-written handler (baseline.ts) that makes the bytes of this page. */
export async function startHandler(page: Buffer): Promise<{ subject: Subject; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-page-'));
  const file = join(folder, 'page.html');
  writeFileSync(file, page);
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'baseline.ts'), file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  const { port, isSame }: { port: number; isSame: boolean } = JSON.parse(said);
  if (!isSame) throw new Error('the handler does not make the same bytes');
  return {
    subject: {
      name: 'handler',
      url: `http://127.0.0.1:${port}`,
      headers: {},
      processes: () => [child.pid ?? 0],
    },
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
