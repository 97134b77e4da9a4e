/** What one page costs: processor time a request, database included, on both engines. */
import { startTestServer, type RunningServer } from '#tests/server.ts';
import { startPostgres } from '#tests/postgres.ts';
import { backendsOf, startHandler } from './handler.ts';
import { compare, fetchOnce, type Cost } from './measure.ts';

interface Measuring {
  title: string;
  /** The most times the handler's processor time the page may take; null where none was set. */
  goal: number | null;
  /** Fills the server; gives the page's path and the cookie of whoever reads it. */
  arrange: (server: RunningServer) => Promise<{ path: string; cookie: string }>;
}

/** Measures a page against a hand-written handler that makes the same bytes; a line for each engine. */
export async function measurePage(measuring: Measuring): Promise<void> {
  console.log(`\n${measuring.title}: processor time a request (median of five rounds)\n`);
  await measureOn(measuring, 'SQLite', undefined);
  const postgres = await startPostgres();
  if (postgres === undefined) console.log('No PostgreSQL here: its half is left out.');
  else await measureOn(measuring, 'PostgreSQL', postgres.url);
  await postgres?.stop();
}

async function measureOn(
  { goal, arrange }: Measuring,
  engine: string,
  postgresUrl: string | undefined,
): Promise<void> {
  const server = await startTestServer({
    postgresUrl,
    env: { NODE_ENV: 'production', LOG_LEVEL: 'info', READING_LIMIT: '1000000000' },
  });
  const { path, cookie } = await arrange(server);
  await untilItKnows(server, { cookie, path });
  const processes = () => [server.processId, ...backendsOf(server)];
  const subject = { name: engine, url: server.url, headers: { cookie }, processes };
  const page = await fetchOnce(subject, path);
  const yardstick = await startHandler(page);
  const [cost, handler] = await compare([
    { subject, paths: [path] },
    { subject: yardstick.subject, paths: ['/'] },
  ]);
  yardstick.stop();
  await server.stop();
  if (cost === undefined || handler === undefined) throw new Error('nothing was measured');
  report({ engine, cost, handler, bytes: page.length, goal });
}

/** Another process founded the community; the server notices within seconds. */
async function untilItKnows(
  server: RunningServer,
  { cookie, path }: { cookie: string; path: string },
): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const answer = await fetch(server.url + path, { headers: { cookie }, redirect: 'manual' });
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the page was not served within ten seconds');
}

interface Report {
  engine: string;
  cost: Cost;
  handler: Cost;
  bytes: number;
  goal: number | null;
}

function report({ engine, cost, handler, bytes, goal }: Report): void {
  const say = ({ median, low, high }: Cost) =>
    `${Math.round(median)} µs (${Math.round(low)}–${Math.round(high)})`;
  const times = (cost.median / handler.median).toFixed(1);
  const aim = goal === null ? '' : ` (goal: at most ${goal})`;
  console.log(
    `${engine}: page ${say(cost)}, handler ${say(handler)}, ${bytes} bytes: ${times} times${aim}`,
  );
}
