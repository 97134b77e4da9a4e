/** What the demo's people do with each other's code; a review is found by its title. */
import type { CommentKind, Place } from '#domain/reviews/review-comment.ts';
import { draftReview, sendReview } from '#domain/reviews/ask-review.commands.server.ts';
import { draftComment, reply } from '#domain/reviews/review-comments.commands.server.ts';
import { gather, type GatheredFile, type Received } from '#domain/reviews/code-upload.ts';
import { giveFeedback } from '#domain/reviews/feedback-rounds.commands.server.ts';
import { reviewPage } from '#domain/reviews/reviews.queries.server.ts';
import { addFiles, sendRevision } from '#domain/reviews/prepare-revision.commands.server.ts';
import { takeSuggestion } from '#domain/reviews/take-suggestion.commands.server.ts';
import type { ReviewPage } from '#domain/reviews/review-view.ts';
import { wrapUpReview, writePickedUp } from '#domain/reviews/wrap-up-review.commands.server.ts';
import { numbersOf } from '#lib/code/known-text.ts';
import { cast, type CastName } from './cast.ts';
import { done, type Stage } from './stage.server.ts';

/** Who does it, and in which review. */
export interface Deed {
  readonly by: CastName;
  readonly in: string;
}

interface DemoReview {
  readonly by: CastName;
  readonly other: CastName;
  readonly title: string;
  readonly lookAt?: string;
  readonly leaveOut?: string;
  readonly code: Partial<Received>;
}

/** Prepares a review that nobody else knows of yet. */
export async function prepareReview(stage: Stage, asking: DemoReview): Promise<string> {
  const { by, other, title, lookAt = '', leaveOut = '', code } = asking;
  const drafting = {
    actor: stage.viewer(by),
    pairingId: stage.pairingOf(by, other),
    form: { title, lookAt, leaveOut, link: '' },
    files: filesFrom(code),
  };
  return done(await draftReview(stage.runtime, drafting)).reviewId;
}

export async function askReview(stage: Stage, asking: DemoReview): Promise<void> {
  const reviewId = await prepareReview(stage, asking);
  done(await sendReview(stage.runtime, { actor: stage.viewer(asking.by), reviewId }));
}

function filesFrom(code: Partial<Received>): readonly GatheredFile[] {
  const gathered = gather({ pasted: [], uploads: [], patch: '', ...code });
  if (!gathered.ok) throw new Error(`Code of the demo: ${JSON.stringify(gathered.problem)}`);
  return gathered.files;
}

async function touching(stage: Stage, { by, in: title }: Deed) {
  const { id: reviewId } = await stage.runtime.db.read
    .selectFrom('reviews')
    .select('id')
    .where('title', '=', title)
    .executeTakeFirstOrThrow();
  return { actor: stage.viewer(by), reviewId };
}

/** The newest revision as somebody sees it, against the original. */
async function pageFor(stage: Stage, deed: Deed): Promise<ReviewPage> {
  const { reviewId } = await touching(stage, deed);
  const asking = { reviewId, viewerId: cast[deed.by].id };
  const page = await reviewPage(stage.runtime.db.read, asking);
  const to = page?.revisions.at(-1)?.number ?? 1;
  const compare = { from: 'original', to } as const;
  const newest = await reviewPage(stage.runtime.db.read, { ...asking, compare });
  if (newest === undefined) throw new Error(`${deed.by} sees no review “${deed.in}”`);
  return newest;
}

export interface Remark {
  readonly kind: CommentKind;
  readonly body: string;
  /** The file, and some words of the first line; '' for the file as a whole. Absent for the whole review. */
  readonly on?: readonly [path: string, words: string];
  /** How many lines it is about. */
  readonly lines?: number;
  readonly suggestion?: string;
}

/** Writes comments that are not sent yet, on the newest revision. */
export async function remark(stage: Stage, deed: Deed, remarks: readonly Remark[]): Promise<void> {
  const page = await pageFor(stage, deed);
  const acting = await touching(stage, deed);
  for (const each of remarks) {
    const { kind, body, suggestion = null } = each;
    const place = placeOf(page, each);
    const writing = { revision: page.shown.to, place, form: { kind, body, suggestion } };
    done(await draftComment(stage.runtime, { ...acting, ...writing }));
  }
}

function placeOf({ files }: ReviewPage, { on, lines = 1 }: Remark): Place {
  if (on === undefined) return null;
  const [path, words] = on;
  if (words === '') return { path };
  const text = files.find((file) => file.path === path)?.right?.text;
  const index = text?.lines.findIndex((line) => line.includes(words)) ?? -1;
  const from = text === undefined ? undefined : numbersOf(text)[index];
  if (from === undefined) throw new Error(`“${words}” is not in ${path}`);
  return { path, side: 'after', from, to: from + lines - 1 };
}

/** "I've had a look", with everything that was drafted. */
export async function look(
  stage: Stage,
  deed: Deed,
  { remarks, words = '' }: { remarks: readonly Remark[]; words?: string },
): Promise<void> {
  await remark(stage, deed, remarks);
  done(await giveFeedback(stage.runtime, { ...(await touching(stage, deed)), words }));
}

/** Answers the comment that says this. */
export async function answer(
  stage: Stage,
  deed: Deed,
  { to, body }: { to: string; body: string },
): Promise<void> {
  const { comments } = await pageFor(stage, deed);
  const comment = comments.find((each) => each.body.includes(to));
  const about = { ...(await touching(stage, deed)), commentId: comment?.id ?? '' };
  done(await reply(stage.runtime, { ...about, body }));
}

/** Takes every suggestion there is into the next revision. */
export async function takeSuggestions(stage: Stage, deed: Deed): Promise<void> {
  const { comments } = await pageFor(stage, deed);
  const acting = await touching(stage, deed);
  for (const { id, suggestion, takenAt } of comments)
    if (suggestion !== null && takenAt === null)
      done(await takeSuggestion(stage.runtime, { ...acting, commentId: id }));
}

/** Sends a further revision. */
export async function revise(
  stage: Stage,
  deed: Deed,
  { code, note }: { code: Partial<Received>; note: string },
): Promise<void> {
  const { runtime } = stage;
  const { revisions } = await pageFor(stage, deed);
  const acting = await touching(stage, deed);
  done(await addFiles(runtime, { ...acting, files: filesFrom(code) }));
  done(await sendRevision(runtime, { ...acting, number: revisions.length + 1, note }));
}

/** One of the two wraps it up, and each says what they picked up. */
export async function wrapUp(
  stage: Stage,
  deed: Deed,
  pickedUp: readonly (readonly [CastName, string])[],
): Promise<void> {
  const { runtime } = stage;
  const acting = await touching(stage, deed);
  done(await wrapUpReview(runtime, acting));
  for (const [name, words] of pickedUp)
    done(await writePickedUp(runtime, { ...acting, actor: stage.viewer(name), words }));
}
