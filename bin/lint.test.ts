/** The linter is given a violation of each rule, so that no rule is lost when an engine changes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import config from '../oxlint.config.ts';
import { inJavaScript, inTypeScript, refusedByParser } from './lint-violations.ts';

const refusal = 'a syntax error';
const folder = mkdtempSync(join(tmpdir(), 'bothways-lint-'));
const violations = [
  ...Object.entries(inTypeScript).map(([rule, code]) => ({ rule, code, file: fileOf(rule, 'ts') })),
  ...Object.entries(inJavaScript).map(([rule, code]) => ({ rule, code, file: fileOf(rule, 'js') })),
];
/** What was reported, by the file's name. */
const reported = new Map<string, string[]>();

function fileOf(rule: string, ending: string): string {
  return `${rule.replace('/', '.')}.${ending}`;
}

beforeAll(() => {
  for (const { file, code } of violations)
    writeFileSync(join(folder, file), `${code}\nexport {};\n`);
  const compilerOptions = {
    strict: true,
    allowJs: true,
    noEmit: true,
    module: 'nodenext',
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const root = dirname(import.meta.dirname);
  const oxlint = join(root, 'node_modules', '.bin', 'oxlint');
  const done = spawnSync(oxlint, ['-c', join(root, 'oxlint.config.ts'), '-f', 'json', folder], {
    encoding: 'utf8',
  });
  const { diagnostics } = z
    .object({
      diagnostics: z.array(z.object({ filename: z.string(), code: z.string().optional() })),
    })
    .parse(JSON.parse(done.stdout));
  for (const { filename, code = refusal } of diagnostics) {
    const file = basename(filename);
    reported.set(file, [...(reported.get(file) ?? []), code]);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The report calls the rule `no-var` "eslint(no-var)". */
function codeOf(rule: string): string {
  const [plugin, name] = rule.includes('/') ? rule.split('/') : ['eslint', rule];
  return `${plugin}(${name})`;
}

it('has an example of a violation for every rule that is on', () => {
  const blocks: { rules?: object }[] = [config, ...(config.overrides ?? [])];
  const on = blocks
    .flatMap(({ rules = {} }) => Object.entries(rules))
    .filter(([, entry]) => entry !== 'off')
    .map(([rule]) => rule);
  expect(new Set(violations.map(({ rule }) => rule))).toEqual(new Set(on));
});

it('reports every violation under its rule', () => {
  const missed = violations.filter(({ rule, file }) => {
    const wanted = refusedByParser.has(rule) ? refusal : codeOf(rule);
    return !(reported.get(file) ?? []).includes(wanted);
  });
  const reports = missed.map(({ rule, file }) => `${rule}: ${reported.get(file)?.join(' ') ?? ''}`);
  expect(reports).toEqual([]);
});
