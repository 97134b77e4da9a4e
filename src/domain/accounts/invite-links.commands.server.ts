import { sign } from '#platform/crypto.server.ts';

/**
 * The token of an invite, for `/join/[token]`. It is signed rather than stored, so that an
 * organiser can be shown it again and a copy of the database does not hold it.
 */
export function inviteToken(secret: string, inviteId: string): string {
  return `${inviteId}.${sign({ secret, purpose: 'invite', text: inviteId })}`;
}
