/**
 * What oxlint looks at in TypeScript and JavaScript: ESLint's and typescript-eslint's recommended
 * rules, those with types among them, and our own. Svelte files are ESLint's (eslint.config.js).
 */
import js from '@eslint/js';
import type { Linter } from 'eslint';
import { defineConfig } from 'oxlint';
import ts from 'typescript-eslint';
import { ignored, rules } from './lint-rules.js';

type Rules = Partial<Record<string, Linter.RuleEntry>>;
/** A block of an ESLint configuration; without `files` it is for all. */
interface Block {
  files?: (string | string[])[];
  rules?: Rules;
}

/** What oxlint does not have: syntax errors in a module, and a rule that is only ever turned off. */
const unknown = new Set(['no-octal', 'no-dupe-args', 'no-new-symbol']);
/** One rule in oxlint, which knows TypeScript, where typescript-eslint replaces ESLint's. */
const merged = new Set(['no-array-constructor', 'no-unused-expressions', 'no-unused-vars']);

function nameInOxlint(name: string): string {
  const own = name.replace('@typescript-eslint/', '');
  if (own === 'no-restricted-syntax') return 'restricted/no-restricted-syntax';
  return own === name || merged.has(own) ? own : `typescript/${own}`;
}

function forOxlint(given: Rules) {
  const known = Object.entries(given).filter(([name]) => !unknown.has(name));
  // Later entries win: typescript-eslint turns ESLint's rule off and its own of that name on.
  return Object.fromEntries(known.map(([name, entry]) => [nameInOxlint(name), entry]));
}
const recommended: Block[] = [js.configs.recommended, ...ts.configs.recommendedTypeChecked];
const forAll = recommended.filter(({ files }) => files === undefined);
const forSome = recommended.flatMap((block) =>
  block.files === undefined
    ? []
    : [{ files: block.files.flat(), rules: forOxlint(block.rules ?? {}) }],
);

export default defineConfig({
  plugins: ['typescript'],
  jsPlugins: ['eslint-plugin-security', './lint-restricted-syntax.js'],
  categories: { correctness: 'off' },
  options: { typeAware: true },
  env: { node: true, browser: true },
  ignorePatterns: [...ignored, '**/*.svelte'],
  rules: {
    ...Object.assign({}, ...forAll.map((each) => forOxlint(each.rules ?? {})), forOxlint(rules)),
    'no-restricted-imports': [
      'error',
      { paths: [{ name: 'fast-check', message: 'tests/fast-check.ts has the seed.' }] },
    ],
  },
  overrides: [
    ...forSome,
    { files: ['tests/fast-check.ts'], rules: { 'no-restricted-imports': 'off' } },
    // A list to be read in one place: every route and who may enter.
    { files: ['tests/access-matrix.ts'], rules: { 'max-lines': 'off' } },
    {
      files: ['src/platform/db/migrate.server.ts'],
      rules: { 'restricted/no-restricted-syntax': 'off' },
    },
    { files: ['**/*.test.ts', 'tests/**/*.ts'], rules: { 'typescript/unbound-method': 'off' } },
  ],
});
