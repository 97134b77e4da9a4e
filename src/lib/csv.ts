/** One line of a table; `line` is where it begins in the text, counted from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What became of a text: its rows, or the line of a quotation mark that is never closed. */
export type ParsedTable =
  | { readonly ok: true; readonly rows: readonly TableRow[]; readonly delimiter: string }
  | { readonly ok: false; readonly code: 'unclosed_quote'; readonly line: number };

/**
 * Reads comma separated values as RFC 4180 describes them, and as spreadsheets really write them:
 * a byte order mark, semicolons or tabs instead of commas, any line ending, line breaks within quotes.
 * A quotation mark in the middle of an unquoted cell is an ordinary sign. Wholly empty lines are left out.
 * Never throws; takes time in proportion to the text.
 */
export function parseCsv(text: string, delimiter = guessDelimiter(text)): ParsedTable {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const rows: TableRow[] = [];
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const row = readRow({ source, start: at, delimiter });
    if (!row.closed) return { ok: false, code: 'unclosed_quote', line: line + row.quoteAfterLines };
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells: row.cells });
    line += row.lines;
    at = row.next;
  }
  return { ok: true, rows, delimiter };
}

interface RowReading {
  readonly cells: readonly string[];
  readonly next: number;
  readonly lines: number;
  readonly closed: boolean;
  readonly quoteAfterLines: number;
}

interface RowPlace {
  readonly source: string;
  readonly start: number;
  readonly delimiter: string;
}

function readRow({ source, start, delimiter }: RowPlace): RowReading {
  const cells: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const cell = readCell({ source, start: at, delimiter });
    if (!cell.closed) return { cells, next: at, lines, closed: false, quoteAfterLines: lines - 1 };
    cells.push(cell.text);
    lines += cell.breaks;
    at = cell.end + 1;
    if (source.charAt(cell.end) !== delimiter) {
      return { cells, next: at, lines, closed: true, quoteAfterLines: 0 };
    }
  }
}

function readCell({ source, start, delimiter }: RowPlace) {
  if (source.charAt(start) === '"') return readQuotedCell({ source, start, delimiter });
  const end = cellEnd({ source, start, delimiter });
  return { text: source.slice(start, end), end, breaks: 0, closed: true };
}

/** Whatever stands between the closing mark and the next delimiter is kept: `"a" b` reads `a b`. */
function readQuotedCell({ source, start, delimiter }: RowPlace) {
  let text = '';
  let from = start + 1;
  for (;;) {
    const mark = source.indexOf('"', from);
    if (mark === -1) return { text, end: start, breaks: 0, closed: false };
    text += source.slice(from, mark);
    from = mark + 2;
    if (source.charAt(mark + 1) === '"') text += '"';
    else {
      const end = cellEnd({ source, start: mark + 1, delimiter });
      const breaks = text.split('\n').length - 1;
      return { text: text + source.slice(mark + 1, end), end, breaks, closed: true };
    }
  }
}

function cellEnd({ source, start, delimiter }: RowPlace): number {
  let end = start;
  while (end < source.length && source[end] !== delimiter && source[end] !== '\n') end += 1;
  return end;
}

/** The one of comma, semicolon and tab that stands most often in the first line, outside quotes. */
function guessDelimiter(text: string): string {
  const [firstLine = ''] = text.replace(/^[\uFEFF\s]+/, '').split(/\r|\n/, 1);
  const bare = firstLine.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}
