import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { isAlreadyThere, openDatabase } from './database.server.ts';
import { migrate, NewerDatabaseError } from './migrate.server.ts';

const row = (once_key: string, outcome = '0') => ({ once_key, outcome, started_at: 0 });

eachEngine('the database', (freshDatabase) => {
  it('keeps all of a transaction or none of it', async () => {
    const db = await freshDatabase();
    const failing = db.transact(async (tx) => {
      await tx.insertInto('once_keys').values(row('half')).execute();
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    expect(await db.read.selectFrom('once_keys').selectAll().execute()).toEqual([]);
  });

  it('loses no increment when fifty people count at once', async () => {
    const db = await freshDatabase();
    await db.transact((tx) => tx.insertInto('once_keys').values(row('count')).execute());
    const increment = () =>
      db.transact(async (tx) => {
        const counted = await tx
          .selectFrom('once_keys')
          .select('outcome')
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('once_keys')
          .set({ outcome: String(Number(counted.outcome) + 1) })
          .execute();
      });
    await Promise.all(Array.from({ length: 50 }, increment));
    const { outcome } = await db.read
      .selectFrom('once_keys')
      .select('outcome')
      .executeTakeFirstOrThrow();
    expect(outcome).toBe('50');
  });

  it('tells a row that is there already from any other failure', async () => {
    const db = await freshDatabase();
    const insert = () =>
      db.transact((tx) => tx.insertInto('once_keys').values(row('one')).execute());
    await insert();
    const failure: unknown = await insert().catch((error: unknown) => error);
    expect(isAlreadyThere(failure)).toBe(true);
    expect(isAlreadyThere(new Error('disk full'))).toBe(false);
  });

  it('gives large whole numbers back as numbers', async () => {
    const db = await freshDatabase();
    await db.transact((tx) =>
      tx
        .insertInto('once_keys')
        .values({ once_key: 'late', outcome: '', started_at: 8_640_000_000_000_000 })
        .execute(),
    );
    const late = await db.read
      .selectFrom('once_keys')
      .select(({ fn }) => ['started_at', fn.countAll<number>().over().as('all')])
      .executeTakeFirstOrThrow();
    expect(late).toEqual({ started_at: 8_640_000_000_000_000, all: 1 });
  });

  it('migrates once, whoever asks again', async () => {
    const db = await freshDatabase();
    expect(await migrate(db, 1)).toEqual([]);
  });

  it('refuses a database written by a newer program and touches nothing', async () => {
    const db = await freshDatabase();
    await db.transact((tx) =>
      tx.insertInto('migrations').values({ name: '9999-later', ran_at: 1 }).execute(),
    );
    await expect(migrate(db, 2)).rejects.toThrow(NewerDatabaseError);
    await expect(migrate(db, 2)).rejects.toThrow('9999-later');
  });
});

describe('the embedded database', () => {
  it('syncs every commit, in a write-ahead log, and lets a second process share the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bothways-'));
    const file = join(folder, 'shared.db');
    const one = openDatabase({ url: null, file });
    const other = openDatabase({ url: null, file });
    await migrate(one, 0);
    await migrate(other, 0);
    await one.transact(async (tx) => {
      const sync = await sql<{ synchronous: number }>`pragma synchronous`.execute(tx);
      const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(tx);
      expect([sync.rows[0]?.synchronous, journal.rows[0]?.journal_mode]).toEqual([2, 'wal']);
    });
    await one.transact((tx) => tx.insertInto('once_keys').values(row('a')).execute());
    await other.transact((tx) => tx.insertInto('once_keys').values(row('b')).execute());
    expect(
      await one.read.selectFrom('once_keys').select('once_key').orderBy('once_key').execute(),
    ).toHaveLength(2);
    await one.close();
    await other.close();
    rmSync(folder, { recursive: true });
  });

  it('does not write through the reading side', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bothways-'));
    const db = openDatabase({ url: null, file: join(folder, 'r.db') });
    await migrate(db, 0);
    await expect(db.read.insertInto('once_keys').values(row('x')).execute()).rejects.toThrow(
      /readonly/,
    );
    await db.close();
    rmSync(folder, { recursive: true });
  });
});
