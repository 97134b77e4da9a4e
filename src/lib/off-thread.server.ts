/**
 * Functions whose work a stranger's input decides: each in a thread of its own, with a deadline and a
 * limit of memory, so that the process answers all the while.
 */
import { createRequire } from 'node:module';
import { OneWorker, type WorkerLimits } from './one-worker.server.ts';

/** An exported function of a module, which is named as imports name it: '#lib/unzip.ts'. */
export interface FunctionName {
  readonly module: string;
  readonly name: string;
}

/**
 * What a function gives, or why it gave nothing: 'late' when it ran over its deadline, out of memory
 * or threw; 'busy' when its turn never came.
 */
export type OffThread<Input extends unknown[], Result> = (
  ...values: Input
) => Promise<{ value: Result } | 'late' | 'busy'>;

/** A function in a thread gave nothing in time, and there is nothing else to show: an answer 503. */
export class LateError extends Error {
  override name = 'LateError';
}

/**
 * What a function gave.
 *
 * @throws {LateError} where it was late, or busy with others
 */
export function inTime<Result>(answer: { value: Result } | 'late' | 'busy'): Result {
  if (typeof answer === 'string') throw new LateError(`The thread was ${answer}`);
  return answer.value;
}

/**
 * A pure function as one that runs in a thread of its own, one call after the other. What goes in and
 * comes out is copied (structured clone), so it is data alone.
 *
 * @param limits milliseconds and the length of the queue
 */
export function offThread<Input extends unknown[], Result>(
  of: FunctionName,
  limits: WorkerLimits,
): OffThread<Input, Result> {
  // The thread is source, like the program that starts the server: from a bundle it is found by its name.
  const program = () => createRequire(import.meta.url).resolve('#lib/function-worker.server.ts');
  const thread = new OneWorker(program, limits, of);
  return (...values) => thread.ask(values) as Promise<{ value: Result } | 'late' | 'busy'>;
}
