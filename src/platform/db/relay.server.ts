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
  const ear = openEar(url, {
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
function openEar(url: string, { hear, startAnew }: Heard) {
  let client: pg.Client | undefined;
  let isOpen = false;
  let pause = shortestPause;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = async () => {
    const mine = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
      keepAlive: true,
      application_name: 'bothways listening',
    });
    client = mine;
    mine.on('error', () => broken(mine));
    mine.on('end', () => broken(mine));
    mine.on('notification', ({ payload }) => hear(payload ?? ''));
    await mine.connect();
    await mine.query(`listen ${channel}`);
    pause = shortestPause;
    startAnew();
    check(mine);
  };
  const attempt = () => {
    if (!isOpen) return;
    void connect().catch(() => {
      if (client !== undefined) broken(client);
    });
  };
  const broken = (which: pg.Client) => {
    if (which !== client) return;
    client = undefined;
    clearTimeout(timer);
    which.end().catch(() => {});
    if (!isOpen) return;
    timer = setTimeout(attempt, pause).unref();
    pause = Math.min(longestPause, pause * 2);
  };
  // A connection can be gone without a word; a question without an answer shows it.
  const check = (which: pg.Client) => {
    timer = setTimeout(() => {
      which.query('select 1').then(
        () => which === client && check(which),
        () => broken(which),
      );
    }, pulse).unref();
  };
  return {
    open() {
      if (isOpen) return;
      isOpen = true;
      attempt();
    },
    async close() {
      isOpen = false;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      await last?.end().catch(() => {});
    },
  };
}
