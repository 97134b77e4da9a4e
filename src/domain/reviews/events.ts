/** What reviews announce to the floors above: ids only, code and words stay where they are guarded. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** The author would like a look at some code. */
export const ReviewAsked = event(
  'ReviewAsked',
  { pairingId: z.string(), reviewId: z.string() },
  { refreshes: ['pairing', 'review'] },
);

/** The author changed the code and would like another look. */
export const RevisionAdded = event(
  'RevisionAdded',
  { pairingId: z.string(), reviewId: z.string(), revisionId: z.string() },
  { refreshes: ['pairing', 'review'] },
);

/** Somebody sent their comments; `by` is who, so that the other is told. */
export const ReviewLookedAt = event(
  'ReviewLookedAt',
  { pairingId: z.string(), reviewId: z.string(), by: z.string() },
  { refreshes: ['pairing', 'review'] },
);

export const CommentReplied = event(
  'CommentReplied',
  { pairingId: z.string(), reviewId: z.string(), commentId: z.string(), by: z.string() },
  { refreshes: ['pairing', 'review'] },
);

/** It is finished, whoever said so: both are asked what they picked up. */
export const ReviewWrappedUp = event(
  'ReviewWrappedUp',
  { pairingId: z.string(), reviewId: z.string() },
  { refreshes: ['pairing', 'review'] },
);
