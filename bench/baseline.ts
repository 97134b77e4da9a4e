/**
 * The yardstick: a hand-written node:http handler that makes the very same bytes from one template
 * literal, escaping every value, with no query, session or framework. Run as
 * `node bench/baseline.ts FILE`, where FILE is the page to imitate; prints its port.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const page = readFileSync(process.argv[2] ?? '', 'utf8');

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescape = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? '');
// What Svelte escapes in text, so that the bytes are the same.
const escape = (text: string) =>
  /[&<]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : text;

/** Splits the page at its text: what stands between tags is a value, the rest is the template. */
const parts = page.split(/(?<=>)([^<]+)(?=<)/);
/** Words that came as Markdown are HTML already; a person would put them in as they are. */
const isPlain = (part: string) => escape(unescape(part)) === part;
const values = parts
  .filter((_, index) => index % 2 === 1)
  .map((part) => (isPlain(part) ? unescape(part) : part));
const literal = parts
  .map((part, index) =>
    index % 2 === 1
      ? isPlain(part)
        ? `\${e(v[${(index - 1) / 2}])}`
        : `\${v[${(index - 1) / 2}]}`
      : part.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${'),
  )
  .join('');
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the bench writes the handler a person would
const render = new Function('v', 'e', `return \`${literal}\`;`) as (
  v: string[],
  e: typeof escape,
) => string;

const server = createServer((_request, response) => {
  const body = render(values, escape);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const same = render(values, escape) === page;
  console.log(
    JSON.stringify({
      port: (server.address() as AddressInfo).port,
      isSame: same,
      bytes: Buffer.byteLength(page),
    }),
  );
});
