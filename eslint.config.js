import js from '@eslint/js';
import security from 'eslint-plugin-security';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { ignored, rules } from './lint-rules.js';

/** For Svelte files alone: oxlint.config.ts has all others. */
export default ts.config(
  { ignores: [...ignored, '**/*.{js,mjs,cjs,ts,mts,cts}'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte'],
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        parser: ts.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    plugins: { security },
    rules: {
      ...rules,
      // {@html} is for sanitised Markdown only; each use says so on its line.
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-inline-styles': 'error',
    },
  },
);
