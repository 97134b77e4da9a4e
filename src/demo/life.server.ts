/**
 * What has happened in the demo's guild before one signs in: notes in every state, pairings from a first
 * chat to an ending. Nothing is written into the database directly: each scene uses the commands
 * everybody uses, at its own time, and the jobs that fall due between scenes are run.
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

/** Runs the scenes in order. Letters that come of it stay in the mailbox. */
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
