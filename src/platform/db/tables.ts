import type { Generated } from 'kysely';

/**
 * Every table as the program sees it. The platform declares its own here; each module adds those it owns
 * in its `tables.ts`, by a module augmentation, because the platform may not import from the domain.
 * Times are epoch milliseconds UTC, flags are 0 or 1, lists and records are JSON text. `Generated` marks
 * columns the database fills when an insert leaves them out.
 */
export interface Tables {
  jobs: JobsTable;
  mails: MailsTable;
  once_keys: OnceKeysTable;
  rate_counts: RateCountsTable;
  kept_forms: SavedFormsTable;
  migrations: MigrationsTable;
}

export interface JobsTable {
  id: string;
  kind: string;
  /** One waiting job for a kind and key, whoever asks and how often. */
  job_key: string;
  payload: string;
  due_at: number;
  attempts: Generated<number>;
  locked_until: Generated<number>;
  done_at: number | null;
  given_up_at: number | null;
  last_error: string | null;
  created_at: number;
}

export interface MailsTable {
  id: string;
  mail_key: string;
  category: string;
  to_address: string;
  to_name: string;
  subject: string;
  /** Text and HTML, sealed with the instance's secret: it may hold a sign-in link. '' once sent. */
  sealed_body: string;
  /** JSON record of further headers. */
  headers: Generated<string>;
  created_at: number;
  sent_at: number | null;
  given_up_at: number | null;
  /** When sending it first failed for now; from then on it is tried for two days. */
  held_up_at: number | null;
}

export interface OnceKeysTable {
  once_key: string;
  started_at: number;
  outcome: string | null;
}

export interface RateCountsTable {
  bucket: string;
  window_ends: number;
  count: number;
}

export interface SavedFormsTable {
  token_hash: string;
  browser_hash: string;
  path: string;
  sealed_fields: string;
  kept_at: number;
  expires_at: number;
}

export interface MigrationsTable {
  name: string;
  ran_at: number;
}
