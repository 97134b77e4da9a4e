/** What questions announce to the floors above: ids only, words stay where they are guarded. */

interface AboutQuestion {
  questionId: string;
}

/** Asked of whoever it was sent to: the partner, or a few who may know. */
export interface QuestionAsked extends AboutQuestion {
  name: 'QuestionAsked';
  /** Who is asked now. */
  memberIds: string[];
}

/** The agreed time has passed: the asker may ask around. */
export interface AskingAroundOffered extends AboutQuestion {
  name: 'AskingAroundOffered';
}

/** It went to a few more; the partner is told that there is no hurry any more. */
export interface QuestionWidened extends AboutQuestion {
  name: 'QuestionWidened';
  memberIds: string[];
}

/** An answer, or a further word of the asker's. */
export interface PostWritten extends AboutQuestion {
  name: 'PostWritten';
  postId: string;
  by: string;
}

/** The asker says that this helped. */
export interface AnswerHelped extends AboutQuestion {
  name: 'AnswerHelped';
  postId: string;
}

/** One of them would like others to be able to read it; everybody whose words it holds is asked. */
export interface SharingSuggested {
  name: 'SharingSuggested';
  sharedAnswerId: string;
  by: string;
}

/** All agreed: the community can read it. */
export interface AnswerShared {
  name: 'AnswerShared';
  sharedAnswerId: string;
}
