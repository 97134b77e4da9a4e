/** What conversations announce. Ids only: words stay where they are guarded. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** Somebody wrote to the other; a message of a request's exchange is told by the request instead. */
export const MessageWritten = event(
  'MessageWritten',
  { conversationId: z.string(), messageId: z.string() },
  { refreshes: ['conversation'] },
);
