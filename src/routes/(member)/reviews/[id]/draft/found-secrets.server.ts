/** Lines that look like secrets in what is being prepared, and files without them. */
import type { DraftFileView } from '#domain/reviews/review-view.ts';
import { numbersOf, type FileChange, type KnownText } from '#lib/code/known-text.ts';
import { findSecrets, type FoundSecret } from '#lib/code/secrets.ts';
import { secretWords } from '#ui/reviews/code-upload-words.ts';
import type { PointedOut } from '#ui/reviews/prepared-code.ts';
import { m } from '#words/paraglide/messages.js';

type Texts = Pick<DraftFileView, 'before' | 'after' | 'isNew'>;

/** What looks like a secret, by the numbers of its lines; nothing in what was sent before. */
export function secretsIn({ before, after, isNew }: Texts): PointedOut[] {
  if (!isNew) return [];
  const all = [...pointedOut(after), ...pointedOut(before)];
  return all.filter(
    ({ line, what }, at) =>
      all.findIndex((each) => each.line === line && each.what === what) === at,
  );
}

function pointedOut(text: KnownText | null): PointedOut[] {
  if (text === null) return [];
  const numbers = numbersOf(text);
  return found(text).map(({ line, what }) => ({
    line: numbers[line - 1] ?? line,
    what: secretWords[what](),
  }));
}

const found = ({ lines }: KnownText): FoundSecret[] => findSecrets(lines.join('\n'));

/** The file with a word in place of each such line. */
export function withoutSecrets({
  path,
  change,
  isBinary,
  before,
  after,
}: DraftFileView): FileChange {
  return { path, oldPath: null, change, isBinary, before: masked(before), after: masked(after) };
}

function masked(text: KnownText | null): KnownText | null {
  if (text === null) return null;
  const lines = [...text.lines];
  for (const { line, what } of found(text)) {
    const end = what === 'private_key' ? endOfKey(lines, line) : line;
    lines.fill(m.reviews_secret_taken_out(), line - 1, end);
  }
  return { ...text, lines };
}

/** A private key has many lines; where its end is not to be seen, everything after its head goes. */
function endOfKey(lines: readonly string[], line: number): number {
  const end = lines.findIndex((text, at) => at >= line - 1 && text.includes('-----END'));
  return end < 0 ? lines.length : end + 1;
}
