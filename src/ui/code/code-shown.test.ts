/** Hostile code and Markdown through everything that draws them: nothing but what we allow comes out (D2). */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { highlight } from '#lib/code/highlight.server.ts';
import { renderMarkdown, renderMarkdownWithCode } from '#lib/markdown.server.ts';
import fc from '#tests/fast-check.ts';

const wicked = [
  ...['script', 'img src=x onerror', 'svg/onload', 'iframe srcdoc', 'object data', 'embed src'].map(
    (name) => `<${name}=alert(1)>`,
  ),
  ...[
    'body',
    'video',
    'audio',
    'details open',
    'marquee',
    'input autofocus',
    'select',
    'a href=#',
  ].flatMap((name) =>
    ['onload', 'onfocus', 'ontoggle', 'onpointerenter'].map((on) => `<${name} ${on}=alert(1)>`),
  ),
  '</code></pre><script>alert(1)</script>',
  '</span></bdi><img src=//evil.example/x>',
  '"><span style="position:fixed;inset:0">',
  "' class='evil' onclick='alert(1)",
  '<span class="k evil" id=x style=color:red>x</span>',
  '<pre tabindex="9" autofocus onfocus=alert(1)>x</pre>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<svg><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<template><script>alert(1)</script></template>',
  '<!--><script>alert(1)</script-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<\u202escript>alert(1)</script>',
  '\ud83c<script>\udf89',
  '{@html "<script>"}{{constructor.constructor("alert(1)")()}}${alert(1)}',
  '</title></textarea></style></script><script>alert(1)</script>',
  '[x](javascript:alert(1)) ![x](//evil.example/a.png)',
  '<https://x/"onmouseover="alert(1)>',
  '<a href="https://x" style="x">x</a>',
];
const wrapped = [
  (text: string) => text,
  (text: string) => `\`${text}\``,
  (text: string) => `\`\`\`html\n${text}\n\`\`\``,
  (text: string) => `\`\`\`${text}\nlet a = 1;\n\`\`\``,
  (text: string) => `    ${text}`,
  (text: string) => `> | a | b |\n> |---|---|\n> | ${text} | \`${text}\` |`,
  (text: string) => `~~~js\nconst a = '${text}'; // ${text}\n\`\`\``,
];

const plainTags =
  /^<\/?(?:a|blockquote|br|code|em|h[3-6]|hr|li|ol|p|pre|s|strong|table|tbody|td|th|thead|tr|ul|span)(?: \/)?>$/;
const attributes =
  / (?:href="(?:https?:|mailto:)[^"<>]*"|rel="ugc nofollow noopener"|start="\d+"|tabindex="0"|class="(?:k|s|n0|c|f|sign)")/g;
const lineTags = /^<\/?(?:bdi|span)>$/;
const lineAttributes =
  / (?:dir="ltr"|class="(?:code-line|k|s|n0|c|f|sign)"|title="Hidden sign U\+[0-9A-F]{4,6}")/g;

/** Every "<" begins a whole element of ours with attributes of ours, so no parser can see another. */
function strangers(html: string, tags: RegExp, allowed: RegExp): string[] {
  const found = html.replaceAll(/<!--[[\]!\-\d]*-->/g, '').match(/<[^>]*>?/g) ?? [];
  return found.filter((tag) => !tags.test(tag.replace(allowed, '')));
}
const inMarkdown = (html: string) => strangers(html, plainTags, attributes);
const hiddenSigns = /[\u0000-\u0008\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u;

let vite: ViteDevServer;
let CodeLine: Component<{ tokens: unknown }>;

beforeAll(async () => {
  vite = await createServer({
    configFile: false,
    plugins: [svelte({ configFile: false, compilerOptions: { dev: false } })],
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    ssr: { external: ['svelte'] },
    logLevel: 'silent',
  });
  const module = await vite.ssrLoadModule('/src/ui/code/CodeLine.svelte');
  CodeLine = module['default'] as typeof CodeLine;
});
afterAll(() => vite.close());

async function drawn(text: string, language: string): Promise<string[]> {
  // The thread is given up by the clock, which stands still here, however busy the machine is.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const lines = await highlight({ text, language });
  vi.useRealTimers();
  return lines.map((tokens) => render(CodeLine, { props: { tokens } }).body);
}

describe('D2: hostile words', () => {
  it('leave no element and no attribute of their writer in Markdown, with code or without', async () => {
    for (const text of wicked) {
      for (const wrap of wrapped) {
        expect(inMarkdown(renderMarkdown(wrap(text)))).toEqual([]);
        expect(inMarkdown(await renderMarkdownWithCode(wrap(text)))).toEqual([]);
      }
    }
  });

  it('leave nothing either when they are mixed, cut and doubled', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...wicked),
      fc.constantFrom(
        '```',
        '`',
        '\n',
        '~~~',
        '<',
        '>',
        '"',
        '    ',
        '| ',
        '](',
        '&#',
        '\u202e',
        '-->',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const mixed = fc
      .array(fc.tuple(piece, fc.nat(40)))
      .map((parts) => parts.map(([text, cut]) => (cut > 20 ? text : text.slice(cut))).join(''));
    await fc.assert(
      fc.asyncProperty(mixed, async (text) => {
        expect(inMarkdown(renderMarkdown(text))).toEqual([]);
        expect(inMarkdown(await renderMarkdownWithCode(text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('are shown as code, line for line, and D6: no sign in them turns the page', async () => {
    for (const text of wicked) {
      for (const language of ['html', 'svelte', 'typescript', 'markdown', '']) {
        const lines = await drawn(`${text}\u202e\u0000\n${text}`, language);
        expect(lines).toHaveLength(2);
        for (const html of lines) {
          expect(strangers(html, lineTags, lineAttributes)).toEqual([]);
          expect(html).not.toMatch(hiddenSigns);
        }
      }
    }
  });
});

it('D6: code in Markdown shows its hidden signs by name, in blocks and in lines', async () => {
  const html = await renderMarkdownWithCode('`a\u202eb`\n\n```js\nlet x; // \u2066admin\n```');
  expect(html).toBe(
    '<p><code>a<span class="sign">U+202E</span>b</code></p>\n' +
      '<pre tabindex="0"><code><span class="k">let</span> x; <span class="c">// <span class="sign">U+2066</span>admin</span>\n</code></pre>\n',
  );
});

it('a line of code keeps every space and tab', async () => {
  const [html = ''] = await drawn('\tif (a)  {  b }  ', 'c');
  const words = html.replaceAll(/<[^>]*>/g, '');
  expect(words).toBe('\tif (a)  {  b }  ');
});
