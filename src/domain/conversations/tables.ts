/** What two people write to each other, and what members are told of. */
import type { Generated } from 'kysely';

declare module '#platform/db/tables.ts' {
  interface Tables {
    conversations: ConversationsTable;
    conversation_members: ConversationMembersTable;
    messages: MessagesTable;
    notices: NoticesTable;
    notification_choices: NotificationChoicesTable;
    quiet_hours: QuietHoursTable;
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

export interface NoticesTable {
  id: string;
  notice_key: string;
  member_id: string;
  /** Whom it tells of; null where it is about nobody in particular. */
  other_id: string | null;
  kind: string;
  facts: string;
  href: string;
  told_at: number;
  seen_at: number | null;
  /** When a letter about it may go; null when none waits any more. */
  letter_due_at: number | null;
  mailed_at: number | null;
  /** In a letter that could not wait, or in the one calm letter of a day. */
  mailed_how: Generated<'' | 'at_once' | 'calm'>;
}

export interface NotificationChoicesTable {
  member_id: string;
  kind: string;
  how: 'each' | 'digest' | 'never';
  chosen_at: number;
}

export interface QuietHoursTable {
  member_id: string;
  from_minute: number;
  until_minute: number;
}
