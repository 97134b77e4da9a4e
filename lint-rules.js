/**
 * The rules of our own, for both linters: oxlint reads the TypeScript and JavaScript files
 * (oxlint.config.ts), ESLint the Svelte files (eslint.config.js). docs/decisions/0018 says why.
 */

/** @type {Record<string, import('eslint').Linter.RuleEntry>} */
export const rules = {
  // D8: regular expressions run in linear time.
  'security/detect-unsafe-regex': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
  ],
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  'no-control-regex': 'off',
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  // D1: SQL is built by Kysely or its tagged template; raw text is for migrations alone.
  'no-restricted-syntax': [
    'error',
    {
      selector: "CallExpression[callee.object.name='sql'][callee.property.name='raw']",
      message: 'D1: no string-built SQL.',
    },
    {
      selector: "CallExpression[callee.object.name='sql'][callee.property.name='lit']",
      message: 'D1: bind the value.',
    },
  ],
};

export const ignored = [
  'build',
  '.svelte-kit',
  'node_modules',
  'data',
  'src/words/paraglide',
  'docs',
];
