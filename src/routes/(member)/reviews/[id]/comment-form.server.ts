/** The form in which a comment is written, with what it says about its place. */
import { draftValue } from '#domain/conversations/draft.ts';
import { draftOf } from '#domain/conversations/drafts.queries.server.ts';
import { isOnLines } from '#domain/reviews/review-comment.ts';
import type { CommentView, FileView, ReviewPage } from '#domain/reviews/review-view.ts';
import type { Asked, AskedPlace } from '#ui/reviews/review-address.ts';
import type { Typed, Writing } from '#ui/reviews/review-shown.ts';
import { textOfLines } from './shown-comments.server.ts';

type Read = App.Locals['runtime']['db']['read'];

interface Scene {
  readonly page: ReviewPage;
  readonly asked: Asked;
  readonly viewerId: string;
}

/** The form the address asks for; null for none, and where nobody may comment or there is no such place. */
export async function writingIn(read: Read, scene: Scene): Promise<Writing | null> {
  const { page, asked } = scene;
  if (!page.may.comment) return null;
  const edited = page.comments.find(({ id, by }) => id === asked.edit && by === 'you');
  if (edited?.sentAt === null) return changing(edited, scene);
  const place = asked.on === null ? null : placeIn(asked.on, page);
  if (place === null) return null;
  const about = aboutOf(page.review.id, place);
  const kept = await draftOf(read, { memberId: scene.viewerId, about });
  const value = (name: keyof Typed, otherwise: string) => draftValue(kept, { name, otherwise });
  const begun: Typed = {
    kind: value('kind', ''),
    body: value('body', ''),
    suggestion: value('suggestion', place.original ?? ''),
    from: value('from', String(place.from ?? '')),
    to: value('to', String(place.to ?? '')),
  };
  return { ...place, typed: begun, about, isKept: begun.body.trim() !== '' };
}

type Placed = Omit<Writing, 'typed' | 'about' | 'isKept'> & { textId: string };

function placeIn(on: AskedPlace, { files, shown }: ReviewPage): Placed | null {
  const nowhere = { from: null, to: null, original: null, textId: '', side: 'after' as const };
  if (on.file === null) return { ...nowhere, place: on, revision: shown.to, path: '' };
  const file = files[on.file];
  if (file === undefined) return null;
  if (on.lines === null) return onFile(file, { on, revision: shown.to });
  const side = file[on.lines.side];
  const text = textOfLines(side, on.lines);
  if (side === null || text === null) return null;
  const { revision, path, textId } = side;
  const { from, to } = on.lines;
  const original = side.side === 'after' ? text : null;
  return { place: on, revision, path, side: side.side, from, to, original, textId };
}

/** A file that was dropped since is commented on where it still was. */
function onFile(file: FileView, { on, revision }: { on: AskedPlace; revision: number }): Placed {
  const nowhere = { from: null, to: null, original: null, textId: '', side: 'after' as const };
  const shown = file.right ?? (file.change === 'removed' ? file.left : null);
  return {
    ...nowhere,
    place: on,
    revision: shown?.revision ?? revision,
    path: shown?.path ?? file.path,
  };
}

/** A text's id is the same for good, so what was begun is found again in any comparison. */
const aboutOf = (reviewId: string, { textId, from, revision, place }: Placed): string =>
  textId === ''
    ? `comment:${reviewId}:${revision}-${place.file ?? 'all'}`
    : `comment:${reviewId}:${textId}-${from ?? ''}`;

function changing(comment: CommentView, { page }: Scene): Writing {
  const { place, revision, kind, body, suggestion, excerpt } = comment;
  const lines = isOnLines(place) ? place : null;
  const side = lines?.side ?? 'after';
  const shown = page.files.flatMap(({ left, right }) => [left, right]);
  const text = shown.find(
    (each) =>
      each?.revision === revision && each.side === side && each.path === (place?.path ?? ''),
  );
  const now = lines === null ? null : textOfLines(text ?? null, lines);
  const original = lines === null || side === 'before' ? null : (now ?? excerpt.join('\n'));
  const [from, to] = [String(lines?.from ?? ''), String(lines?.to ?? '')];
  const kept = { kind: kind ?? '', body, suggestion: suggestion ?? original ?? '', from, to };
  return {
    place: { file: null, lines: null },
    revision,
    path: place?.path ?? '',
    side,
    from: lines?.from ?? null,
    to: lines?.to ?? null,
    original,
    typed: kept,
    about: '',
    isKept: false,
  };
}
