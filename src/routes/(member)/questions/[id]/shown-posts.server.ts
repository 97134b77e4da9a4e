/** What was asked and answered, as the thread shows it to one of those it concerns. */
import type { Person } from '#domain/pairings/pairing-person.ts';
import type { PostView, QuestionPage } from '#domain/questions/question-view.ts';
import { sayingWhen } from '#ui/conversations/said-at.ts';
import { sayTriedFor } from '#ui/questions/question-row-words.ts';
import { drawWords } from '../question-html.server.ts';
import type { Opened } from './open-question.server.ts';

interface Face {
  name: string;
  hue: number;
  avatarId: string | null;
}

/** The words the question began with. */
export interface AskedShown {
  by: Face;
  isYours: boolean;
  at: string;
  when: string;
  html: string;
  /** '' where nobody said. */
  tried: string;
  triedFor: string;
}

export interface PostShown {
  id: string;
  by: Face;
  isYours: boolean;
  at: string;
  when: string;
  /** Null once it was removed. */
  html: string | null;
  hasHelped: boolean;
  thanks: string;
  /** True where others read the rest, and this stays between two. */
  isBetweenTwo: boolean;
  mayMark: boolean;
  mayRemove: boolean;
}

/** A picture of somebody who can't be found here any more is not shown. */
const faceOf = ({ name, hue, avatarId, isGone }: Person): Face => ({
  name,
  hue,
  avatarId: isGone ? null : avatarId,
});

export async function askedOf({ page, reader }: Opened): Promise<AskedShown> {
  return {
    by: faceOf(page.asker),
    isYours: page.part === 'asker',
    at: new Date(page.askedAt).toISOString(),
    when: sayingWhen(reader)(page.askedAt),
    html: await drawWords(page.body),
    tried: page.tried === '' ? '' : await drawWords(page.tried),
    triedFor: sayTriedFor(page.triedFor),
  };
}

export function postsOf({ page, reader }: Opened): Promise<PostShown[]> {
  const say = sayingWhen(reader);
  return Promise.all(page.posts.map((post) => shownAs(post, { page, say })));
}

async function shownAs(
  post: PostView,
  { page, say }: { page: QuestionPage; say: (at: number) => string },
): Promise<PostShown> {
  return {
    id: post.id,
    by: faceOf(post.from),
    isYours: post.isYours,
    at: new Date(post.writtenAt).toISOString(),
    when: say(post.writtenAt),
    html: post.isRemoved ? null : await drawWords(post.body),
    hasHelped: post.hasHelped,
    thanks: post.thanks,
    isBetweenTwo: page.isWidened && post.seenBy === 'partners',
    mayMark: post.mayMark,
    mayRemove: post.mayRemove,
  };
}
