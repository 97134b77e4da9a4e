/** The languages of code people choose from, and guessing which one a file is in. */

/** A language of code. */
export interface Language {
  /** The name of its grammar, kept with each file. */
  readonly id: string;
  /** What people call it, the same in every language. */
  readonly name: string;
  /** Endings of its files, with the dot and in lower case; the first is for files without a name. */
  readonly endings: readonly string[];
}

/** Id, name, endings; then whole names of files, and the programs that run its scripts. */
type Row = readonly [id: string, name: string, endings: string, names?: string, programs?: string];

const rows: readonly Row[] = [
  ['c', 'C', '.c .h'],
  ['csharp', 'C#', '.cs .csx'],
  ['cpp', 'C++', '.cpp .cc .cxx .hpp .hh .hxx .ino'],
  ['clojure', 'Clojure', '.clj .cljs .cljc .edn'],
  ['cmake', 'CMake', '.cmake', 'cmakelists.txt'],
  ['css', 'CSS', '.css'],
  ['dart', 'Dart', '.dart', '', 'dart'],
  ['docker', 'Dockerfile', '.dockerfile', 'dockerfile containerfile'],
  ['elixir', 'Elixir', '.ex .exs', '', 'elixir'],
  ['elm', 'Elm', '.elm'],
  ['erlang', 'Erlang', '.erl .hrl', '', 'escript'],
  ['fsharp', 'F#', '.fs .fsx .fsi'],
  ['go', 'Go', '.go'],
  ['graphql', 'GraphQL', '.graphql .gql'],
  ['groovy', 'Groovy', '.groovy .gradle', 'jenkinsfile', 'groovy'],
  ['haskell', 'Haskell', '.hs', '', 'runhaskell'],
  ['html', 'HTML', '.html .htm .xhtml'],
  ['ini', 'INI', '.ini .cfg .conf .properties', '.editorconfig .gitconfig .npmrc'],
  ['java', 'Java', '.java'],
  ['javascript', 'JavaScript', '.js .mjs .cjs', '', 'node'],
  ['jsx', 'JavaScript (JSX)', '.jsx'],
  ['json', 'JSON', '.json .webmanifest .geojson', '.prettierrc composer.lock'],
  ['jsonc', 'JSON with comments', '.jsonc .json5', 'tsconfig.json .eslintrc'],
  ['julia', 'Julia', '.jl', '', 'julia'],
  ['kotlin', 'Kotlin', '.kt .kts'],
  ['latex', 'LaTeX', '.tex .sty'],
  ['less', 'Less', '.less'],
  ['lua', 'Lua', '.lua', '', 'lua luajit'],
  ['make', 'Makefile', '.mk .mak', 'makefile gnumakefile', 'make'],
  ['markdown', 'Markdown', '.md .markdown'],
  ['nix', 'Nix', '.nix'],
  ['objective-c', 'Objective-C', '.m .mm'],
  ['ocaml', 'OCaml', '.ml .mli', '', 'ocaml'],
  ['perl', 'Perl', '.pl .pm .t', '', 'perl'],
  ['php', 'PHP', '.php .phtml', '', 'php'],
  ['powershell', 'PowerShell', '.ps1 .psm1 .psd1', '', 'pwsh powershell'],
  ['proto', 'Protocol Buffers', '.proto'],
  ['python', 'Python', '.py .pyi .pyw', 'sconstruct', 'python pypy'],
  ['r', 'R', '.r', '.rprofile', 'rscript'],
  ['ruby', 'Ruby', '.rb .rake .gemspec', 'gemfile rakefile vagrantfile podfile', 'ruby'],
  ['rust', 'Rust', '.rs'],
  ['scss', 'SCSS', '.scss'],
  ['scala', 'Scala', '.scala .sc .sbt', '', 'scala'],
  [
    'shellscript',
    'Shell',
    '.sh .bash .zsh .ksh',
    '.bashrc .zshrc .profile',
    'sh bash zsh ksh dash',
  ],
  ['sql', 'SQL', '.sql'],
  ['svelte', 'Svelte', '.svelte'],
  ['swift', 'Swift', '.swift', '', 'swift'],
  ['terraform', 'Terraform', '.tf .tfvars .hcl'],
  ['toml', 'TOML', '.toml', 'cargo.lock poetry.lock pipfile'],
  ['typescript', 'TypeScript', '.ts .mts .cts', '', 'deno ts-node tsx bun'],
  ['tsx', 'TypeScript (TSX)', '.tsx'],
  ['vue', 'Vue', '.vue'],
  ['xml', 'XML', '.xml .svg .xsd .xsl .csproj .plist', 'pom.xml'],
  ['yaml', 'YAML', '.yaml .yml', '.clang-format'],
  ['zig', 'Zig', '.zig'],
];

/** Names a fence or a person may use that are neither a name, an id nor an ending of the table. */
const otherNames: Readonly<Record<string, string>> = {
  'c#': 'csharp',
  'c++': 'cpp',
  'f#': 'fsharp',
  bash: 'shellscript',
  console: 'shellscript',
  dockerfile: 'docker',
  golang: 'go',
  makefile: 'make',
  node: 'javascript',
  objc: 'objective-c',
  protobuf: 'proto',
  python3: 'python',
  shell: 'shellscript',
  zsh: 'shellscript',
};

const list = (text: string | undefined): string[] =>
  (text ?? '').split(' ').filter((word) => word !== '');

/** The languages people can choose from, in the order of their names. */
export const languages: readonly Language[] = rows
  .map(([id, name, endings]) => ({ id, name, endings: list(endings) }))
  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

const ids = new Set(rows.map(([id]) => id));
const byEnding = new Map(rows.flatMap(([id, , endings]) => list(endings).map((e) => [e, id])));
const byName = new Map(rows.flatMap(([id, , , names]) => list(names).map((name) => [name, id])));
const byProgram = new Map(rows.flatMap(([id, , , , run]) => list(run).map((name) => [name, id])));
const byShownName = new Map(rows.map(([id, name]) => [name.toLowerCase(), id]));

/** Whether this is the id of one of the languages; '' (plain text) is none. */
export const isLanguage = (id: string): boolean => ids.has(id);

/** The language of a Markdown fence or an ending, as people name it ("js", "C#"); '' where it is none. */
export function languageNamed(word: string): string {
  const asked = word.trim().toLowerCase();
  if (isLanguage(asked)) return asked;
  const other = Object.hasOwn(otherNames, asked) ? otherNames[asked] : undefined;
  return other ?? byShownName.get(asked) ?? byEnding.get(`.${asked}`) ?? '';
}

/**
 * The id of the language a file is probably in, or '' for plain text: by its whole name, its ending, or
 * the first line of a script. `start` is its text, of which only the beginning is looked at.
 */
export function guessLanguage({ path, start }: { path: string; start: string }): string {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  const named = byName.get(name) ?? byEnding.get(endingOf(name));
  if (named !== undefined) return named;
  // "Dockerfile.dev" and "Makefile.am" are of their kind; "notes.txt" says what it is.
  const stem = name.slice(0, Math.max(0, name.indexOf('.')));
  return byName.get(stem) ?? (name.includes('.') && stem !== '' ? '' : fromStart(start));
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/** Beginnings that leave little doubt, for what has no name. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^<\?php/, 'php'],
  [/^<\?xml/, 'xml'],
  [/^<!doctype html/i, 'html'],
  [/^<html/i, 'html'],
  [/^package \w+;/, 'java'],
  [/^package \w+$/m, 'go'],
  [/^#include [<"]/, 'cpp'],
  [/^use strict;/, 'perl'],
  [/^(?:create table|select) /i, 'sql'],
];

function fromStart(text: string): string {
  const start = text.slice(0, 300).trimStart();
  if (start.startsWith('#!')) return fromProgram(start.slice(2).split('\n', 1)[0] ?? '');
  return beginnings.find(([looksSo]) => looksSo.test(start))?.[1] ?? '';
}

/** "/usr/bin/env -S python3.12 -u" runs python. */
function fromProgram(line: string): string {
  const words = line.trim().split(/\s+/);
  const isEnv = words[0]?.endsWith('/env') === true;
  const program = isEnv ? words.slice(1).find((word) => !/^-|=/.test(word)) : words[0];
  const name = (program ?? '').split('/').at(-1) ?? '';
  return byProgram.get(name.toLowerCase().replace(/[\d.]+$/, '')) ?? '';
}
