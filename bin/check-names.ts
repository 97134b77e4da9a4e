/**
 * The file names inside a domain module come from one vocabulary, because the name is the
 * permission: the import rules read it. Prints what does not belong; exits 1 when something does.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { floors } from '../floors.js';

const roles = ['queries.server.ts', 'commands.server.ts', 'tasks.server.ts'];
const forbidden = /(?:^|[-.])(?:utils?|helpers?|common|misc|types|index|manager|service)(?:[-.]|$)/;
const noun = /^[a-z][a-z-]*\.ts$/;

/** What is wrong with the names below `root`, a sentence each. */
export function misnamedFiles(root: string): string[] {
  return [...strangeModules(root), ...strangeFiles(root), ...homelessFiles(root)];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function strangeModules(root: string): string[] {
  const domain = join(root, 'src', 'domain');
  if (!existsSync(domain)) return [];
  return readdirSync(domain)
    .filter((module) => !(module in floors))
    .map((module) => `src/domain/${module}: this module stands on no floor; add it to floors.js`);
}

function strangeFiles(root: string): string[] {
  return filesBelow(join(root, 'src', 'domain'))
    .filter((file) => !hasRole(file))
    .map((file) => `${relative(root, file)}: not a name a module's file may have`);
}

function hasRole(file: string): boolean {
  const name = file.split(/[\\/]/).at(-1) ?? '';
  if (name.endsWith('.json')) return true;
  const plain = name.replace(/\.test\.ts$/, '.ts').replace(/\.server\.ts$/, '.server.ts');
  if (plain.endsWith('.server.ts') || roles.includes(name)) return roles.includes(plain);
  return roles.includes(plain.replace(/\.ts$/, '.server.ts')) || noun.test(plain);
}

function homelessFiles(root: string): string[] {
  return filesBelow(join(root, 'src'))
    .filter(
      (file) => !file.includes('paraglide') && forbidden.test(file.split(/[\\/]/).at(-1) ?? ''),
    )
    .map((file) => `${relative(root, file)}: a name that says nothing; which noun does it serve?`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = misnamedFiles(dirname(dirname(fileURLToPath(import.meta.url))));
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length === 0 ? 0 : 1;
}
