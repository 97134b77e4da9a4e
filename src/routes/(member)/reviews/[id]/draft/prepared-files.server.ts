/** Files as they are shown once more before they are sent. */
import type { DraftFileView, DraftView } from '#domain/reviews/review-view.ts';
import type { Token } from '#lib/code/code-token.ts';
import { highlight } from '#lib/code/highlight.server.ts';
import type { KnownText } from '#lib/code/known-text.ts';
import type { PlacedLine } from '#lib/code/changed-lines.ts';
import { changedLong } from '#lib/code/long-texts.server.ts';
import type { PreparedFile, PreviewLine } from '#ui/reviews/prepared-code.ts';
import { m } from '#words/paraglide/messages.js';
import { secretsIn } from './found-secrets.server.ts';

/** Lines of a file, and of all files together, that a page shows. */
const mostOfAFile = 300;
const mostOfAll = 2_000;

/** Every file, with its first lines in their colours. */
export async function prepared({ files, number }: DraftView): Promise<PreparedFile[]> {
  const each = Math.min(mostOfAFile, Math.floor(mostOfAll / Math.max(1, files.length)));
  return Promise.all(
    files.map(async (file) => ({
      id: file.id,
      path: file.path,
      language: file.language,
      said: sayFile(file, number),
      ...(await previewOf(file, Math.max(10, each))),
      isWhole: file.after?.isWhole ?? false,
      secrets: secretsIn(file),
    })),
  );
}

function sayFile(file: DraftFileView, number: number): string {
  const lines = m.reviews_lines_count({ count: file.after?.lines.length ?? 0 });
  if (file.isBinary) return m.reviews_file_binary();
  if (number > 1 && !file.isNew) return m.reviews_draft_file_same();
  if (file.since !== null) return m.reviews_draft_since(file.since);
  if (file.before === null) return number > 1 ? `${m.reviews_file_added()}, ${lines}` : lines;
  const counts = m.reviews_draft_counts({ added: file.added, removed: file.removed });
  return file.change === 'renamed' && file.oldPath !== null
    ? `${m.reviews_file_renamed({ path: file.oldPath })}, ${counts}`
    : counts;
}

type Preview = Pick<PreparedFile, 'preview' | 'heldBack'>;

async function previewOf(file: DraftFileView, most: number): Promise<Preview> {
  const { before, after, language } = file;
  if (before === null && after !== null) {
    const lines = await coloured(after, { language, most });
    const preview = lines.map((tokens) => ({ kind: 'same' as const, tokens }));
    return { preview, heldBack: after.lines.length - preview.length };
  }
  const { lines, count } = await changedLong(before, after, most);
  const [left, right] = await Promise.all([
    coloured(before, {
      language,
      most: 1 + Math.max(-1, ...lines.map((line) => line?.left ?? -1)),
    }),
    coloured(after, {
      language,
      most: 1 + Math.max(-1, ...lines.map((line) => line?.right ?? -1)),
    }),
  ]);
  return { preview: drawn(lines, { left, right }), heldBack: count - lines.length };
}

async function coloured(
  text: KnownText | null,
  { language, most }: { language: string; most: number },
): Promise<Token[][]> {
  const lines = text?.lines.slice(0, most) ?? [];
  return lines.length === 0 ? [] : highlight({ text: lines.join('\n'), language });
}

const drawn = (
  lines: readonly (PlacedLine | null)[],
  tokens: { left: readonly Token[][]; right: readonly Token[][] },
): PreviewLine[] =>
  lines.map((line) => {
    if (line === null) return { kind: 'gap' };
    const own = line.kind === 'removed' ? tokens.left[line.left] : tokens.right[line.right];
    return { kind: line.kind, tokens: own ?? [{ text: line.text, kind: 'plain' }] };
  });
