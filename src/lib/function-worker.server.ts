/** The thread that off-thread.server.ts starts: it calls one function of one module with what it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionName } from './off-thread.server.ts';

const { module, name } = workerData as FunctionName;
const loaded = import(module) as Promise<Record<string, (...values: unknown[]) => unknown>>;

parentPort?.on('message', (values: unknown[]) => {
  // What throws ends the thread, and the answer is "late": the next call gets a new one.
  void loaded.then(async (all) => parentPort?.postMessage(await all[name]?.(...values)));
});
