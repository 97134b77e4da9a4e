/** What somebody holds between proving an address and filling in the form to join. */
import { z } from 'zod';
import { minute } from '#lib/duration.ts';

/** Long enough to read the code of conduct. */
export const ticketLifetime = 60 * minute;

const ticket = z.strictObject({
  address: z.string(),
  /** Whether they showed that they read what is sent there. */
  isProved: z.boolean(),
  /** The invite that was followed, checked again on joining. */
  inviteId: z.string().nullable(),
  /** Somebody on an imported list who confirms; null for somebody new. */
  memberId: z.string().nullable(),
  /** The account elsewhere that vouched for the address; it is connected on joining. */
  identity: z.strictObject({ provider: z.string(), subject: z.string() }).nullable(),
  /** A name to begin with, from the list or from elsewhere. */
  name: z.string(),
  returnTo: z.string(),
  /** Epoch milliseconds. */
  expiresAt: z.number(),
});

export type Ticket = z.infer<typeof ticket>;

/** Reads what was sealed; null when it is something else or too old. */
export function readTicketText(text: string, now: number): Ticket | null {
  const parsed = ticket.safeParse(JSON.parse(text));
  return parsed.success && parsed.data.expiresAt > now ? parsed.data : null;
}
