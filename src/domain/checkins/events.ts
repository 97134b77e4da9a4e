import { z } from 'zod';
import { event } from '#lib/event.ts';

/** Both people of a pairing may answer a check-in now. */
export const CheckInOpened = event('CheckInOpened', {
  checkInId: z.string(),
});

/** Both answered a check-in alike, and may both read so. Of anything else nothing is ever announced. */
export const CheckInRevealed = event('CheckInRevealed', {
  checkInId: z.string(),
});
