/** The thread that finds the tokens of code; highlight.server.ts starts it and reads what it answers. */
import { parentPort } from 'node:worker_threads';
import {
  codeToTokensBase,
  createShikiPrimitive,
  type ShikiPrimitive,
  type ThemedToken,
} from '@shikijs/primitive';
import { createOnigurumaEngine } from '@shikijs/engine-oniguruma';
import { kindsInOrder, type CodeToRead } from './code-marks.ts';
import type { TokenKind } from './code-token.ts';
import { grammars } from './grammars.server.ts';

/** What each kind is made of, in the words of TextMate grammars; a longer scope outweighs a shorter. */
const scopes: Readonly<Record<Exclude<TokenKind, 'plain'>, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment', 'markup.quote', 'markup.deleted'],
  string: [
    'string',
    'punctuation.definition.string',
    'constant.character',
    'markup.inserted',
    'markup.inline.raw',
    'markup.fenced_code',
    'support.constant.property-value',
  ],
  number: ['constant.numeric', 'constant.language', 'constant.other.color', 'keyword.other.unit'],
  keyword: [
    'keyword.control',
    'keyword.other',
    'keyword.declaration',
    'keyword.operator.new',
    'keyword.operator.expression',
    'keyword.operator.word',
    'keyword.operator.logical.python',
    'storage',
    'variable.language',
    'entity.name.tag',
    'markup.heading',
    'meta.diff.header',
  ],
  name: [
    'entity.name.function',
    'support.function',
    'entity.name.type',
    'entity.name.class',
    'entity.other.inherited-class',
    'entity.other.attribute-name',
    'support.type.property-name',
    'support.class',
    'variable.function',
    'meta.decorator',
    'markup.underline.link',
  ],
};

/** Not colours anybody sees: the number of the kind. */
const markerOf = (kind: TokenKind): string =>
  `#${kindsInOrder.indexOf(kind).toString(16).padStart(6, '0')}`;

const theme = {
  name: 'kinds',
  fg: markerOf('plain'),
  bg: '#ffffff',
  settings: [
    { settings: { foreground: markerOf('plain') } },
    ...kindsInOrder.flatMap((kind) =>
      kind === 'plain'
        ? []
        : [{ scope: [...scopes[kind]], settings: { foreground: markerOf(kind) } }],
    ),
    // Code inside a template's string is code again.
    {
      scope: ['meta.template.expression', 'meta.embedded', 'meta.interpolation'],
      settings: { foreground: markerOf('plain') },
    },
  ],
};

let begun: Promise<ShikiPrimitive> | undefined;

async function begin(): Promise<ShikiPrimitive> {
  const engine = await createOnigurumaEngine(import('@shikijs/engine-oniguruma/wasm-inlined'));
  return createShikiPrimitive({ engine, langs: [], themes: [theme], warnings: false });
}

async function read({ text, language }: CodeToRead): Promise<Uint32Array> {
  const primitive = await (begun ??= begin());
  const grammar = await grammars[language]?.();
  if (grammar === undefined) return new Uint32Array();
  await primitive.loadLanguage(grammar.default);
  // No limit of time for a line: how code looks must not depend on how busy the machine is.
  const options = { lang: language, theme: theme.name, tokenizeTimeLimit: 0 };
  return marksOf(codeToTokensBase(primitive, text, options));
}

/** For each line how many runs it has, then each run's end and kind. */
function marksOf(lines: readonly (readonly ThemedToken[])[]): Uint32Array {
  const marks: number[] = [];
  for (const line of lines) {
    const head = marks.push(0) - 1;
    let end = 0;
    let last = -1;
    for (const { content, color } of line) {
      end += content.length;
      const kind = Number.parseInt((color ?? '#0').slice(1), 16) || 0;
      // Space has no colour: it joins what stands before it.
      if (marks.length > head + 1 && (kind === last || content.trim() === '')) marks.pop();
      else last = kind;
      marks.push(end * kindsInOrder.length + last);
    }
    marks[head] = marks.length - head - 1;
  }
  return Uint32Array.from(marks);
}

parentPort?.on('message', (code: CodeToRead) => {
  void read(code)
    .catch(() => new Uint32Array())
    .then((marks) => parentPort?.postMessage(marks, [marks.buffer as ArrayBuffer]));
});
