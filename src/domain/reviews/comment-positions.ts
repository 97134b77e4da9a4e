/** The position of comments in the comparison that is shown. Pure: everything is loaded already. */
import { lineAt, type KnownText } from '#lib/code/known-text.ts';
import { isOnLines, type LinePlace, type Place } from './review-comment.ts';
import { carryAll, type LineRange, type Passage } from './carried-lines.ts';
import type { RevisionFile } from './revision.ts';
import type { FileSide, FileView, PlaceNow } from './review-view.ts';
import type { Texts } from './review-comparison.ts';

/** A comment as far as its place goes. */
export interface Placed {
  readonly place: Place;
  /** The file it was written on, in the revision it was written in. */
  readonly file: RevisionFile | undefined;
}

const mostExcerpted = 12;

/** The lines a comment was written on, the first few of them. */
export function excerptOf({ place, file }: Placed, texts: Texts): string[] {
  const text = sourceOf({ place, file }, texts)?.text;
  if (text === undefined || !isOnLines(place)) return [];
  const count = Math.min(mostExcerpted, place.to - place.from + 1);
  const numbers = Array.from({ length: count }, (_, index) => place.from + index);
  return numbers.map((number) => lineAt(text, number)).filter((line) => line !== null);
}

interface Source {
  readonly textId: string;
  readonly text: KnownText;
}

function sourceOf({ place, file }: Placed, texts: Texts): Source | null {
  if (!isOnLines(place) || file === undefined) return null;
  const textId = place.side === 'before' ? file.beforeId : file.afterId;
  const text = textId === null ? undefined : texts.get(textId);
  return textId === null || text === undefined ? null : { textId, text };
}

interface Carrying extends LineRange {
  readonly index: number;
  readonly passage: Passage;
  readonly path: string;
  readonly side: 'left' | 'right';
  /** Where it stands when its lines are gone. */
  readonly otherwise: PlaceNow;
}

/** The position of each of these comments now; texts are compared once, however many comments they have. */
export function placesNow(
  comments: readonly Placed[],
  { files, texts }: { files: readonly FileView[]; texts: Texts },
): PlaceNow[] {
  const passages = new Map<string, Passage>();
  const found = comments.map((comment, index) =>
    startOf(comment, { index, files, texts, passages }),
  );
  const carrying = found.filter((each): each is Carrying => 'passage' in each);
  const carried = new Map(
    carryAll(carrying, ({ passage }) => passage).map((lines, at) => [carrying[at]?.index, lines]),
  );
  return found.map((each, index): PlaceNow => {
    if (!('passage' in each)) return each;
    const lines = carried.get(index);
    if (lines === undefined || lines.kind === 'gone') return each.otherwise;
    const is = lines.kind === 'changed' ? 'changed' : 'same';
    const { path, side } = each;
    return { on: 'lines', path, side, from: lines.fromLine, to: lines.toLine, is };
  });
}

interface ShownRevision {
  readonly index: number;
  readonly files: readonly FileView[];
  readonly texts: Texts;
  readonly passages: Map<string, Passage>;
}

/** Where it stands without comparing anything, or what has to be compared to know. */
function startOf(comment: Placed, shown: ShownRevision): PlaceNow | Carrying {
  const { place } = comment;
  if (place === null) return { on: 'whole', lost: null };
  const file = fileFor(place.path, shown.files);
  if (file === undefined) return { on: 'whole', lost: 'gone' };
  if (!isOnLines(place)) return { on: 'file', path: file.path, lost: null };
  const source = sourceOf(comment, shown.texts);
  if (source === null) return { on: 'file', path: file.path, lost: 'gone' };
  return exactly(place, { file, source }) ?? onward(place, { file, source, shown });
}

const fileFor = (path: string, files: readonly FileView[]): FileView | undefined =>
  files.find((file) => file.path === path) ?? files.find((file) => file.oldPath === path);

interface In {
  readonly file: FileView;
  readonly source: Source;
}

/** The very text it was written on is shown on its own side. */
function exactly({ side: written, from, to }: LinePlace, { file, source }: In): PlaceNow | null {
  const side = written === 'before' ? 'left' : 'right';
  if (file[side]?.textId !== source.textId) return null;
  return { on: 'lines', path: file.path, side, from, to, is: 'same' };
}

function onward(
  { side: written, from, to }: LinePlace,
  { file, source, shown }: In & { shown: ShownRevision },
): PlaceNow | Carrying {
  const { path } = file;
  const side = written === 'before' ? 'left' : 'right';
  const target = file[side];
  if (written === 'before' && target?.side !== 'before')
    return { on: 'file', path, lost: 'not_shown' };
  const isLeft = file.left?.textId === source.textId;
  const otherwise: PlaceNow = isLeft
    ? { on: 'lines', path, side: 'left', from, to, is: 'gone' }
    : { on: 'file', path, lost: 'gone' };
  if (target === null) return otherwise;
  const passage = passageTo(target, { source, passages: shown.passages });
  return { index: shown.index, fromLine: from, toLine: to, passage, path, side, otherwise };
}

function passageTo(
  target: FileSide,
  { source, passages }: { source: Source; passages: Map<string, Passage> },
): Passage {
  const key = `${source.textId} ${target.textId}`;
  const passage = passages.get(key) ?? { from: source.text, to: target.text };
  passages.set(key, passage);
  return passage;
}
