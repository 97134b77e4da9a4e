/** Changes across the processes that share one PostgreSQL: each hears of the others' by LISTEN. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ChangesHeard } from '#platform/live.server.ts';

const channel = 'bothways_changes';
const shortestPause = 250;
const longestPause = 10_000;
const pulse = 20_000;

export interface Relay {
  /** Begins to hear of others' changes, if it hasn't begun. */
  listen(): void;
  /** Tells the other processes; they may miss it, and then learn it when a page is loaded. */
  tell(topics: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Passes changes on between processes. It speaks after the commit, through the pool: a NOTIFY inside a
 * transaction makes all commits of the database wait for each other.
 */
export function openRelay({
  url,
  pool,
  changes,
}: {
  url: string;
  pool: pg.Pool;
  changes: ChangesHeard;
}): Relay {
  const self = randomUUID();
  const ear = new Ear(url, {
    hear(payload) {
      const [from, topic] = payload.split(' ');
      if (from !== self && topic !== undefined) changes.hear([topic]);
    },
    startAnew: () => changes.startAnew(),
  });
  return {
    listen: () => ear.open(),
    tell(topics) {
      const payloads = topics.map((topic) => `${self} ${topic}`);
      pool
        .query(`select pg_notify($1, payload) from unnest($2::text[]) payload`, [channel, payloads])
        .catch(() => {});
    },
    close: () => ear.close(),
  };
}

interface Heard {
  hear: (payload: string) => void;
  startAnew: () => void;
}

/** One connection that only listens. It is made again when it breaks, and looked after when it is quiet. */
class Ear {
  readonly #url: string;
  readonly #heard: Heard;
  #client: pg.Client | undefined;
  #isOpen = false;
  #pause = shortestPause;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, heard: Heard) {
    this.#url = url;
    this.#heard = heard;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#attempt();
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    const last = this.#client;
    this.#client = undefined;
    await last?.end().catch(() => {});
  }

  #attempt(): void {
    if (!this.#isOpen) return;
    void this.#connect().catch(() => {
      if (this.#client !== undefined) this.#broken(this.#client);
    });
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
      keepAlive: true,
      application_name: 'bothways listening',
    });
    this.#client = client;
    client.on('error', () => this.#broken(client));
    client.on('end', () => this.#broken(client));
    client.on('notification', ({ payload }) => this.#heard.hear(payload ?? ''));
    await client.connect();
    await client.query(`listen ${channel}`);
    this.#pause = shortestPause;
    this.#heard.startAnew();
    this.#check(client);
  }

  #broken(which: pg.Client): void {
    if (which !== this.#client) return;
    this.#client = undefined;
    clearTimeout(this.#timer);
    which.end().catch(() => {});
    if (!this.#isOpen) return;
    this.#timer = setTimeout(() => this.#attempt(), this.#pause).unref();
    this.#pause = Math.min(longestPause, this.#pause * 2);
  }

  /** A connection can be gone without a word; a question without an answer shows it. */
  #check(which: pg.Client): void {
    this.#timer = setTimeout(() => {
      which.query('select 1').then(
        () => which === this.#client && this.#check(which),
        () => this.#broken(which),
      );
    }, pulse).unref();
  }
}
