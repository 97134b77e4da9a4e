/** What members announce to the floors above. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** A place with a member was taken or came free; the list shows how many they have left. */
export const PlacesChanged = event(
  'PlacesChanged',
  { memberId: z.string() },
  { refreshes: ['member'] },
);
