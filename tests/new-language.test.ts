/**
 * A new language is one line in the list of languages, and words: its catalogues (locale.test.ts holds
 * their list to ours) and the texts below. Components, which the type checker does not see here, are read.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { defaultLocale, locales } from '#lib/locale.ts';

const root = dirname(import.meta.dirname);
const list = 'src/lib/locale.ts';
/** The texts that a new community's pages come with. */
const words = 'src/domain/community/default-pages.ts';
const routeTypes = '.svelte-kit/types';
const catalogues = join('src', 'words', 'paraglide');

it('the type checker asks for Latin where there are words, and nowhere else', () => {
  const copy = copyOfCode();
  const latin = "  la: { name: 'Latina', dateTag: 'la' },\n";
  const languages = textOf(copy, list).replace('} as const satisfies', `${latin}$&`);
  writeFileSync(join(copy, list), languages);
  const errors = typeErrors(copy);
  expect(errors.map((line) => line.slice(0, line.indexOf('(')))).toEqual([words]);
  expect(errors[0]).toContain("Property 'la' is missing");
});

it('only the list, and words, name a language beside the first', () => {
  const others = locales.filter((locale) => locale !== defaultLocale).join('|');
  const named = new RegExp(`(['"\`])(?:${others})\\1|\\b(?:${others}):`);
  const naming = ['src', 'bin']
    .flatMap((folder) => codeBelow(root, folder))
    .filter((file) => !file.endsWith('.test.ts') && named.test(textOf(root, file)));
  // What people speak is a longer list; `npm run figures` counts the lines that list languages.
  const spoken = ['src/lib/regions.ts', 'src/demo/fill.server.ts', 'src/demo/towns.ts'];
  expect(naming.toSorted()).toEqual([list, words, ...spoken, 'bin/figures.ts'].toSorted());
});

const textOf = (copy: string, file: string): string => readFileSync(join(copy, file), 'utf8');

/** Paths from the top of the copy, with slashes. */
const codeBelow = (copy: string, folder: string): string[] =>
  readdirSync(join(copy, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:[jt]s|mjs|svelte)$/.test(entry.name))
    .map((entry) => relative(copy, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.startsWith('src/words/paraglide/'));

/** A copy of our code, in which components fit everywhere and the catalogues have every language. */
function copyOfCode(): string {
  const copy = mkdtempSync(join(tmpdir(), 'bothways-latin-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  const folders = ['src', 'bin', 'tests'];
  for (const each of [...folders, routeTypes, 'floors.js', 'package.json'])
    cpSync(join(root, each), join(copy, each), {
      recursive: true,
      filter: (file) => file !== join(root, catalogues),
    });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const file of folders.flatMap((folder) => codeBelow(copy, folder))) checkQuickly(copy, file);
  cpSync(join(root, 'tsconfig.json'), join(copy, 'base.json'));
  plant(copy, {
    'components.d.ts': "declare module '*.svelte' { const made: any; export default made; }",
    [join(catalogues, 'messages.d.ts')]: 'export const m: any;',
    [join(catalogues, 'runtime.d.ts')]: `
      import type { Locale } from '#lib/locale.ts';
      export const getLocale: () => Locale;
      export const overwriteGetLocale: (ask: () => Locale) => void;`,
    'tsconfig.json': JSON.stringify({
      extends: './base.json',
      compilerOptions: { rootDirs: ['.', routeTypes] },
      include: [...folders, '*.d.ts', routeTypes],
    }),
  });
  return copy;
}

/** A file without a word of languages lists none; to pass it over saves half of the checker's time. */
function checkQuickly(copy: string, file: string): void {
  const text = textOf(copy, file);
  if (/\.[jt]s$/.test(file) && !/locale|\bde\b/i.test(text))
    writeFileSync(join(copy, file), `// @ts-nocheck\n${text}`);
}

function plant(copy: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), text);
  }
}

/** Type errors, a line each, which begins with the file. */
function typeErrors(copy: string): string[] {
  const checker = join(root, 'node_modules', '.bin', 'tsgo');
  const asked = ['--noEmit', '--pretty', 'false', '--checkers', '1'];
  const { stdout, error } = spawnSync(checker, asked, { cwd: copy, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return stdout.split('\n').filter((line) => line.includes(': error '));
}
