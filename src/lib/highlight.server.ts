import type { Token } from './code-token.ts';

/**
 * The tokens of each line of a code. Plain tokens where the language is not known, where lines or the whole are
 * very long, or where it would take too long. Never throws. Lines end with LF.
 * @param code.language an id of languages.ts, '' for plain text
 */
export function highlight(code: { text: string; language: string }): Promise<Token[][]> {
  return Promise.resolve(code.text.split('\n').map((text) => [{ text, kind: 'plain' }]));
}
