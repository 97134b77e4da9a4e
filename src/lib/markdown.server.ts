/**
 * Words people wrote in Markdown, made into HTML that is safe to show (requirement D2), and into
 * plain text for cards and searching.
 *
 * Two guards stand one behind the other: the parser writes no HTML of theirs and no picture, and what
 * it wrote passes an allow-list of elements and attributes.
 */
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { tokenClasses, type Token } from '#lib/code/code-token.ts';
import { segmentsOf } from '#lib/code/hidden-signs.ts';
import { highlight } from '#lib/code/highlight.server.ts';
import { languageNamed } from '#lib/code/programming-languages.ts';
import { LruCache } from './lru-cache.ts';

/** Longer texts are cut before parsing; every form allows far less. */
const longestText = 100_000;

const parser = new MarkdownIt({
  html: false,
  linkify: false,
  typographer: false,
  breaks: true,
  maxNesting: 20,
});
parser.validateLink = isSafeAddress;
// The words of a picture stay, the picture goes: showing it would tell its host who is reading.
parser.renderer.rules.image = (tokens, index) =>
  parser.utils.escapeHtml(tokens[index]?.content ?? '');

/** The page's own headings are h1 and h2, so theirs begin at h3. */
const headings: Readonly<Record<string, string>> = {
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
};
parser.renderer.rules.heading_open = (tokens, index) =>
  `<${headings[tokens[index]?.tag ?? ''] ?? 'h6'}>`;
parser.renderer.rules.heading_close = (tokens, index) =>
  `</${headings[tokens[index]?.tag ?? ''] ?? 'h6'}>\n`;

const inlineTags = ['a', 'br', 'code', 'em', 's', 'strong'];
const blockTags = ['blockquote', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'ul'];
const tableTags = ['table', 'tbody', 'td', 'th', 'thead', 'tr'];

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [...inlineTags, ...blockTags, ...tableTags],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  parseStyleAttributes: false,
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: { ...attribs, rel: 'ugc nofollow noopener' },
    }),
  },
};

/**
 * Markdown as HTML that may be put into a page with `{@html}`: no HTML of the writer's, no images,
 * links only to http, https and mailto addresses and marked as the writer's, headings from h3 on.
 */
export function renderMarkdown(markdown: string): string {
  const known = rendered.get(markdown);
  if (known !== undefined) return known;
  const html = sanitizeHtml(parser.render(markdown.slice(0, longestText)), allowed);
  if (markdown.length <= longestKept) rendered.set(markdown, html);
  return html;
}

/** The classes code may have, and nothing else may. */
const codeClasses = [...Object.values(tokenClasses).filter((name) => name !== ''), 'sign'];
const allowedWithCode: sanitizeHtml.IOptions = {
  ...allowed,
  allowedTags: [...inlineTags, ...blockTags, ...tableTags, 'span'],
  allowedAttributes: {
    a: ['href', 'rel'],
    ol: ['start'],
    pre: [{ name: 'tabindex', values: ['0'] }],
    span: ['class'],
  },
  allowedClasses: { span: codeClasses },
};

/** Blocks of code after this many stay plain. */
const mostBlocks = 50;

/**
 * Like {@link renderMarkdown}, with the code in its colours, which are classes, and the signs in code that
 * nobody would see written out (requirement D6).
 */
export async function renderMarkdownWithCode(markdown: string): Promise<string> {
  const env = {};
  const tokens = parser.parse(markdown.slice(0, longestText), env);
  const blocks = tokens.filter(({ type }) => type === 'fence' || type === 'code_block');
  for (const [index, block] of blocks.entries()) {
    const language = index < mostBlocks ? languageNamed(block.info.split(/\s/u, 1)[0] ?? '') : '';
    const lines = await highlight({ text: block.content.replace(/\n$/, ''), language });
    block.type = codeOfOurs;
    block.content = `<pre tabindex="0"><code>${lines.map(lineHtml).join('\n')}\n</code></pre>\n`;
  }
  for (const { children } of tokens) {
    for (const child of children ?? []) {
      if (child.type !== 'code_inline') continue;
      child.type = codeOfOurs;
      child.content = `<code>${segmentsHtml(child.content)}</code>`;
    }
  }
  return sanitizeHtml(parser.renderer.render(tokens, parser.options, env), allowedWithCode);
}

/** Only we make tokens of this type, so only what we wrote is taken as HTML. */
const codeOfOurs = 'code_of_ours';
parser.renderer.rules[codeOfOurs] = (tokens, index) => tokens[index]?.content ?? '';

const lineHtml = (line: readonly Token[]): string =>
  line.map(({ text, kind }) => spanned(segmentsHtml(text), tokenClasses[kind])).join('');

const segmentsHtml = (text: string): string =>
  segmentsOf(text)
    .map(({ text, sign }) => spanned(parser.utils.escapeHtml(sign ?? text), sign && 'sign'))
    .join('');

const spanned = (html: string, className: string | null): string =>
  className ? `<span class="${className}">${html}</span>` : html;

/** A conversation is drawn again and again, and each time only its last message is new. */
const longestKept = 2_000;
const rendered = new LruCache<string, string>(3_000);

const words: sanitizeHtml.IOptions = {
  allowedTags: [],
  allowedAttributes: {},
  disallowedTagsMode: 'discard',
};
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** The words of a Markdown text in one line, without its marks; not HTML, so escape it when showing. */
export function plainText(markdown: string): string {
  return sanitizeHtml(spaced(parser.render(markdown.slice(0, longestText))), words)
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Words of neighbouring paragraphs, cells and items must not run together. */
const spaced = (html: string): string =>
  html.replaceAll('</', ' </').replaceAll(/ <\/(?=(?:a|code|em|s|strong)>)/g, '</');

const schemes = ['http:', 'https:', 'mailto:'];

function isSafeAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && schemes.includes(url.protocol) && url.username === '' && url.password === ''
  );
}
