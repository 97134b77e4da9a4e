/** The files of a comparison as tables, in their colours. */
import type { FileSide, FileView, ReviewPage } from '#domain/reviews/review-view.ts';
import { highlight } from '#lib/code/highlight.server.ts';
import { indexOf } from '#lib/code/known-text.ts';
import {
  countChanges,
  type Comparison,
  type DiffLine,
  type TextDiff,
} from '#lib/code/line-diff.ts';
import { compareLong } from '#lib/code/long-texts.server.ts';
import type { Asked } from '#ui/reviews/review-address.ts';
import {
  chunksOf,
  countRows,
  lineKey,
  rowsOf,
  type Laying,
  type Row,
  type Side,
} from '#ui/reviews/diff-rows.ts';
import type { CommentShown, FileShown } from '#ui/reviews/review-shown.ts';
import { sayChange } from '#ui/reviews/review-state-words.ts';
import { m } from '#words/paraglide/messages.js';
import type { PlacedComments } from './shown-comments.server.ts';

/** Unchanged lines beside each change. */
const around = 3;
/** Rows on a page before further files wait to be asked for. */
const mostRows = 4_000;
/** Rows the browser lays out at a time. */
const chunk = 100;

export interface Compared {
  readonly file: FileView;
  readonly diff: TextDiff;
  readonly added: number;
  readonly removed: number;
}

const nothing: TextDiff = { lines: [], isPartial: false };

/** Lays every file of the comparison beside what it was. */
export async function compared(files: readonly FileView[]): Promise<Compared[]> {
  const diffs = await compareLong(files.map(comparisonOf));
  return files.map((file, index) => {
    const diff = diffs[index] ?? nothing;
    return { file, diff, ...countChanges(diff.lines) };
  });
}

const comparisonOf = ({ left, right, editions }: FileView): Comparison =>
  editions === null || left === null || right === null
    ? { before: left?.text ?? null, after: right?.text ?? null }
    : { editions };

interface Scene {
  readonly page: ReviewPage;
  readonly asked: Asked;
  readonly comments: PlacedComments;
}

/** The files of the page, in order. Very long ones wait to be asked for once the page is long. */
export async function filesShown(files: readonly Compared[], scene: Scene): Promise<FileShown[]> {
  const shown: FileShown[] = [];
  let room = mostRows;
  for (const [index, each] of files.entries()) {
    const next = await fileShown(each, { ...scene, index, room });
    room -= (next.chunks ?? []).reduce((sum, rows) => sum + rows.length, 0);
    shown.push(next);
  }
  return shown;
}

async function fileShown(
  { file, diff, added, removed }: Compared,
  scene: Scene & { index: number; room: number },
): Promise<FileShown> {
  const { index, asked, comments } = scene;
  const isPlain = file.left === null;
  const isWhole = asked.whole === file.path;
  const notes = comments.onLines.get(file.path) ?? new Map<string, readonly CommentShown[]>();
  const formKey = formAt(scene);
  const noted = new Set([...notes.keys(), ...((formKey ?? '') ? [formKey ?? ''] : [])]);
  const rows = await rowsIn(file, { diff, isWhole, noted, scene });
  const stands = new Set((rows ?? []).flatMap((row) => (row.row === 'note' ? [row.key] : [])));
  const left = [...notes].filter(([key]) => !stands.has(key)).flatMap(([, each]) => each);
  const about = comments.onFiles.get(file.path) ?? [];
  return {
    index,
    path: file.path,
    said: sayChange(file),
    counts: sayCounts({ added, removed, isPlain }),
    commentsCount: [...notes.values()].flat().length + about.length,
    isPlain,
    view: isPlain ? 'unified' : asked.view,
    chunks: rows === null || rows.length === 0 ? null : chunksOf(rows, chunk),
    heldBack: rows === null ? diff.lines.length : 0,
    hasFolds: rows?.some(({ row }) => row === 'fold') ?? false,
    isWhole,
    notes,
    about: [...about, ...left],
    formAt: formKey === null || stands.has(formKey) ? formKey : '',
    isPartial: diff.isPartial,
  };
}

/** Where in this file a comment is being written: the line's name, '' for the file, null for nowhere. */
function formAt({ asked, index }: Scene & { index: number }): string | null {
  if (asked.on?.file !== index) return null;
  const { lines } = asked.on;
  return lines === null ? '' : lineKey(lines.side, lines.to);
}

const sayCounts = (of: { added: number; removed: number; isPlain: boolean }): string => {
  const { added, removed, isPlain } = of;
  if (isPlain) return added === 0 ? '' : m.reviews_lines_count({ count: added });
  return added + removed === 0 ? '' : m.reviews_added_removed({ added, removed });
};

interface Drawing {
  readonly diff: TextDiff;
  readonly isWhole: boolean;
  readonly noted: ReadonlySet<string>;
  readonly scene: Scene & { index: number; room: number };
}

/** Null where there would be too many. */
async function rowsIn(
  file: FileView,
  { diff, isWhole, noted, scene }: Drawing,
): Promise<Row[] | null> {
  const { asked, page, index, room } = scene;
  const laying: Omit<Laying, 'tokens'> = {
    lines: diff.lines,
    view: file.left === null ? 'unified' : asked.view,
    around: isWhole || file.left === null ? null : around,
    open: new Set(asked.open.flatMap((part) => foldIn(part, index))),
    noted,
    mayComment: page.may.comment ? commentable(file) : () => false,
  };
  const isAskedFor =
    isWhole || asked.on?.file === index || asked.open.some((part) => part === `${index}`);
  if (!isAskedFor && countRows(laying) > room) return null;
  return rowsOf({ ...laying, tokens: await tokensOf(diff.lines, file.language) });
}

/** "2-40-43" is the fold "40-43" of the third file. */
function foldIn(part: string, index: number): string[] {
  const [file, ...fold] = part.split('-');
  return Number(file) === index ? [fold.join('-')] : [];
}

function commentable({ left, right }: FileView): (side: Side, number: number) => boolean {
  const has = (side: FileSide | null, number: number) =>
    side !== null && indexOf(side.text, number) !== null;
  return (side, number) => has(side === 'left' ? left : right, number);
}

/** Tokens of each text's lines, in order: the whole of it is read, as grammars need. */
async function tokensOf(lines: readonly DiffLine[], language: string): Promise<Laying['tokens']> {
  const textIn = (not: DiffLine['kind']) =>
    lines.flatMap((line) => (line.kind === 'gap' || line.kind === not ? [] : [line.text]));
  const [before, after] = [textIn('added'), textIn('removed')];
  const isChanged = lines.some(({ kind }) => kind === 'removed');
  const read = (texts: string[]) =>
    texts.length === 0 ? [] : highlight({ text: texts.join('\n'), language });
  const [left, right] = await Promise.all([isChanged ? read(before) : [], read(after)]);
  return { left, right };
}
