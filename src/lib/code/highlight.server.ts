/**
 * Code in tokens, found on the server by the grammars editors use. The grammars' expressions are not linear and
 * the code is anybody's, so they run in a thread of their own that is given up when it is late; the
 * page then shows plain text. Docs: decisions/0014.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { markedLines, plainLines } from './code-marks.ts';
import type { Token } from './code-token.ts';
import { isLanguage } from './programming-languages.ts';
import { OneWorker } from '#lib/one-worker.server.ts';
import { LruCache } from '#lib/lru-cache.ts';

/** Beyond these, code stays plain: lines, characters of a line, and characters of all lines together. */
const mostLines = 5_000;
const longestLine = 2_000;
const longestCode = 400_000;

/** The thread is source, like the program that starts the server: from a bundle it is found by its name. */
const thread = new OneWorker(
  () => createRequire(import.meta.url).resolve('#lib/code/highlight-worker.server.ts'),
  { deadline: 5_000, patience: 4_000, queue: 300 },
);

/** Marks by language and content; some 200 files of a thousand lines. */
const known = new LruCache<string, Uint32Array>(32_000_000, (marks) => marks.byteLength + 200);
const unmarked = new Uint32Array();
const asked = new Map<string, Promise<Uint32Array>>();

/**
 * The tokens of each line of a code; the texts of a line's tokens make up the line, an empty line has none.
 * Plain tokens where the language is not known, where lines or the whole are very long, or where it would take
 * too long. Never throws. Lines end with LF.
 * @param code.language an id of programming-languages.ts, '' for plain text
 */
export async function highlight(code: { text: string; language: string }): Promise<Token[][]> {
  const lines = code.text.split('\n');
  if (!isLanguage(code.language)) return plainLines(lines);
  return markedLines(lines, await marksOf(readable(lines), code.language));
}

/** What is worth reading: a line that is too long counts as empty, and the rest of a long code is left. */
function readable(lines: readonly string[]): string {
  let room = longestCode;
  const kept: string[] = [];
  for (const line of lines.slice(0, mostLines)) {
    const shown = line.length > longestLine ? '' : line;
    room -= shown.length;
    if (room < 0) break;
    kept.push(shown);
  }
  return kept.join('\n');
}

function marksOf(text: string, language: string): Promise<Uint32Array> {
  const key = `${language} ${createHash('sha256').update(text).digest('base64')}`;
  const marks = known.get(key);
  if (marks !== undefined) return Promise.resolve(marks);
  const running = asked.get(key) ?? ask(key, { text, language });
  asked.set(key, running);
  return running;
}

/** What was late once is late again: it is kept as plain. What nobody came to is asked for the next time. */
async function ask(key: string, code: { text: string; language: string }): Promise<Uint32Array> {
  const answer = await thread.ask(code);
  asked.delete(key);
  if (answer === 'busy') return unmarked;
  const marks = answer !== 'late' && answer.value instanceof Uint32Array ? answer.value : unmarked;
  known.set(key, marks);
  return marks;
}
