/**
 * The names of files. Inside a domain module the suffix is the permission, because the import rules
 * read it; a module is one flat folder; a name is given once in `src` and `bin`, so that it tells
 * where one is. Prints what does not belong; exits 1 when something does.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { floors } from '../floors.js';

/** What a file of a module may do: reading and writing rows needs `.server`, deciding does not. */
const serverRole = /^[a-z][a-z0-9-]*\.(?:commands|queries|tasks)\.server\.ts$/;
const pureRole = /^[a-z][a-z0-9-]*(?:\.(?:policy|input))?\.ts$/;
const testOf = /^[a-z][a-z0-9-]*(?:\.(?:commands|queries|tasks|policy|input))?\.test\.ts$/;
const data = /^[a-z][a-z0-9-]*\.json$/;
/** A role without a thing. */
const nameless =
  /^(?:commands|queries|tasks|policy|input|line|view|words|wording|keeping)\.(?:test\.)?ts$/;
const forbidden =
  /(?:^|[-.])(?:utils?|helpers?|misc|types|manager|service)[-.]|^(?:common|index|shared)\.(?:test\.)?[jt]s$/;
/** Each module has one of these, and each route several of SvelteKit's. */
const repeated = /^(?:\+.*|events\.ts|tables\.ts)$/;

/** What is wrong with the names below `root`, a sentence each. */
export function misnamedFiles(root: string): string[] {
  const files = [...filesBelow(root, 'src'), ...filesBelow(root, 'bin')];
  return [
    ...strangeModules(root, files),
    ...files.filter(isInModule).flatMap(wrongInModule),
    ...files.filter(saysNothing).map((file) => `${file}: this name says nothing; name the thing`),
    ...repeatedNames(files),
  ];
}

/** Paths from `root`, with slashes. */
function filesBelow(root: string, folder: string): string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.startsWith('src/words/paraglide/'));
}

const isInModule = (file: string): boolean => file.startsWith('src/domain/');
const saysNothing = (file: string): boolean =>
  file.startsWith('src/') && forbidden.test(basename(file).replace(/\.server\./, '.'));

function strangeModules(root: string, files: readonly string[]): string[] {
  const modules = new Set(files.filter(isInModule).map((file) => file.split('/')[2] ?? ''));
  const unknown = [...modules].filter((module) => !(module in floors));
  const empty = Object.keys(floors).filter((module) => !modules.has(module));
  return [
    ...unknown.map(
      (module) => `src/domain/${module}: this module stands on no floor; add it to floors.js`,
    ),
    ...(root === here ? empty.map((module) => `floors.js: there is no module ${module}`) : []),
  ];
}

function wrongInModule(file: string): string[] {
  const [, , , ...rest] = file.split('/');
  if (rest.length > 1) return [`${file}: a module is one flat folder`];
  const name = basename(file);
  const isNamed = [serverRole, pureRole, testOf, data].some((shape) => shape.test(name));
  return isNamed && !nameless.test(name) ? [] : [`${file}: not a thing and a role (see STYLE.md)`];
}

function repeatedNames(files: readonly string[]): string[] {
  const places = Map.groupBy(files, (file) => basename(file));
  return [...places]
    .filter(([name, found]) => found.length > 1 && !repeated.test(name))
    .map(([name, found]) => `${name}: ${found.length} files have this name: ${found.join(', ')}`);
}

const here = dirname(dirname(fileURLToPath(import.meta.url)));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = misnamedFiles(here);
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length === 0 ? 0 : 1;
}
