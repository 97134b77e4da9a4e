/**
 * Measuring: processor time a request costs a server and its database, which a shared machine
 * disturbs less than requests per second. Linux only: it reads the scheduler's own count.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** A server under measurement. */
export interface Subject {
  name: string;
  url: string;
  headers: Record<string, string>;
  /** Every process whose time counts, now: the server's, and the database's where it has its own. */
  processes: () => number[];
}

export interface Cost {
  name: string;
  /** Microseconds of processor time a request: median of the rounds, lowest, highest. */
  median: number;
  low: number;
  high: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** One GET; gives the body's bytes. Anything but 2xx ends the measurement. */
export function fetchOnce(subject: Subject, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const call = request(`${subject.url}${path}`, { agent, headers: subject.headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const status = answer.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve(Buffer.concat(parts));
        else reject(new Error(`${subject.name} answered ${status} to ${path}`));
      });
    });
    call.on('error', reject);
    call.end();
  });
}

/** Nanoseconds the process and all its threads have run. */
function timeOf(process: number): number {
  try {
    return readdirSync(`/proc/${process}/task`)
      .map((thread) =>
        Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
      )
      .reduce((sum, time) => sum + time, 0);
  } catch {
    return 0;
  }
}

const timeOfAll = (subject: Subject) =>
  subject.processes().reduce((sum, process) => sum + timeOf(process), 0);

async function round(
  subject: Subject,
  { paths, requests }: { paths: string[]; requests: number },
): Promise<number> {
  const before = timeOfAll(subject);
  for (let i = 0; i < requests; i++) await fetchOnce(subject, paths[i % paths.length] ?? '/');
  return (timeOfAll(subject) - before) / requests / 1000;
}

/**
 * Measures several servers in turn, round after round, so that the machine's mood falls on all
 * alike. Warms each up first.
 */
export async function compare(
  subjects: { subject: Subject; paths: string[] }[],
  {
    rounds = 5,
    requests = 200,
    warmUp = 300,
  }: { rounds?: number; requests?: number; warmUp?: number } = {},
): Promise<Cost[]> {
  for (const { subject, paths } of subjects) await round(subject, { paths, requests: warmUp });
  const costs = subjects.map((): number[] => []);
  for (let turn = 0; turn < rounds; turn++) {
    for (const [index, { subject, paths }] of subjects.entries()) {
      costs[index]?.push(await round(subject, { paths, requests }));
    }
  }
  return subjects.map(({ subject }, index) => summarise(subject.name, costs[index] ?? []));
}

function summarise(name: string, values: number[]): Cost {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    name,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    low: sorted[0] ?? Number.NaN,
    high: sorted.at(-1) ?? Number.NaN,
  };
}

/** Asks at a fixed rate and gives the median and the 99th percentile of the waits, in milliseconds. */
export async function waitsAtRate(
  subject: Subject,
  { paths, perSecond, seconds }: { paths: string[]; perSecond: number; seconds: number },
): Promise<{ p50: number; p99: number }> {
  const waits: number[] = [];
  const started = performance.now();
  const calls: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = started + (i * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    // From when it was due, not from when it was sent: a stalled server must not hide its stall.
    calls.push(
      fetchOnce(subject, paths[i % paths.length] ?? '/').then(
        () => void waits.push(performance.now() - due),
      ),
    );
  }
  await Promise.all(calls);
  waits.sort((a, b) => a - b);
  return {
    p50: waits[Math.floor(waits.length * 0.5)] ?? 0,
    p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
  };
}

/** The process and everything it started. */
export function withChildren(process: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => parentOf(id) === process);
  return [process, ...children.flatMap(withChildren)];
}

function parentOf(process: number): number {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return -1;
  }
}
