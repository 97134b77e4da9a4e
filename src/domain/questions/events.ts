/** What questions announce to the modules above: ids only, no words that people wrote. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** Asked of whoever it was sent to: the partner, or a few who may know. */
export const QuestionAsked = event(
  'QuestionAsked',
  {
    questionId: z.string(),
    /** Who is asked now. */
    memberIds: z.array(z.string()),
  },
  { refreshes: ['question'] },
);

/** The agreed time has passed: the asker may ask around. */
export const AskingAroundOffered = event(
  'AskingAroundOffered',
  { questionId: z.string() },
  { refreshes: ['question'] },
);

/** It went to a few more; the partner is told that there is no hurry any more. */
export const QuestionWidened = event(
  'QuestionWidened',
  { questionId: z.string(), memberIds: z.array(z.string()) },
  { refreshes: ['question'] },
);

/** An answer, or a further word of the asker's. */
export const PostWritten = event(
  'PostWritten',
  { questionId: z.string(), postId: z.string(), by: z.string() },
  { refreshes: ['question'] },
);

/** The asker says that this helped. */
export const AnswerHelped = event(
  'AnswerHelped',
  { questionId: z.string(), postId: z.string() },
  { refreshes: ['question'] },
);

/** One of them would like others to be able to read it; everybody whose words it holds is asked. */
export const SharingSuggested = event(
  'SharingSuggested',
  { sharedAnswerId: z.string(), by: z.string() },
  { refreshes: ['sharedAnswer'] },
);

/** All agreed: the community can read it. */
export const AnswerShared = event(
  'AnswerShared',
  { sharedAnswerId: z.string() },
  { refreshes: ['sharedAnswer'] },
);
