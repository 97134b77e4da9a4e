/** What serves: opened when the server starts, closed when it stops. */
import { rememberCommunity } from '#domain/community/community.queries.server.ts';
import type { Community } from '#domain/community/community.ts';
import type { Projections } from '#platform/act.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import { openRuntime, type Runtime } from '#platform/runtime.server.ts';
import { StallWatch } from '#platform/stalls.server.ts';
import { startWorker } from '#platform/worker.server.ts';
import { makeStreams, type Streams } from './streams.server.ts';

interface Service {
  runtime: Runtime;
  community: () => Promise<Community | undefined>;
  streams: Streams;
  stalls: StallWatch;
}

let service: Service | undefined;

/** What was opened. Asking before it is open is a bug. */
export function currentServer(): Service {
  if (service === undefined) throw new Error('The service is not open yet.');
  return service;
}

/**
 * Opens the service and starts its worker; closes both when the process is asked to stop.
 *
 * @param begin runs once the database is there, before the first request
 */
export async function startServer(
  wire: (runtime: Runtime) => Record<string, JobHandler>,
  begin: (runtime: Runtime) => Promise<void>,
  projections: Projections,
): Promise<void> {
  let opened = await open(wire, begin, projections);
  process.once('bothways:refuse', () => opened.streams.close());
  process.once('bothways:stop', (done: () => void) => void opened.close().finally(done));
  // Browser tests share a server: each begins with another database, and moves the clock.
  if (opened.isTest) {
    process.on('bothways:wake', () => opened.wake());
    process.on('bothways:reopen', (exchange: () => void, done: () => void) => {
      void (async () => {
        opened.streams.close();
        await opened.close();
        exchange();
        opened = await open(wire, begin, projections);
        done();
      })();
    });
  }
}

async function open(
  wire: (runtime: Runtime) => Record<string, JobHandler>,
  begin: (runtime: Runtime) => Promise<void>,
  projections: Projections,
) {
  const runtime = { ...(await openRuntime(process.env)), projections };
  const streams = makeStreams(runtime);
  const stalls = new StallWatch(runtime);
  service = { runtime, community: rememberCommunity(runtime.db), streams, stalls };
  await begin(runtime);
  stalls.start();
  const worker = startWorker(runtime, watched(wire(runtime), stalls));
  return {
    streams,
    isTest: runtime.config.startAt !== null,
    wake: () => worker.wake(),
    close: () => {
      stalls.stop();
      return worker.stop().then(() => runtime.db.close());
    },
  };
}

/** The same handlers, each named while it runs. */
const watched = (
  handlers: Record<string, JobHandler>,
  stalls: StallWatch,
): Record<string, JobHandler> =>
  Object.fromEntries(
    Object.entries(handlers).map(([kind, handle]) => [
      kind,
      async (...values: Parameters<JobHandler>) => {
        const end = stalls.begin(`job ${kind}`);
        try {
          await handle(...values);
        } finally {
          end();
        }
      },
    ]),
  );
