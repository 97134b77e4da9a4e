/** Tasks that run again and again, such as once an hour, in whichever process is free. */
import { inAct } from './act.server.ts';
import type { JobHandler } from './jobs.server.ts';
import type { Runtime } from './runtime.server.ts';

export interface RepeatedTask {
  readonly kind: string;
  readonly handle: JobHandler;
  /** Asks for a run at `dueAt` (epoch milliseconds); the server does once when it starts. */
  schedule(runtime: Pick<Runtime, 'db' | 'clock' | 'random'>, dueAt: number): Promise<void>;
}

/**
 * Declares a task that runs once in every span of time. Each run asks for the next under the key of
 * that span, so however many processes and restarts there are, one run a span is left.
 *
 * @param every milliseconds
 */
export function repeat(
  kind: string,
  { every, work }: { every: number; work: (runtime: Runtime) => Promise<unknown> },
): RepeatedTask {
  const schedule: RepeatedTask['schedule'] = (runtime, dueAt) => {
    const key = `${kind}:${Math.floor(dueAt / every)}`;
    return inAct(runtime, (act) => act.enqueue({ kind, key, payload: {}, dueAt }));
  };
  return {
    kind,
    schedule,
    handle: async (_job, runtime) => {
      await work(runtime);
      await schedule(runtime, (Math.floor(runtime.clock.now() / every) + 1) * every);
    },
  };
}
