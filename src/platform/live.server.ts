/**
 * Telling open pages that something changed. A transaction names topics; after its commit whoever
 * listens to one of them is told, in this process and, on PostgreSQL, in every other one. What is told
 * is that something changed and never what: the page asks again, and is shown what its reader may see.
 *
 * Nothing depends on it: a page that hears nothing is right again when it is loaded.
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';

const named = new WeakMap<object, Set<string>>();

/** Names a topic, such as `pairing:` and an id, whose listeners are told once `tx` is committed. */
export function publish(tx: Transaction<Tables>, topic: string): void {
  named.set(tx, (named.get(tx) ?? new Set()).add(topic));
}

/** The topics a transaction has named so far. */
export const topicsOf = (tx: Transaction<Tables>): string[] => [...(named.get(tx) ?? [])];

export interface Changes {
  /** How far this process has listened. A page that was made now asks with it what it has missed. */
  mark(): string;
  /**
   * Calls `listener` at every change of the topic, and at once when there may have been one since
   * `since` was the mark. Gives what stops it.
   */
  listen(asked: { topic: string; since: string }, listener: () => void): () => void;
}

/** {@link Changes} with the end at which they come in. */
export interface ChangesHeard extends Changes {
  /** These topics have changed. */
  hear(topics: readonly string[]): void;
  /** Something may have been missed: every listener is told, and no earlier mark counts. */
  startAnew(): void;
}

/** So many topics are remembered with their latest change; for older marks a change is assumed. */
const mostRemembered = 10_000;

/** Milliseconds that never run backwards, whatever happens to the system's clock. */
const steadyTime = () => Math.floor(performance.timeOrigin + performance.now());

/** A mark is a time rather than a count, for a page must not tell how much goes on elsewhere. */
export function makeChanges(time: () => number = steadyTime): ChangesHeard {
  const listeners = new Map<string, Set<() => void>>();
  const latest = new Map<string, number>();
  let hearing = randomUUID();
  let forgotten = 0;
  const remember = (topic: string) => {
    latest.delete(topic);
    latest.set(topic, time());
    if (latest.size <= mostRemembered) return;
    const [oldest, at] = latest.entries().next().value ?? ['', 0];
    latest.delete(oldest);
    forgotten = at;
  };
  const maybeMissed = ({ topic, since }: { topic: string; since: string }) => {
    const [heardBy, at] = since.split('.');
    const seen = Number(at);
    return heardBy !== hearing || !(seen > forgotten) || (latest.get(topic) ?? 0) >= seen;
  };
  return {
    mark: () => `${hearing}.${time()}`,
    listen(asked, listener) {
      const here = listeners.get(asked.topic) ?? new Set();
      listeners.set(asked.topic, here.add(listener));
      if (maybeMissed(asked)) listener();
      return () => {
        here.delete(listener);
        if (here.size === 0 && listeners.get(asked.topic) === here) listeners.delete(asked.topic);
      };
    },
    hear(topics) {
      for (const topic of topics) {
        remember(topic);
        for (const listener of listeners.get(topic) ?? []) listener();
      }
    },
    startAnew() {
      hearing = randomUUID();
      latest.clear();
      forgotten = 0;
      for (const here of listeners.values()) for (const listener of here) listener();
    },
  };
}
