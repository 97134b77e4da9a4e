import { z } from 'zod';
import { event } from '#lib/event.ts';

/** An organiser said that two skills are one; members who had the first now have the second. */
export const SkillsMerged = event('SkillsMerged', {
  fromId: z.string(),
  intoId: z.string(),
});
