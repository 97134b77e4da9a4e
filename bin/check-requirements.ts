/**
 * docs/requirements.md lists every requirement and fault that code or tests name, and no other unless
 * it is marked as not yet met. Prints what does not agree; exits 1 when something does not.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A file by its path, and what is in it. */
interface Source {
  readonly path: string;
  readonly text: string;
}

interface Listed {
  readonly id: string;
  readonly isMet: boolean;
}

/** What does not agree between the list and the sources, a sentence each. */
export function disagreements(list: string, sources: readonly Source[]): string[] {
  const listed = listedIn(list);
  const ids = new Set(listed.map(({ id }) => id));
  const naming = namingIn(sources);
  return [
    ...repeated(listed).map((id) => `${id}: stands twice in the list`),
    ...[...naming]
      .filter(([id]) => !ids.has(id))
      .map(([id, path]) => `${id}: named in ${path}, and not in the list`),
    ...listed
      .filter(({ id, isMet }) => isMet && !naming.has(id))
      .map(({ id }) => `${id}: in the list, and named nowhere; prove it, or mark it "not yet met"`),
    ...listed
      .filter(({ id, isMet }) => !isMet && naming.has(id))
      .map(({ id }) => `${id}: marked "not yet met", and named in ${naming.get(id) ?? ''}`),
  ];
}

/** Lines such as "- **C2** …"; the mark stands in brackets right behind the id. */
function listedIn(list: string): Listed[] {
  const lines = list.matchAll(/^- \*\*((?:[A-H]|fault )\d{1,2})\*\*( \(not yet met\))? \S/gm);
  return Array.from(lines, ([, id = '', mark]) => ({ id, isMet: mark === undefined }));
}

const repeated = (listed: readonly Listed[]): string[] =>
  listed.map(({ id }) => id).filter((id, place, all) => all.indexOf(id) < place);

/** "C2" alone, and not as a part of "=C3=BC" or of the names "C|C3|CUE". */
const requirement = /(?<![\w=|])[A-H]\d{1,2}(?![\w=|])/g;
const fault = /\bfault \d{1,2}\b/g;

/** Each id that is named, with the first file that names it. */
function namingIn(sources: readonly Source[]): Map<string, string> {
  const naming = new Map<string, string>();
  for (const { path, text } of sources)
    for (const [id] of [...text.matchAll(requirement), ...text.matchAll(fault)])
      if (!naming.has(id)) naming.set(id, path);
  return naming;
}

const searched = ['{src,tests,bin,bench}/**/*.{ts,js,mjs,svelte}', '*.{ts,js}'];
/** The catalogues' functions, names of skills such as D3, and the examples of this check. */
const passedOver = ['src/words/**', 'src/domain/skills/fields/**', 'bin/check-requirements*'];

/** The sources of the program and of its tests below `root`. */
function sourcesBelow(root: string): Source[] {
  return globSync(searched, { cwd: root, exclude: passedOver })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const list = readFileSync(join(root, 'docs', 'requirements.md'), 'utf8');
  const found = disagreements(list, sourcesBelow(root));
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length === 0 ? 0 : 1;
}
