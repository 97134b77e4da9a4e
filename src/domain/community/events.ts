/** What the community announces to the floors above. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** An organiser changed the community's settings; ticks may hold for longer or shorter now. */
export const CommunitySettingsChanged = event('CommunitySettingsChanged', {});

/** An organiser opened a letter in the mailbox; it may hold a link that signs its receiver in. */
export const LetterOpened = event('LetterOpened', {
  letterId: z.string(),
  byId: z.string(),
});
