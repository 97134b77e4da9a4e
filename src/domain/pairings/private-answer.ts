/** What becomes of a question both were asked privately. */
import type { Answer } from './pairing.ts';
import type { Sides } from './pairing.policy.ts';

/** Only two yeses are an answer. One no, or silence, is neither shown nor counted. */
export const bothSaidYes = (
  answers: ReadonlyMap<string, Answer>,
  { mentorId, menteeId }: Sides,
): boolean => answers.get(mentorId) === 'yes' && answers.get(menteeId) === 'yes';
