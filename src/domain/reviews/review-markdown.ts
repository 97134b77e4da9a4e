/**
 * A review as Markdown to be taken along. Code is hostile: a fence around it is longer than any run of
 * its sign inside, so that nothing in it ends the fence (CommonMark 0.31 §4.5).
 */
import { isOnLines, type CommentKind } from './review-comment.ts';
import type { CommentView, ReplyView, ReviewPage } from './review-view.ts';

export type Exported = Pick<
  ReviewPage,
  'review' | 'you' | 'other' | 'youAre' | 'comments' | 'looks' | 'pickedUp' | 'files'
>;

/** The words around it, in the language of whoever takes it along. */
export interface ExportWords {
  readonly kind: (kind: CommentKind) => string;
  readonly lookAt: string;
  readonly leaveOut: string;
  readonly link: string;
  readonly overall: string;
  readonly comments: string;
  readonly whole: string;
  /** Such as "src/queue.ts, line 49" and "src/queue.ts, lines 3 to 8, revision 2". */
  readonly place: (place: { path: string; from: number; to: number; revision: number }) => string;
  readonly suggestion: string;
  readonly removed: string;
  readonly sorted: string;
  readonly pickedUp: string;
  readonly date: (at: number) => string;
}

/** The whole review, comments by their place, each with the code it is about. */
export function writeMarkdown(exported: Exported, words: ExportWords): string {
  const { review, looks, comments } = exported;
  const name = (by: 'you' | 'other') => plain(exported[by].name);
  const author = exported.youAre === 'author' ? 'you' : 'other';
  const overall = looks.filter((look) => look.words !== '');
  return joined([
    `# ${plain(review.title)}`,
    `${name(author)}, ${words.date(review.askedAt ?? review.draftedAt)}`,
    ...headed(words.lookAt, review.lookAt),
    ...headed(words.leaveOut, review.leaveOut),
    review.link === '' ? '' : `${words.link}: <${review.link}>`,
    comments.length === 0 ? '' : `## ${words.comments}`,
    ...comments.flatMap((comment) => commentLines(comment, { name, words, exported })),
    overall.length === 0 ? '' : `## ${words.overall}`,
    ...overall.map((look) => said({ who: name(look.by), at: look.at, body: look.words, words })),
    ...pickedUpLines(exported, { name, words }),
  ]);
}

const joined = (parts: readonly string[]): string =>
  `${parts.filter((part) => part !== '').join('\n\n')}\n`;

const headed = (heading: string, body: string): string[] =>
  body === '' ? [] : [`## ${heading}`, quoted(body)];

interface Around {
  readonly name: (by: 'you' | 'other') => string;
  readonly words: ExportWords;
}

function commentLines(
  comment: CommentView,
  { name, words, exported }: Around & { exported: Exported },
): string[] {
  const { place, kind, revision, excerpt, suggestion, sortedAt } = comment;
  const language = exported.files.find(({ path }) => path === place?.path)?.language ?? '';
  const where = isOnLines(place)
    ? words.place({ ...place, revision })
    : (place?.path ?? words.whole);
  const labels = [kind === null ? '' : words.kind(kind), sortedAt === null ? '' : words.sorted];
  return [
    `### ${[plain(where), ...labels.filter((each) => each !== '')].join(' · ')}`,
    excerpt.length === 0 ? '' : fenced(excerpt.join('\n'), language),
    saidIn(comment, { name, words }),
    suggestion === null ? '' : joinedTight([`${words.suggestion}:`, fenced(suggestion, language)]),
    ...comment.replies.map((each) => quoted(saidIn(each, { name, words }))),
  ];
}

const joinedTight = (parts: readonly string[]): string => parts.join('\n\n');

function saidIn(
  {
    by,
    body,
    isRemoved,
    sentAt,
  }: Pick<CommentView & ReplyView, 'by' | 'body' | 'isRemoved'> & {
    sentAt: number | null;
  },
  { name, words }: Around,
): string {
  return said({ who: name(by), at: sentAt ?? 0, body: isRemoved ? words.removed : body, words });
}

const said = ({
  who,
  at,
  body,
  words,
}: {
  who: string;
  at: number;
  body: string;
  words: ExportWords;
}): string => joinedTight([`**${who}**, ${words.date(at)}:`, quoted(body)]);

function pickedUpLines({ pickedUp }: Exported, { name, words }: Around): string[] {
  const { yours, theirs } = pickedUp;
  if (yours === '' && theirs === '') return [];
  const line = (by: 'you' | 'other', body: string) =>
    body === '' ? '' : joinedTight([`**${name(by)}**:`, quoted(body)]);
  return [`## ${words.pickedUp}`, line('you', yours), line('other', theirs)];
}

/** Somebody's Markdown, in a quotation of its own that it cannot leave. */
const quoted = (body: string): string =>
  body
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/** One line in which nothing is Markdown. */
const plain = (text: string): string =>
  text.replace(/\s+/gu, ' ').replace(/[\\`*_{}[\]<>#|~!]/g, (sign) => `\\${sign}`);

/** Code in a fence that is longer than any run of backticks in it. */
function fenced(code: string, language: string): string {
  const runs = code.match(/`+/g) ?? [];
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language.replace(/[^\w+#-]/g, '')}\n${code}\n${fence}`;
}
