import { expect, it } from 'vitest';
import { turnsOf as questionTurns } from '#domain/questions/questions.queries.server.ts';
import { sharedAnswers } from '#domain/questions/shared-answer-search.queries.server.ts';
import { commentKinds } from '#domain/reviews/review-comment.ts';
import { reviewPage, turnsOf as reviewTurns } from '#domain/reviews/reviews.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { ordinaryMoment, testRuntime } from '#tests/runtime.ts';
import { projections, wire } from '../wiring.server.ts';
import { cast, type CastName } from './cast.ts';
import { fillDemo } from './fill.server.ts';
import { liveDemo } from './life.server.ts';

eachEngine('the demo’s guild', (freshDatabase) => {
  it('has everything in every state, something for each who comes in, and broke nothing', async () => {
    const runtime = testRuntime(await freshDatabase(), ordinaryMoment, { projections });
    await fillDemo(runtime, []);
    await liveDemo(runtime, wire(runtime));
    const { read } = runtime.db;
    await hasNotesAndPairings(read);
    await hasReviewsAndQuestions(read);
    await brokeNothing(read);
  });
});

async function hasNotesAndPairings(read: Reader): Promise<void> {
  const states = async (table: 'requests' | 'pairings' | 'waiting_places') =>
    new Set((await read.selectFrom(table).select('state').execute()).map(({ state }) => state));
  expect(await states('requests')).toEqual(
    new Set(['open', 'accepted', 'declined', 'passed_on', 'expired']),
  );
  expect(await states('pairings')).toEqual(
    new Set(['trying_out', 'going', 'resting', 'wrapped_up']),
  );
  expect(await states('waiting_places')).toEqual(new Set(['waiting']));
}

async function brokeNothing(read: Reader): Promise<void> {
  const unsent = await read
    .selectFrom('mails')
    .select('id')
    .where('sent_at', 'is not', null)
    .execute();
  expect(unsent, 'invented people get no letters').toEqual([]);
  const failed = await read
    .selectFrom('jobs')
    .select(['kind', 'last_error'])
    .where('last_error', 'is not', null)
    .execute();
  expect(failed).toEqual([]);
}

async function hasReviewsAndQuestions(read: Reader): Promise<void> {
  const states = async (table: 'reviews' | 'questions' | 'shared_answers') =>
    new Set((await read.selectFrom(table).select('state').execute()).map(({ state }) => state));
  expect(await states('reviews')).toEqual(new Set(['drafted', 'open', 'wrapped_up']));
  expect(await states('questions')).toEqual(new Set(['open', 'helped', 'closed']));
  expect(await states('shared_answers')).toEqual(new Set(['suggested', 'shared', 'taken_back']));
  const shared = await sharedAnswers(read, { search: '', skillId: null, after: '', size: 20 });
  expect(new Set(shared.lines.map(({ skill }) => skill?.name)).size).toBeGreaterThan(9);
  expect(await turnsIn(read, 'tamsin')).toEqual({
    reviews: ['Days of the calendar', 'Retry the upload queue'],
    questions: ['agree', 'answer', 'ask_around', 'look'],
  });
  expect(await turnsIn(read, 'ana')).toEqual({
    reviews: ['Count the whole day a tool is due'],
    questions: ['answer'],
  });
  expect(await turnsIn(read, 'mirela')).toEqual({ reviews: [], questions: ['answer'] });
  await hasCarriedComments(read);
}

/** In a revision that moved, changed and lost lines. */
async function hasCarriedComments(read: Reader): Promise<void> {
  const viewerId = cast.tamsin.id;
  const reviews = await read.selectFrom('reviews').select('id').orderBy('title').execute();
  const pages = await Promise.all(
    reviews.map(({ id }) => reviewPage(read, { reviewId: id, viewerId })),
  );
  const seen = pages.filter((page) => page !== undefined);
  const comments = seen.flatMap((page) => page.comments);
  const became = comments.map(({ now }) => (now.on === 'lines' ? now.is : now.on));
  expect(new Set(became)).toEqual(new Set(['same', 'changed', 'gone', 'file', 'whole']));
  const kinds = new Set(comments.map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(commentKinds));
  expect(comments.filter(({ takenAt }) => takenAt !== null)).toHaveLength(1);
  expect(comments.filter(({ sentAt }) => sentAt === null)).toHaveLength(1);
}

async function turnsIn(read: Reader, name: CastName) {
  const now = ordinaryMoment;
  const asking = { viewerId: cast[name].id };
  const reviews = await reviewTurns(read, asking);
  const questions = await questionTurns(read, { ...asking, now });
  return {
    reviews: reviews.map(({ title }) => title).toSorted(),
    questions: questions.map(({ kind }) => kind).toSorted(),
  };
}
