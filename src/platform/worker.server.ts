/** Runs what is due in this process, for as long as the server runs. */
import { second } from '#lib/duration.ts';
import type { Lane } from './job-claims.server.ts';
import { runDueJobs, type JobHandler } from './jobs.server.ts';
import type { Runtime } from './runtime.server.ts';

/** Letters wait for a mail server that may be slow or gone; everything else must not wait for them. */
const lanes: readonly Lane[] = [
  { kind: 'mail', isOnlyThis: true, atOnce: 3 },
  { kind: 'mail', isOnlyThis: false, atOnce: 1 },
];

/** How long a stop waits for what is under way; a job that takes longer is done again elsewhere. */
const farewell = 8 * second;

interface Worker {
  /** Looks for due jobs at once, for when the clock was moved. */
  wake(): void;
  stop(): Promise<void>;
}

/** Runs due jobs until stopped; looks once a second and after every commit. */
export function startWorker(runtime: Runtime, handlers: Record<string, JobHandler>): Worker {
  const running = lanes.map((lane) => runLane(runtime, { handlers, lane }));
  return {
    wake: () => {
      for (const lane of running) lane.wake();
    },
    stop: async () => {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, farewell);
      await Promise.race([Promise.all(running.map((each) => each.stop())), late.promise]);
      clearTimeout(timer);
    },
  };
}

function runLane(
  runtime: Runtime,
  { handlers, lane }: { handlers: Record<string, JobHandler>; lane: Lane },
): Worker {
  let isStopped = false;
  const bell = makeBell();
  runtime.db.onCommit(bell.ring);
  const loop = async () => {
    while (!isStopped) {
      bell.silence();
      const done = await runDueJobs(runtime, handlers, lane).catch((error: unknown) => {
        runtime.log.error({ err: error }, 'the worker could not reach the database');
        return 0;
      });
      if (done === 0 && !isStopped) await bell.ringsOrASecondPasses();
    }
  };
  const ended = loop();
  return {
    wake: bell.ring,
    stop: async () => {
      isStopped = true;
      bell.ring();
      await ended;
    },
  };
}

/** Rung after each commit; who listens too late still hears that it rang. */
function makeBell() {
  let hasRung = false;
  let wake = () => {};
  return {
    ring: () => {
      hasRung = true;
      wake();
    },
    silence: () => {
      hasRung = false;
    },
    ringsOrASecondPasses: () =>
      new Promise<void>((resolve) => {
        if (hasRung) return resolve();
        const timer = setTimeout(resolve, second);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
