/** What accounts announce to the floors above. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** Somebody is a member from now on: newly joined, let in, or an imported person who confirmed. */
export const MemberJoined = event(
  'MemberJoined',
  { memberId: z.string() },
  { refreshes: ['member'] },
);

/** Somebody made a link that signs a member in: an organiser, or '' for whoever runs the server. */
export const SignInLinkMade = event('SignInLinkMade', {
  linkId: z.string(),
  memberId: z.string(),
  byId: z.string(),
});
