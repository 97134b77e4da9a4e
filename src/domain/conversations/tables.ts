/** What two people write to each other, and what a member is still writing. */
import type { Generated } from 'kysely';

declare module '#platform/db/tables.ts' {
  interface Tables {
    conversations: ConversationsTable;
    conversation_members: ConversationMembersTable;
    messages: MessagesTable;
    drafts: DraftsTable;
  }
}

export interface ConversationsTable {
  id: string;
  created_at: number;
  closed_at: number | null;
}

export interface ConversationMembersTable {
  conversation_id: string;
  member_id: string;
  read_at: Generated<number>;
  muted_at: number | null;
}

export interface MessagesTable {
  id: string;
  conversation_id: string;
  from_id: string;
  body: string;
  written_at: number;
  removed_at: number | null;
}

export interface DraftsTable {
  member_id: string;
  about: string;
  body: string;
  saved_at: number;
}
