/** The community: its choices, its pages, and its organisers. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    community: CommunityTable;
    community_pages: CommunityPagesTable;
    organisers: OrganisersTable;
    organiser_acts: OrganiserActsTable;
  }
}

export interface CommunityTable {
  id: 'here';
  name: string;
  join_policy: 'open' | 'invite' | 'approval';
  list_visibility: 'members' | 'everyone';
  /** JSON array of BCP 47 language codes. */
  languages: string;
  locale: string;
  minimum_age: number;
  /** Days a tick stays fresh without being confirmed. */
  tick_days: number;
  /** How many open requests one member may have at a time. */
  open_requests: Generated<number>;
  /** Where rooms for video calls are made, such as https://meet.example/; '' for none. */
  meeting_base: Generated<string>;
  /** Whether a question may go to members nobody knows yet. */
  asks_around: Generated<Flag>;
  set_up_at: number;
  version: number;
}

export interface CommunityPagesTable {
  slug: string;
  version: number;
  title: string;
  body: string;
  saved_at: number;
  saved_by: string | null;
}

export interface OrganisersTable {
  member_id: string;
  appointed_by: string | null;
  appointed_at: number;
}

export interface OrganiserActsTable {
  id: string;
  member_id: string;
  act: string;
  about: string;
  at: number;
}
