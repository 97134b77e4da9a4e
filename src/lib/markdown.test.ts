import { describe, expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { expectGrowthBelow } from '#tests/effort.ts';
import { plainText, renderMarkdown } from './markdown.server.ts';

const plainTag =
  /^<\/?(?:a|blockquote|br|code|em|h[3-6]|hr|li|ol|p|pre|s|strong|table|tbody|td|th|thead|tr|ul)( \/)?>$/;
const knownAttribute =
  / (?:href="(?:https?:|mailto:)[^"<>]*"|rel="ugc nofollow noopener"|start="\d+")/g;

/** Every "<" of safe output begins one of the elements we allow, with the attributes we allow. */
function dangersIn(html: string): string[] {
  const tags = html.match(/<[^>]*>?/g) ?? [];
  return tags.filter((tag) => !plainTag.test(tag.replace(knownAttribute, '')));
}

const schemes = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'file:///etc/passwd',
  'blob:https://x/1',
  'feed:javascript:alert(1)',
  'view-source:javascript:alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A;avascript:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'java&Tab;script:alert(1)',
  'java&NewLine;script:alert(1)',
  '//evil.example/x',
  '/\\evil.example',
  '\\\\evil.example',
  'https://user:pass@evil.example',
  '%6aavascript:alert(1)',
  'ws://evil.example',
  'about:blank',
  'intent://x#Intent;end',
];
const wrappers = [
  (address: string) => `[click](${address})`,
  (address: string) => `[click](<${address}>)`,
  (address: string) => `<${address}>`,
  (address: string) => `[click][1]\n\n[1]: ${address}`,
  (address: string) => `![x](${address})`,
];
const raw = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mtext></mtext><mglyph><style></math><img src onerror=alert(1)>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src=javascript:alert(1)>',
  '<object data=javascript:alert(1)>',
  '<embed src=javascript:alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<input onfocus=alert(1) autofocus>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<marquee onstart=alert(1)>',
  '<style>@import "//evil.example/x.css"</style>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href=//evil.example/>',
  '<p style="background:url(//evil.example)">x</p>',
  '<div style="position:fixed;inset:0">cover</div>',
  '<button formaction=javascript:alert(1)>x</button>',
  '<isindex action=javascript:alert(1) type=submit>',
  '<template><script>alert(1)</script></template>',
  '<xmp><p title="</xmp><svg/onload=alert(1)>">',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<<script>script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<a href="https://ok.example" onclick="alert(1)">x</a>',
  '<x onclick=alert(1)>x',
  '<textarea></textarea><img src=x onerror=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '${alert(1)}{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '`<img src=x onerror=alert(1)>`',
  '```html"><img src=x onerror=alert(1)>\n<script>alert(1)</script>\n```',
  '    <script>alert(1)</script>',
  '> <img src=x onerror=alert(1)>',
  '- <script>alert(1)</script>',
  '# <script>alert(1)</script>',
  '| <img src=x onerror=alert(1)> |\n|:-:|\n| <script>x</script> |',
  '[x](https://ok.example "\\"onmouseover=alert(1)")',
  '[x](https://ok.example \'a" onmouseover="alert(1)\')',
  '[x](https://ok.example/"onmouseover="alert(1))',
  '[x](https://ok.example/%22onmouseover=%22alert(1))',
  '[<img src=x onerror=alert(1)>](https://ok.example)',
  '[![x](https://evil.example/pixel.png)](https://ok.example)',
  '![x](https://evil.example/pixel.png)',
  '![x][p]\n\n[p]: https://evil.example/pixel.png',
  '![x](/own.png)',
  '<https://ok.example/<script>alert(1)</script>>',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '＜script＞alert(1)＜/script＞',
  '<ſcript>alert(1)</ſcript>',
  '**<b onclick=alert(1)>**',
  '~~<s onclick=alert(1)>~~',
];
const corpus = [...raw, ...schemes.flatMap((scheme) => wrappers.map((wrap) => wrap(scheme)))];

describe('Markdown people write', () => {
  it('D2: stays harmless for two hundred known ways to smuggle script, pictures or frames in', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(200);
    for (const payload of corpus)
      expect({ payload, dangers: dangersIn(renderMarkdown(payload)) }).toEqual({
        payload,
        dangers: [],
      });
  });

  it('D2: stays harmless for those ways joined and nested at random', () => {
    const pieces = fc.constantFrom(
      ...corpus,
      '[',
      '](',
      ')',
      '<',
      '>',
      '"',
      '`',
      '\n\n',
      '> ',
      '* ',
      '&',
      '\\',
      '|',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        expect(dangersIn(renderMarkdown(parts.join('')))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('D2: stays harmless for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(dangersIn(renderMarkdown(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('marks a link as the writer’s, and leaves bare addresses and look-alikes as words', () => {
    expect(renderMarkdown('[site](https://ana.example)')).toBe(
      '<p><a href="https://ana.example" rel="ugc nofollow noopener">site</a></p>\n',
    );
    expect(renderMarkdown('see https://ana.example and ana@example.org')).not.toContain('<a');
    expect(renderMarkdown('[x](javascript:alert(1))')).not.toContain('<a');
    expect(renderMarkdown('[x](//evil.example)')).not.toContain('<a');
  });

  it('begins headings at the third level and keeps lists, code and emphasis', () => {
    const html = renderMarkdown('# One\n\n## Two\n\n##### Five\n\n- a\n- *b*\n\n1. x\n\n`code`');
    expect(html).toContain('<h3>One</h3>');
    expect(html).toContain('<h4>Two</h4>');
    expect(html).toContain('<h6>Five</h6>');
    expect(html).toContain('<li><em>b</em></li>');
    expect(html).toContain('<code>code</code>');
  });

  it('shows no picture, only its words', () => {
    expect(renderMarkdown('![a cat](https://evil.example/cat.png)')).toBe('<p>a cat</p>\n');
  });
});

describe('Markdown as plain words', () => {
  it('loses the marks and keeps the words apart', () => {
    expect(plainText('# Hi\n\nI like **Rust** & [Go](https://go.dev).\n\n- one\n- two')).toBe(
      'Hi I like Rust & Go. one two',
    );
    expect(plainText('1 < 2 &amp; <b>x</b>')).toBe('1 < 2 & <b>x</b>');
    expect(plainText('')).toBe('');
  });
});

const worst: Record<string, (size: number) => string> = {
  brackets: (size) => '['.repeat(size),
  'brackets and bangs': (size) => '!['.repeat(size / 2),
  'closed brackets': (size) => '[]'.repeat(size / 2),
  'open links': (size) => '[a]('.repeat(size / 4),
  'nested links': (size) => `${'['.repeat(size / 4)}a${'](b)'.repeat(size / 6)}`,
  stars: (size) => '*'.repeat(size),
  'stars with letters': (size) => '*a_ '.repeat(size / 4),
  'opening stars': (size) => '**a '.repeat(size / 4),
  tildes: (size) => '~~a'.repeat(size / 3),
  quotes: (size) => '>'.repeat(size),
  'quoted lines': (size) => '> a\n'.repeat(size / 4),
  'nested lists': (size) =>
    Array.from({ length: Math.floor(size / 60) }, (_, i) => `${'  '.repeat(i % 50)}- a`).join('\n'),
  backticks: (size) =>
    Array.from({ length: Math.floor(Math.sqrt(size)) }, (_, i) => '`'.repeat(i)).join(' '),
  'unclosed tags': (size) => '<a '.repeat(size / 3),
  'angle brackets': (size) => '<'.repeat(size),
  entities: (size) => '&#x'.repeat(size / 3),
  backslashes: (size) => '\\'.repeat(size),
  tables: (size) =>
    `${'|a'.repeat(size / 8)}|\n${'|-'.repeat(size / 8)}|\n${'|b'.repeat(size / 8)}|\n`,
  references: (size) => '[a]: b\n'.repeat(size / 7),
  spaces: (size) => `a${' '.repeat(size)}b`,
  newlines: (size) => '\n'.repeat(size),
  words: (size) => 'word '.repeat(size / 5),
};

describe('hostile Markdown', () => {
  it.each(Object.keys(worst))(
    'D8: 100 kB of %s takes no longer than its length excuses',
    async (kind) => {
      const make = worst[kind] ?? (() => '');
      const reading = (text: string) => () => [renderMarkdown(text), plainText(text)];
      await expectGrowthBelow(45, {
        small: reading(make(10_000)),
        large: reading(make(100_000)),
      });
    },
  );
});
