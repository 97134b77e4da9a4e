/** What may be written into a conversation. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { lengthOf, tidyText } from '#lib/text.ts';
import { limits } from './conversation.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/**
 * The words of a message: line ends unified, control characters gone (requirements D6, D7). Signs that
 * turn the direction of writing stay, for some scripts need them; the page keeps them inside the message.
 */
export const messageBody = z
  .string()
  .transform(tidyText)
  .refine((text) => text !== '', 'missing')
  .refine(
    (text) => lengthOf(text) <= limits.message && bytesOf(text) <= limits.messageBytes,
    'too_long',
  );
