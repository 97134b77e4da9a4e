/** Reads the schema as the engine has it, so that a foreign key of a later migration is seen too. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import type { Database } from './database.server.ts';

interface ForeignKey {
  /** Such as `goals (pairing_id)`. */
  name: string;
  columns: string[];
  /** Those of its table. */
  indexes: Index[];
}

interface Index {
  columns: string[];
  /** What a partial index is limited to; '' for a whole one. */
  predicate: string;
}

eachEngine('the schema', (freshDatabase) => {
  it('has an index that begins with the columns of each foreign key', async () => {
    const keys = await foreignKeys(await freshDatabase());
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => !isServed(key)).map(({ name }) => name)).toEqual([]);
  });

  it('would name a foreign key without an index, and one whose partial index leaves out rows', async () => {
    const db = await freshDatabase();
    await db.transact(async (tx) => {
      await sql`create table planted (
        whole text references members (id),
        set_ones text references members (id),
        open_ones text references members (id),
        plain text references members (id),
        ended_at bigint
      )`.execute(tx);
      await sql`create index planted_whole on planted (whole, ended_at)`.execute(tx);
      await sql`create index planted_set on planted (set_ones) where set_ones is not null`.execute(
        tx,
      );
      await sql`create index planted_open on planted (open_ones) where ended_at is null`.execute(
        tx,
      );
      await sql`create index planted_plain on planted (ended_at, plain)`.execute(tx);
    });
    const planted = (await foreignKeys(db)).filter(({ name }) => name.startsWith('planted'));
    expect(planted).toHaveLength(4);
    expect(planted.filter((key) => !isServed(key)).map(({ name }) => name)).toEqual([
      'planted (open_ones)',
      'planted (plain)',
    ]);
  });
});

/** Both engines look a reference up by `column = value`, which implies that the column is not null. */
function isServed({ columns, indexes }: ForeignKey): boolean {
  const harmless = new Set(['', ...columns.map((column) => `${column} is not null`)]);
  return indexes.some(
    (index) =>
      harmless.has(index.predicate) &&
      columns.every((column, position) => index.columns[position] === column),
  );
}

async function foreignKeys(db: Database): Promise<ForeignKey[]> {
  const [keys, indexes] = await (db.engine === 'sqlite' ? onSqlite(db) : onPostgres(db));
  return keys
    .map(({ table, columns }) => ({
      name: `${table} (${columns})`,
      columns: columns.split(','),
      indexes: indexes
        .filter((index) => index.table === table)
        .map((index) => ({
          columns: index.columns.split(','),
          predicate: index.predicate.toLowerCase().replaceAll(/[()]/g, ''),
        })),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

interface KeyRow {
  table: string;
  columns: string;
}
type Schema = [keys: KeyRow[], indexes: (KeyRow & { predicate: string })[]];

async function onSqlite({ read }: Database): Promise<Schema> {
  const keys = await sql<KeyRow>`
    select m.name as "table", group_concat(k."from", ',' order by k.seq) as columns
    from sqlite_master m, pragma_foreign_key_list(m.name) k
    where m.type = 'table' group by m.name, k.id`.execute(read);
  const indexes = await sql<KeyRow & { predicate: string }>`
    select m.name as "table",
      (select group_concat(coalesce(c.name, ''), ',' order by c.seqno) from pragma_index_info(i.name) c) as columns,
      case when i.partial = 1 then
        (select substr(s.sql, instr(s.sql, ' where ') + 7) from sqlite_master s where s.name = i.name)
      else '' end as predicate
    from sqlite_master m, pragma_index_list(m.name) i
    where m.type = 'table'`.execute(read);
  return [keys.rows, indexes.rows];
}

async function onPostgres({ read }: Database): Promise<Schema> {
  const keys = await sql<KeyRow>`
    select k.conrelid::regclass::text as "table",
      (select string_agg(a.attname, ',' order by c.position)
        from unnest(k.conkey) with ordinality c (number, position)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.number) as columns
    from pg_constraint k where k.contype = 'f'`.execute(read);
  const indexes = await sql<KeyRow & { predicate: string }>`
    select i.indrelid::regclass::text as "table",
      (select string_agg(coalesce(a.attname, ''), ',' order by c.position)
        from unnest(i.indkey) with ordinality c (number, position)
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = c.number) as columns,
      coalesce(pg_get_expr(i.indpred, i.indrelid), '') as predicate
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = 'public'::regnamespace`.execute(read);
  return [keys.rows, indexes.rows];
}
