/** What reviews announce to the floors above: ids only, code and words stay where they are guarded. */

interface InReview {
  pairingId: string;
  reviewId: string;
}

/** The author would like a look at some code. */
export interface ReviewAsked extends InReview {
  name: 'ReviewAsked';
}

/** The author changed the code and would like another look. */
export interface RevisionAdded extends InReview {
  name: 'RevisionAdded';
  revisionId: string;
}

/** Somebody sent their comments; `by` is who, so that the other is told. */
export interface ReviewLookedAt extends InReview {
  name: 'ReviewLookedAt';
  by: string;
}

export interface CommentReplied extends InReview {
  name: 'CommentReplied';
  commentId: string;
  by: string;
}

/** It is finished, whoever said so: both are asked what they picked up. */
export interface ReviewWrappedUp extends InReview {
  name: 'ReviewWrappedUp';
}
