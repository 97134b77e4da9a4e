/** How members come in: addresses, links, sessions, passkeys and outside identities. */
import type { Generated } from 'kysely';

declare module '#platform/db/tables.ts' {
  interface Tables {
    emails: EmailsTable;
    invites: InvitesTable;
    sign_in_links: SignInLinksTable;
    email_changes: EmailChangesTable;
    sessions: SessionsTable;
    passkeys: PasskeysTable;
    passkey_challenges: PasskeyChallengesTable;
    identities: IdentitiesTable;
    provider_flows: ProviderFlowsTable;
  }
}

export interface EmailsTable {
  member_id: string;
  address: string;
  address_key: string;
  verified_at: number | null;
  /** When a letter came back for good; nothing but security letters is sent there until it is mended. */
  bounced_at: number | null;
  bounce_reason: Generated<string>;
}

export interface InvitesTable {
  id: string;
  created_by: string;
  created_at: number;
  expires_at: number | null;
  ended_at: number | null;
  uses: Generated<number>;
}

export interface SignInLinksTable {
  id: string;
  token_hash: string;
  purpose: 'sign_in' | 'first_run' | 'invitation' | 'handed';
  address: string;
  address_key: string;
  member_id: string | null;
  invite_id: string | null;
  return_to: Generated<string>;
  /** Fingerprint of the asking browser's cookie; null for a link made for someone else's browser. */
  browser_hash: string | null;
  code_hash: string | null;
  code_tries: Generated<number>;
  asked_from: Generated<string>;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

export interface EmailChangesTable {
  id: string;
  member_id: string;
  new_address: string;
  new_address_key: string;
  old_address: string;
  old_token_hash: string;
  new_token_hash: string;
  old_confirmed_at: number | null;
  new_confirmed_at: number | null;
  /** When both had confirmed and the address was changed. */
  changed_at: number | null;
  undo_token_hash: string | null;
  undone_at: number | null;
  created_at: number;
  expires_at: number;
}

export interface SessionsTable {
  id: string;
  token_hash: string;
  member_id: string;
  device: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
}

export interface PasskeysTable {
  id: string;
  member_id: string;
  public_key: string;
  counter: number;
  transports: string;
  name: string;
  created_at: number;
  used_at: number | null;
}

export interface PasskeyChallengesTable {
  id: string;
  challenge: string;
  member_id: string | null;
  expires_at: number;
}

export interface IdentitiesTable {
  provider: string;
  subject: string;
  member_id: string;
  linked_at: number;
}

export interface ProviderFlowsTable {
  state_hash: string;
  provider: string;
  verifier: string;
  nonce: string;
  browser_hash: string;
  member_id: string | null;
  invite_id: string | null;
  return_to: string;
  expires_at: number;
}
