/** What may be sent to reviews. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { longestPath } from '#lib/code/file-path.ts';
import { hasHiddenCharacters, lengthOf, tidyLine, tidyText } from '#lib/text.ts';
import { commentKinds, longestComment, longestSuggestion, type Place } from './review-comment.ts';
import { mostLinesAFile, mostRevisions } from './revision.ts';

export const longestTitle = 120;
/** For what to look at, what not, what changed, the words of a look and what somebody picked up. */
export const longestWords = 2000;
export const longestLink = 500;

const words = (name: string, limit: number) =>
  z
    .string()
    .transform(tidyText)
    .refine((text) => lengthOf(text) <= limit, `${name}_long`);

const title = z
  .string()
  .transform(tidyLine)
  .refine((text) => text !== '', 'title_missing')
  .refine((text) => lengthOf(text) <= longestTitle, 'title_long')
  .refine((text) => !hasHiddenCharacters(text), 'title_hidden');

const link = z
  .string()
  .trim()
  .refine((text) => text.length <= longestLink, 'link_long')
  .refine((text) => text === '' || isWebAddress(text), 'link_unusable')
  .transform((text) => (text === '' ? '' : (URL.parse(text)?.href ?? '')));

function isWebAddress(text: string): boolean {
  const address = URL.parse(text);
  return address !== null && (address.protocol === 'https:' || address.protocol === 'http:');
}

/** What a review is about. */
export const askForm = z.object({
  title,
  lookAt: words('look_at', longestWords),
  leaveOut: words('leave_out', longestWords),
  link,
});
export type AskForm = z.infer<typeof askForm>;

/** What changed in a revision; '' is allowed. */
export const revisionNote = words('note', longestWords);

/** Overall words of a look; '' is allowed. */
export const lookWords = words('words', longestWords);

/** What somebody picked up; '' takes it away again. */
export const pickedUpWords = words('picked_up', longestWords);

const commentBody = words('body', longestComment).refine((text) => text !== '', 'body_missing');

/** A reply. */
export const replyBody = commentBody;

/** Code keeps its spaces; only its line ends and what no text can hold are put right. */
const code = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\u0000', '');

/** A new comment or a changed draft; an empty suggestion says that the lines can go. */
export const commentForm = z
  .object({
    kind: z.enum(commentKinds, 'kind_missing'),
    body: words('body', longestComment),
    suggestion: z
      .string()
      .transform(code)
      .refine((text) => lengthOf(text) <= longestSuggestion, 'suggestion_long')
      .nullable()
      .default(null),
  })
  .refine(({ body, suggestion }) => body !== '' || suggestion !== null, {
    path: ['body'],
    message: 'body_missing',
  });
export type CommentForm = z.infer<typeof commentForm>;

const number = (most: number) => z.coerce.number().int().min(1).max(most);

/** Where a comment is written: fields of a form, with no path for the whole and no lines for a file. */
export const placeForm = z
  .object({
    revision: number(mostRevisions),
    path: z
      .string()
      .max(longestPath * 2)
      .optional(),
    side: z.enum(['before', 'after']).optional(),
    from: number(mostLinesAFile * 100).optional(),
    to: number(mostLinesAFile * 100).optional(),
  })
  .transform(({ revision, path, side, from, to }): { revision: number; place: Place } => {
    if (path === undefined || path === '') return { revision, place: null };
    if (from === undefined) return { revision, place: { path } };
    const last = to ?? from;
    const range = { from: Math.min(from, last), to: Math.max(from, last) };
    return { revision, place: { path, side: side ?? 'after', ...range } };
  });
