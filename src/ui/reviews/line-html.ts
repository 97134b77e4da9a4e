/**
 * Lines of code as HTML, thousands a page: written by hand, since a component each would make the page three
 * times as large. Everything that is not from here is escaped, in words and attributes alike (requirement D2);
 * hidden signs are shown by their names (requirement D6).
 */
import { tokenClasses, type Token } from '#lib/code/code-token.ts';
import { segmentsOf } from '#lib/code/hidden-signs.ts';
import { m } from '#words/paraglide/messages.js';
import { lineKey, type Line, type Row, type Run, type Side } from './diff-rows.ts';

interface Page {
  /** The number of the file. */
  readonly file: number;
  /** The address a form opens at; a place is added to it. */
  readonly href: string;
  /** Without columns for what was before. */
  readonly isPlain: boolean;
}

/** The rows that are lines as one string; other rows stay what they are. */
export function drawnRows(
  rows: readonly Row[],
  page: Page,
): (Row | { row: 'html'; html: string })[] {
  const drawn: (Row | { row: 'html'; html: string })[] = [];
  for (const row of rows) {
    const html =
      row.row === 'line'
        ? lineHtml(row.line, page)
        : row.row === 'split'
          ? splitHtml(row, page)
          : '';
    const last = drawn.at(-1);
    if (html === '') drawn.push(row);
    else if (last?.row === 'html') last.html += html;
    else drawn.push({ row: 'html', html });
  }
  return drawn;
}

const signs = { same: '', removed: '−', added: '+' } as const;
const looks = { same: '', removed: 'del', added: 'add' } as const;
const labels = {
  same: m.reviews_line,
  removed: m.reviews_line_removed,
  added: m.reviews_line_added,
};

/** A row of one column: both numbers, what happened, and the code. */
export function lineHtml(line: Line, page: Page): string {
  const kind = page.isPlain ? 'same' : line.kind;
  const shown = { ...line, kind };
  const isOld = line.kind === 'removed';
  const old = isOld ? numberHtml(shown, { side: 'left', page }) : String(line.old ?? '');
  const now = isOld ? '' : numberHtml(shown, { side: 'right', page });
  const numbers = page.isPlain ? cell('ln', now) : cell('ln', old) + cell('ln', now);
  const sign = page.isPlain ? '' : cell('sg', signs[kind]);
  return `<tr${classed(looks[kind])}>${numbers}${sign}${cell('cd', codeHtml(line))}</tr>`;
}

/** A row of two columns, as it was and as it is. */
export function splitHtml(
  { before, after }: { before: Line | null; after: Line | null },
  page: Page,
): string {
  const half = (line: Line | null, side: Side) => {
    if (line === null) return cell('ln none', '') + cell('cd none', '');
    const look = looks[line.kind] === '' ? '' : ` ${looks[line.kind]}`;
    return cell(`ln${look}`, numberHtml(line, { side, page })) + cell(`cd${look}`, codeHtml(line));
  };
  const isSame = before !== null && before === after;
  return `<tr${classed(isSame ? 'both' : '')}>${half(before, 'left')}${half(after, 'right')}</tr>`;
}

const classed = (name: string): string => (name === '' ? '' : ` class="${name}"`);
const cell = (name: string, html: string): string => `<td class="${name}">${html}</td>`;

function numberHtml(line: Line, { side, page }: { side: Side; page: Page }): string {
  const number = side === 'left' ? line.old : line.now;
  if (number === null) return '';
  if (line.at?.side !== side) return String(number);
  const { file, href } = page;
  const to = escaped(`${href}on=${file}:${lineKey(side, number)}#on`);
  const label = escaped(labels[line.kind]({ line: number }));
  return `<a id="f${file}${side}${number}" href="${to}" aria-label="${label}">${number}</a>`;
}

function codeHtml({ runs, hasLineEnd }: Line): string {
  const end = hasLineEnd ? '' : `<span class="no-end">${escaped(m.reviews_no_line_end())}</span>`;
  if (runs.length === 0) return end;
  // No line turns the next one around.
  return `<bdi dir="ltr" class="code-line">${runs.map(runHtml).join('')}</bdi>${end}`;
}

const runHtml = ({ isChanged, tokens }: Run): string => {
  const html = tokens.map(tokenHtml).join('');
  return isChanged ? `<span class="part">${html}</span>` : html;
};

const tokenHtml = ({ text, kind }: Token): string =>
  kind === 'plain'
    ? wordsHtml(text)
    : `<span class="${tokenClasses[kind]}">${wordsHtml(text)}</span>`;

const wordsHtml = (text: string): string =>
  segmentsOf(text)
    .map(({ text: words, sign }) =>
      sign === null
        ? escaped(words)
        : `<span class="sign" title="${escaped(m.common_hidden_sign({ sign }))}">${escaped(sign)}</span>`,
    )
    .join('');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
