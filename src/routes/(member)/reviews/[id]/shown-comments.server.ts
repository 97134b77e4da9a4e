/** Comments as the page shows them. */
import { isOnLines } from '#domain/reviews/review-comment.ts';
import type { CommentView, FileView, ReplyView, ReviewPage } from '#domain/reviews/review-view.ts';
import { lineAt, wholeText } from '#lib/code/known-text.ts';
import { diffTexts } from '#lib/code/line-diff.ts';
import { renderMarkdownWithCode } from '#lib/markdown.server.ts';
import { sayingWhen } from '#ui/conversations/said-at.ts';
import { lineKey } from '#ui/reviews/diff-rows.ts';
import type { CommentShown, ReplyShown, SuggestedLine } from '#ui/reviews/review-shown.ts';
import { sayAtLines, saySince } from '#ui/reviews/review-state-words.ts';
import { m } from '#words/paraglide/messages.js';

/** Comments by where they stand. */
export interface PlacedComments {
  /** By the path of their file, then by the name of the line they stand under. */
  readonly onLines: ReadonlyMap<string, ReadonlyMap<string, readonly CommentShown[]>>;
  /** By the path of their file: about all of it, or about lines that are not there. */
  readonly onFiles: ReadonlyMap<string, readonly CommentShown[]>;
  readonly onWhole: readonly CommentShown[];
  /** All of them, in the order of the page. */
  readonly all: readonly (CommentShown & { path: string })[];
}

interface Reader {
  now: number;
  timeZone: string;
}

/** Every comment, said for the one who reads. */
export async function standing(page: ReviewPage, reader: Reader): Promise<PlacedComments> {
  const views = inOrder(page.comments);
  const say = sayingWhen(reader);
  const shown = await Promise.all(
    views.map((view, index) => commentShown(view, { page, say, next: views[index + 1] })),
  );
  const placed = shown.map((comment, index) => ({ comment, now: views[index]?.now }));
  const onLines = new Map<string, Map<string, CommentShown[]>>();
  const onFiles = new Map<string, CommentShown[]>();
  const onWhole: CommentShown[] = [];
  for (const { comment, now } of placed) {
    if (now?.on === 'lines') {
      const notes = onLines.get(now.path) ?? new Map<string, CommentShown[]>();
      const key = lineKey(now.side, now.to);
      onLines.set(now.path, notes.set(key, [...(notes.get(key) ?? []), comment]));
    } else if (now?.on === 'file')
      onFiles.set(now.path, [...(onFiles.get(now.path) ?? []), comment]);
    else onWhole.push(comment);
  }
  const all = placed.map(({ comment, now }) => ({ ...comment, path: pathOf(now) }));
  return { onLines, onFiles, onWhole, all };
}

const pathOf = (now: CommentView['now'] | undefined): string =>
  now === undefined || now.on === 'whole' ? '' : now.path;

/** What is about all of it stands at the end of the page. */
function inOrder(comments: readonly CommentView[]): CommentView[] {
  const isWhole = ({ now }: CommentView) => now.on === 'whole';
  return [...comments.filter((each) => !isWhole(each)), ...comments.filter(isWhole)];
}

interface Scene {
  readonly page: ReviewPage;
  readonly say: (at: number) => string;
  readonly next: CommentView | undefined;
}

async function commentShown(view: CommentView, scene: Scene): Promise<CommentShown> {
  const { page, next } = scene;
  const isLost = view.now.on !== 'lines' && isOnLines(view.place);
  const replies = await Promise.all(view.replies.map((each) => replyShown(each, scene)));
  return {
    ...(await replyShown({ ...view, sentAt: view.sentAt ?? view.draftedAt }, scene)),
    kind: view.kind,
    body: view.body,
    suggestion: view.suggestion,
    version: view.version,
    isDraft: view.sentAt === null,
    isSorted: view.sortedAt !== null,
    isTaken: view.takenAt !== null,
    mayTake: view.mayTake,
    suggested: suggestedLines(view, page.files),
    where: whereOf(view),
    since: saySince(view),
    excerpt: isLost ? view.excerpt : [],
    replies,
    nextHref: next === undefined ? '' : `#c-${next.id}`,
  };
}

async function replyShown(
  view: Pick<ReplyView, 'id' | 'by' | 'body' | 'sentAt' | 'isRemoved'>,
  { page, say }: Scene,
): Promise<ReplyShown> {
  const { name, hue, avatarId } = view.by === 'you' ? page.you : page.other;
  return {
    id: view.id,
    isYours: view.by === 'you',
    by: { name, hue, avatarId },
    at: new Date(view.sentAt).toISOString(),
    when: say(view.sentAt),
    html: view.isRemoved ? null : await drawWords(view.body),
  };
}

/** Words as HTML. Code that is wider than its place is scrolled, which keys must be able to as well. */
export async function drawWords(body: string): Promise<string> {
  const html = await renderMarkdownWithCode(body);
  return html.replaceAll(
    '<pre tabindex="0">',
    `<pre tabindex="0" role="group" aria-label="${m.conversations_code()}">`,
  );
}

function whereOf({ now, place }: CommentView): string {
  if (now.on === 'lines') return sayAtLines(now);
  return isOnLines(place) ? sayAtLines(place) : '';
}

function suggestedLines(view: CommentView, files: readonly FileView[]): SuggestedLine[] {
  if (view.suggestion === null) return [];
  const before = wholeText(linesAbout(view, files).join('\n'));
  const after = wholeText(view.suggestion === '' ? '' : `${view.suggestion.replace(/\n$/, '')}`);
  return diffTexts({ ...before, endsWithNewline: true }, { ...after, endsWithNewline: true })
    .lines.filter((line) => line.kind !== 'gap')
    .map(({ kind, text }) => ({ kind, text }));
}

/** The lines as they are where they are shown unchanged, else as they were. */
function linesAbout(view: CommentView, files: readonly FileView[]): readonly string[] {
  const { now, excerpt } = view;
  if (now.on !== 'lines' || now.is !== 'same') return excerpt;
  const text = files.find(({ path }) => path === now.path)?.[now.side]?.text;
  if (text === undefined) return excerpt;
  return numbersFrom(now).map((number) => lineAt(text, number) ?? '');
}

const numbersFrom = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The text of these lines of a side, to begin a suggestion with; null where not all are known. */
export function textOfLines(
  side: FileView['left'],
  lines: { from: number; to: number },
): string | null {
  if (side === null) return null;
  const found = numbersFrom(lines).map((number) => lineAt(side.text, number));
  return found.some((line) => line === null) ? null : found.join('\n');
}
