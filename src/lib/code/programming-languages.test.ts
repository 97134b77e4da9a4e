import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { grammars } from './grammars.server.ts';
import { guessLanguage, isLanguage, languageNamed, languages } from './programming-languages.ts';

const guess = (path: string, start = '') => guessLanguage({ path, start });

it('every language people can choose has its own grammar and a name nobody else has', () => {
  expect(Object.keys(grammars).toSorted()).toEqual(languages.map(({ id }) => id).toSorted());
  expect(new Set(languages.map(({ name }) => name)).size).toBe(languages.length);
  for (const { id } of languages) {
    const file = fileURLToPath(import.meta.resolve(`@shikijs/langs/${id}`));
    expect(existsSync(file), id).toBe(true);
  }
});

it.each([
  ['src/queue.ts', 'typescript'],
  ['Queue.TSX', 'tsx'],
  ['a\\b\\Main.java', 'java'],
  ['Dockerfile', 'docker'],
  ['docker/Dockerfile.dev', 'docker'],
  ['Makefile', 'make'],
  ['CMakeLists.txt', 'cmake'],
  ['tsconfig.json', 'jsonc'],
  ['Gemfile', 'ruby'],
  ['.bashrc', 'shellscript'],
  ['notes.txt', ''],
  ['unknown.zzz', ''],
  ['', ''],
])('Kweku’s file %s is taken for %s', (path, language) => {
  expect(guess(path)).toBe(language);
});

it('a script says in its first line what runs it', () => {
  expect(guess('bin/run', '#!/usr/bin/env -S python3.12 -u\nx')).toBe('python');
  expect(guess('bin/run', '#!/bin/bash')).toBe('shellscript');
  expect(guess('', '#!/usr/bin/env FOO=1 node')).toBe('javascript');
  expect(guess('', '<?php echo 1;')).toBe('php');
  expect(guess('', '#!')).toBe('');
  expect(guess('run', 'hello __proto__')).toBe('');
});

it('people may call a language what they like', () => {
  expect(['js', 'TS', 'C#', 'golang', 'sh', 'Objective-C', 'yml', 'py'].map(languageNamed)).toEqual(
    ['javascript', 'typescript', 'csharp', 'go', 'shellscript', 'objective-c', 'yaml', 'python'],
  );
  expect(['', 'constructor', '__proto__', 'nope'].map(languageNamed)).toEqual(['', '', '', '']);
  expect(isLanguage('constructor')).toBe(false);
});
