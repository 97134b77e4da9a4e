/** Work that may take too long, in one thread of its own: one piece after the other, each with a deadline. */
import { Worker } from 'node:worker_threads';

interface Piece {
  readonly message: unknown;
  readonly answer: (value: unknown) => void;
}

export interface WorkerLimits {
  /** Milliseconds a piece may run before its thread is given up and a new one takes the next. */
  readonly deadline: number;
  /** Milliseconds anybody waits for theirs, queue included. */
  readonly patience: number;
  /** How many pieces wait at a time; more are not begun. */
  readonly queue: number;
}

/**
 * A thread that answers each message with one message. It starts with the first piece, never keeps the
 * program alive while idle, and is replaced when it fails, runs out of memory or is late.
 */
export class OneWorker {
  readonly #file: () => string;
  readonly #data: unknown;
  readonly #limits: WorkerLimits;
  readonly #waiting: Piece[] = [];
  #running: Piece | null = null;
  #worker: Worker | null = null;
  #deadline: NodeJS.Timeout | undefined;

  /**
   * @param file where the thread's program is, asked for when it starts
   * @param data what the program finds as its `workerData`
   */
  constructor(file: () => string, limits: WorkerLimits, data: unknown = null) {
    this.#file = file;
    this.#limits = limits;
    this.#data = data;
  }

  /** The thread's answer: 'late' when it ran over its deadline or failed, 'busy' when nobody came to it. */
  ask(message: unknown): Promise<{ value: unknown } | 'late' | 'busy'> {
    if (this.#waiting.length >= this.#limits.queue) return Promise.resolve('busy');
    return new Promise((resolve) => {
      const piece: Piece = {
        message,
        answer: (value) => {
          clearTimeout(patience);
          resolve(value === failed ? 'late' : { value });
        },
      };
      const patience = setTimeout(() => {
        this.#leave(piece);
        resolve('busy');
      }, this.#limits.patience);
      this.#waiting.push(piece);
      this.#next();
    });
  }

  /** Nobody waits for it any more: what has not begun never does. */
  #leave(piece: Piece): void {
    const at = this.#waiting.indexOf(piece);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  #next(): void {
    if (this.#running !== null) return;
    const piece = this.#waiting.shift();
    if (piece === undefined) return;
    this.#running = piece;
    this.#deadline = setTimeout(() => this.#replace(), this.#limits.deadline);
    try {
      this.#worker ??= this.#begin();
      this.#worker.ref();
      this.#worker.postMessage(piece.message);
    } catch {
      this.#replace();
    }
  }

  #begin(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: 256 };
    const worker = new Worker(this.#file(), { resourceLimits, workerData: this.#data });
    worker.on('message', (value) => {
      if (this.#worker === worker) this.#finish(value);
    });
    const gone = () => {
      if (this.#worker === worker) this.#replace();
    };
    worker.on('error', gone);
    worker.on('exit', gone);
    return worker;
  }

  #replace(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
    this.#finish(failed);
  }

  #finish(value: unknown): void {
    clearTimeout(this.#deadline);
    const piece = this.#running;
    this.#running = null;
    this.#worker?.unref();
    piece?.answer(value);
    this.#next();
  }
}

const failed = Symbol('failed');
