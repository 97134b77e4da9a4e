/**
 * What has happened in the demo's guild before one comes in: notes in every state, pairings from a first
 * chat to an ending. It is lived through, not written down: each scene uses the commands everybody uses,
 * at its own time, and the house does by itself what it would have done.
 */
import type { JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { meetingScenes } from './scenes-meetings.server.ts';
import { othersScenes } from './scenes-others.server.ts';
import { questionScenes } from './scenes-questions.server.ts';
import { otherReviewScenes } from './scenes-reviews-others.server.ts';
import { reviewScenes } from './scenes-reviews.server.ts';
import { tamsinsScenes } from './scenes-tamsin.server.ts';
import { Stage, type Scene } from './stage.server.ts';

const allScenes: readonly Scene[] = [
  ...tamsinsScenes,
  ...othersScenes,
  ...meetingScenes,
  ...reviewScenes,
  ...otherReviewScenes,
  ...questionScenes,
];

/** Lives through the scenes. Letters that come of it stay in the mailbox. */
export async function liveDemo(
  runtime: Runtime,
  handlers: Record<string, JobHandler>,
): Promise<void> {
  const stage = new Stage(runtime, handlers);
  const scenes = allScenes.toSorted(([a], [b]) => b - a);
  for (const [daysAgo, act] of scenes) {
    await stage.goTo(daysAgo);
    await act(stage);
  }
  await stage.goTo(0);
  await stage.putLettersAway();
}
