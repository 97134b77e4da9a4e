/** What accounts announce to the floors above. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** Somebody is a member from now on: newly joined, let in, or an imported person who confirmed. */
export const MemberJoined = event(
  'MemberJoined',
  { memberId: z.string() },
  { refreshes: ['member'] },
);
