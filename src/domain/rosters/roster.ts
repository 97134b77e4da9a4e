import { parseCsv, type TableRow } from '#lib/csv.ts';

/** A roster is a list of mentors kept somewhere else, as rows of named values. */
export interface Roster {
  readonly columns: readonly string[];
  readonly rows: readonly RosterRow[];
}

export interface RosterRow {
  /** Where the row begins in the text, counted from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, RosterValue>>;
  /** Why the row cannot be read at all, or null. */
  readonly problem: 'not_a_record' | 'too_many_cells' | null;
}

export type RosterValue = string | readonly string[];
export type RosterKind = 'csv' | 'json';

export type RosterReading =
  | { readonly ok: true; readonly roster: Roster }
  | { readonly ok: false; readonly code: RosterRefusal; readonly line: number | null };

export type RosterRefusal =
  'too_large' | 'too_many_rows' | 'empty' | 'unclosed_quote' | 'not_json' | 'not_a_list';

export const longestRoster = 8_000_000;
export const mostRosterRows = 20_000;

/**
 * Reads a text as JSON (a list of records, one record a line, or a list within a record) or as
 * comma separated values whose first line names the columns. Never throws.
 */
export function readRoster(text: string, kind: RosterKind = kindOfRoster(text)): RosterReading {
  if (text.length > longestRoster) return refuse('too_large');
  const reading = kind === 'json' ? readJson(text) : readTable(text);
  if (!reading.ok) return reading;
  const { rows } = reading.roster;
  if (rows.length === 0) return refuse('empty');
  return rows.length > mostRosterRows ? refuse('too_many_rows') : reading;
}

/** JSON begins with a bracket; everything else is taken for a table. */
export function kindOfRoster(text: string): RosterKind {
  return /^[\uFEFF\s]*[[{]/.test(text) ? 'json' : 'csv';
}

function refuse(code: RosterRefusal, line: number | null = null): RosterReading {
  return { ok: false, code, line };
}

function readTable(text: string): RosterReading {
  const table = parseCsv(text);
  if (!table.ok) return refuse(table.code, table.line);
  const [head, ...body] = table.rows;
  if (head === undefined) return refuse('empty');
  const columns = nameColumns(head.cells);
  return { ok: true, roster: { columns, rows: body.map((row) => rowOfTable(columns, row)) } };
}

/** Nameless columns are called by their place, and a name used twice gets its place too. */
function nameColumns(cells: readonly string[]): string[] {
  const trimmed = cells.map((cell) => cell.trim());
  const last = trimmed.findLastIndex((cell) => cell !== '');
  return trimmed
    .slice(0, last + 1)
    .map((cell, place) =>
      cell === '' || trimmed.indexOf(cell) < place ? `${cell}#${place + 1}` : cell,
    );
}

function rowOfTable(columns: readonly string[], { line, cells }: TableRow): RosterRow {
  const hasMore = cells.slice(columns.length).some((cell) => cell.trim() !== '');
  const values = Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? '']));
  return { line, values, problem: hasMore ? 'too_many_cells' : null };
}

function readJson(text: string): RosterReading {
  const source = text.replace(/^\uFEFF/, '');
  const parsed = parseJson(source);
  if (!parsed.ok) return readJsonLines(source) ?? refuse('not_json', parsed.line);
  const list = listWithin(parsed.value);
  if (list === null) return refuse('not_a_list');
  const lines = linesOfElements(source, Array.isArray(parsed.value) ? 1 : 2);
  const rows = list.map((each, place) => rowOfRecord(each, lines[place] ?? 1));
  return { ok: true, roster: { columns: columnsOf(rows), rows } };
}

function parseJson(
  source: string,
): { ok: true; value: unknown } | { ok: false; line: number | null } {
  try {
    const value: unknown = JSON.parse(source);
    return { ok: true, value };
  } catch (error) {
    const [, line] = /line (\d+)/.exec(String(error)) ?? [];
    return { ok: false, line: line === undefined ? null : Number(line) };
  }
}

/** One record a line, as log files and some exports have it; null when it is not that either. */
function readJsonLines(source: string): RosterReading | null {
  const lines = source.split('\n').map((text, place) => ({ text: text.trim(), line: place + 1 }));
  const records = lines.filter(({ text }) => text !== '');
  if (!records.every(({ text }) => text.startsWith('{') && text.endsWith('}'))) return null;
  const rows = records.map(({ text, line }) => {
    const parsed = parseJson(text);
    return rowOfRecord(parsed.ok ? parsed.value : null, line);
  });
  return { ok: true, roster: { columns: columnsOf(rows), rows } };
}

/** The list itself, or the only list that a record holds (`{ "mentors": [...] }`). */
function listWithin(value: unknown): readonly unknown[] | null {
  if (isList(value)) return value;
  if (!isRecord(value)) return null;
  const lists = Object.values(value).filter(isList);
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value);
}

function rowOfRecord(value: unknown, line: number): RosterRow {
  if (!isRecord(value)) return { line, values: {}, problem: 'not_a_record' };
  return { line, values: flatten(value), problem: null };
}

/** A record within a record becomes columns such as `skills.areas`. */
function flatten(
  record: Readonly<Record<string, unknown>>,
  depth = 0,
): Record<string, RosterValue> {
  const values: Record<string, RosterValue> = {};
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value) && depth < 3) {
      for (const [inner, each] of Object.entries(flatten(value, depth + 1))) {
        values[`${key}.${inner}`] = each;
      }
    } else values[key] = isList(value) ? value.map(textOf) : textOf(value);
  }
  return values;
}

function textOf(value: unknown): string {
  if (isList(value)) return value.map(textOf).join(' ');
  if (isRecord(value)) return Object.values(value).map(textOf).join(' ');
  return typeof value === 'string' ? value : isPlain(value) ? String(value) : '';
}

function isPlain(value: unknown): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function columnsOf(rows: readonly RosterRow[]): string[] {
  return [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
}

/** The line at which each element of a JSON list begins, the list being `depth` brackets deep. */
function linesOfElements(source: string, depth: number): number[] {
  const lines: number[] = [];
  let line = 1;
  let level = 0;
  let isNext = false;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (sign === '\n') line += 1;
    else if (sign.trim() === '') continue;
    else if (level === depth && sign === ',') isNext = true;
    else if (sign === '[' && level === depth - 1) {
      level += 1;
      isNext = true;
    } else {
      if (isNext && level === depth && sign !== ']') lines.push(line);
      isNext = false;
      if (sign === '"') at = endOfString(source, at);
      else if (sign === '{' || sign === '[') level += 1;
      else if (sign === '}' || sign === ']') level -= 1;
    }
  }
  return lines;
}

function endOfString(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== '"') at += source[at] === '\\' ? 2 : 1;
  return at;
}
