/** Comments with their replies, where they stand now. Pure: everything is loaded already. */
import type { CommentKind, Place } from './review-comment.ts';
import type { RevisionFile } from './revision.ts';
import type { CommentView, FileView, PlaceNow, ReplyView } from './review-view.ts';
import type { Texts } from './review-comparison.ts';
import { excerptOf, placesNow } from './comment-positions.ts';

/** A comment as it is kept, with what it was written on. */
export interface Written {
  readonly id: string;
  readonly replyTo: string | null;
  readonly isYours: boolean;
  readonly kind: CommentKind | null;
  readonly body: string;
  readonly suggestion: string | null;
  readonly version: number;
  readonly draftedAt: number;
  readonly sentAt: number | null;
  readonly sortedAt: number | null;
  readonly takenAt: number | null;
  readonly isRemoved: boolean;
  readonly revision: number;
  readonly place: Place;
  readonly file: RevisionFile | undefined;
}

interface Showing {
  readonly written: readonly Written[];
  readonly files: readonly FileView[];
  readonly texts: Texts;
  /** Whether the viewer may take suggestions at all. */
  readonly mayTake: boolean;
}

/** In the order of the files and their lines, then of time. */
export function commentViews({ written, files, texts, mayTake }: Showing): CommentView[] {
  const roots = written.filter(({ replyTo }) => replyTo === null);
  const replies = Map.groupBy(written, ({ replyTo }) => replyTo);
  const places = placesNow(roots, { files, texts });
  const views = roots.map((root, index): CommentView => {
    const now = places[index] ?? { on: 'whole', lost: 'gone' };
    return {
      ...factsOf(root),
      excerpt: excerptOf(root, texts),
      now,
      mayTake: mayTake && isToTake(root, now),
      replies: (replies.get(root.id) ?? []).map(replyView),
    };
  });
  const order = new Map(files.map(({ path }, index) => [path, index]));
  return views.toSorted((one, another) => compare(rankOf(one, order), rankOf(another, order)));
}

const factsOf = ({ replyTo: _, isYours, file: _file, ...facts }: Written) => ({
  ...facts,
  by: isYours ? ('you' as const) : ('other' as const),
});

const isToTake = ({ suggestion, takenAt, sentAt, isRemoved }: Written, now: PlaceNow): boolean =>
  suggestion !== null &&
  takenAt === null &&
  sentAt !== null &&
  !isRemoved &&
  now.on === 'lines' &&
  now.is === 'same';

const replyView = ({ id, isYours, body, sentAt, draftedAt, isRemoved }: Written): ReplyView => ({
  id,
  by: isYours ? 'you' : 'other',
  body,
  sentAt: sentAt ?? draftedAt,
  isRemoved,
});

/** The whole first, then file by file, what is about a whole file before its lines. */
function rankOf({ now, draftedAt }: CommentView, order: Map<string, number>): number[] {
  if (now.on === 'whole') return [-1, 0, draftedAt];
  const file = order.get(now.path) ?? order.size;
  return [file, now.on === 'file' ? 0 : now.from, draftedAt];
}

function compare(one: readonly number[], another: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (another[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
