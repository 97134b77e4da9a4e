/** What an act offers, apart from how it does it, so that the runtime can hold projections. */
import type { EventKind } from '#lib/event.ts';
import type { Random } from '#lib/random.ts';
import type { Reader, Tx } from './db/database.server.ts';

export interface Act {
  readonly tx: Tx;
  /** The moment of the whole act, epoch milliseconds. */
  readonly now: number;
  readonly random: Random;
  /** A fresh identifier (UUID version 7). */
  readonly id: () => string;
  /**
   * Saves an event with the change it tells of; its reactions run after the commit, and the open
   * pages it refreshes are loaded anew. With `when` it is delivered later, once for the `key`, and
   * refreshes nothing now.
   */
  readonly announce: <Facts extends object>(
    kind: EventKind<Facts>,
    facts: Facts,
    when?: { at: number; key: string },
  ) => Promise<void>;
  /** Names a live topic, such as `pairing:` and an id, whose open pages are loaded anew after the commit. */
  readonly refresh: (topic: string) => void;
  /** Names something whose projections (see {@link Projections}) must be true when the act commits. */
  readonly touched: (kind: string, id: string) => void;
  /** Sets the clock of `thing` to when it is next due, or stops it where it never is. */
  readonly schedule: <Thing>(clock: ThingClock<Thing>, thing: Thing) => Promise<void>;
  /** Stops the clock of the thing with this id, if it runs. */
  readonly cancel: (clock: Pick<ThingClock<never>, 'kind'>, id: string) => Promise<void>;
  /** Saves a job; while one of its kind and key waits, nothing changes. */
  readonly enqueue: (job: LaterJob) => Promise<void>;
}

/** A job an act saves: of one kind and key, one waits at most. */
export interface LaterJob {
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

/**
 * The one clock that something has: a job that waits until it is next due. Declared beside the
 * functions that save the thing; what happens when it is due is declared with `runClock`
 * (thing-clock.server.ts).
 */
export interface ThingClock<Thing> {
  /** The kind of the job; saved with it, so it stays when code is renamed. */
  readonly kind: string;
  idOf(thing: Thing): string;
  /** When something is next due, epoch milliseconds; null for never. */
  dueAt(thing: Thing, at: { tx: Reader; now: number }): number | null | Promise<number | null>;
}

/**
 * What must be true of a kind of thing whenever an act that touched it commits, such as a member's
 * row on the list. Each is called once an act for each id that was touched.
 */
export type Projections = Readonly<Record<string, (act: Act, id: string) => Promise<void>>>;
