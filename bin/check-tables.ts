/**
 * A table is written by the module that declares it (in its tables.ts, or the platform's), and read by
 * that module and the read models. What breaks this is listed in table-exceptions.ts, a list that only
 * shrinks. It reads the text of the sources: table names in Kysely's calls and in sql`…` templates.
 * Prints what is wrong; exits 1 when something is.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tableExceptions, type TableExceptions } from './table-exceptions.ts';

/** Modules that exist to put together what others own. */
const readModels = ['src/domain/directory/', 'src/domain/insights/', 'src/domain/notifications/'];

const platform = 'src/platform/';

export interface TableUse {
  /** From the root, with slashes. */
  readonly file: string;
  readonly table: string;
  readonly how: 'reads' | 'writes';
}

/** What is wrong below `root`, a sentence each: uses that are not allowed, and exceptions nobody needs. */
export function misusedTables(root: string, exceptions: TableExceptions): string[] {
  const found = foreignUses(root);
  const listed = Object.entries(exceptions).flatMap(([file, { reads = '', writes = '' }]) => [
    ...usesOf(file, { how: 'reads', tables: reads }),
    ...usesOf(file, { how: 'writes', tables: writes }),
  ]);
  return [
    ...without(found, listed).map((use) => `${sentence(use)}, which another module owns`),
    ...without(listed, found).map(
      (use) => `${sentence(use)} no more: strike it off the exceptions`,
    ),
  ];
}

const sentence = ({ file, table, how }: TableUse) => `${file} ${how} ${table}`;

function usesOf(
  file: string,
  { how, tables }: { how: TableUse['how']; tables: string },
): TableUse[] {
  return tables.split(' ').flatMap((table) => (table === '' ? [] : [{ file, table, how }]));
}

function without(uses: readonly TableUse[], others: readonly TableUse[]): TableUse[] {
  const known = new Set(others.map(sentence));
  return uses.filter((use) => !known.has(sentence(use)));
}

/** Uses of tables by files that neither belong to the owner nor, for reading, to a read model. */
export function foreignUses(root: string): TableUse[] {
  const sources = readSources(root);
  const owners = ownersIn(sources);
  const folders = [...new Set(owners.values())].toSorted((a, b) => b.length - a.length);
  return [...sources]
    .flatMap(([file, text]) => usesIn({ file, text, tables: owners }))
    .filter(({ file, table, how }) => {
      const mine = folders.find((folder) => file.startsWith(folder));
      if (mine === owners.get(table)) return false;
      return how === 'writes' || !readModels.some((folder) => file.startsWith(folder));
    });
}

/** The text of each source that is no test, by its path. */
function readSources(root: string): Map<string, string> {
  const files = readdirSync(join(root, 'src'), { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return new Map(
    files.map((file) => [relative(root, file).replaceAll(sep, '/'), readFileSync(file, 'utf8')]),
  );
}

/** The folder that owns each table. */
function ownersIn(sources: ReadonlyMap<string, string>): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [file, text] of sources) {
    if (!file.endsWith('/tables.ts')) continue;
    const folder = file.startsWith(platform) ? platform : `${dirname(file)}/`;
    const [, body = ''] = /interface Tables \{([^}]*)\}/.exec(text) ?? [];
    for (const [, table = ''] of body.matchAll(/^\s*(\w+):/gm)) owners.set(table, folder);
  }
  return owners;
}

const writing = new Set(['insertInto', 'updateTable', 'deleteFrom']);
const calls =
  /\b(insertInto|updateTable|deleteFrom|selectFrom|innerJoin|leftJoin)\(\s*(\[[^\]]*\]|'[^']*'|[\w`])/g;
const inTemplates = /\b(insert into|update|delete from|from|join) (\w+)/g;

function usesIn({
  file,
  text,
  tables,
}: {
  file: string;
  text: string;
  tables: ReadonlyMap<string, string>;
}): TableUse[] {
  const uses = new Map<string, TableUse>();
  const add = (table: string, how: TableUse['how']) => {
    if (!tables.has(table)) return;
    const use: TableUse = { file, table, how };
    uses.set(sentence(use), use);
  };
  for (const [, verb = '', argument = ''] of text.matchAll(calls))
    for (const table of namesIn(argument, text)) add(table, writing.has(verb) ? 'writes' : 'reads');
  for (const [, template = ''] of text.matchAll(/\bsql[^`]{0,100}`([^`]*)`/g))
    for (const [, verb = '', table = ''] of template.toLowerCase().matchAll(inTemplates))
      add(table, verb === 'from' || verb === 'join' ? 'reads' : 'writes');
  return [...uses.values()];
}

/** The names a call may mean: those it spells out, or, where it is given a variable, all that its file spells out. */
function namesIn(argument: string, text: string): string[] {
  const spelled = /^['[]/.test(argument) ? argument : text;
  return Array.from(spelled.matchAll(/'(\w+)(?:'| as )/g), ([, name = '']) => name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = misusedTables(dirname(dirname(fileURLToPath(import.meta.url))), tableExceptions);
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length === 0 ? 0 : 1;
}
