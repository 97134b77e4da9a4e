/** Members, what they offer, the skills they share and want, whom they blocked, and how they are told of things. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    members: MembersTable;
    member_languages: MemberLanguagesTable;
    member_links: MemberLinksTable;
    offers: OffersTable;
    avatars: AvatarsTable;
    blocks: BlocksTable;
    notification_choices: NotificationChoicesTable;
    quiet_hours: QuietHoursTable;
    shared_skills: SharedSkillsTable;
    wanted_skills: WantedSkillsTable;
  }
}

export interface MembersTable {
  id: string;
  status: 'invited' | 'waiting' | 'active';
  name: string;
  name_key: string;
  pronouns: Generated<string>;
  own_words: Generated<string>;
  place: Generated<string>;
  /** IANA zone, '' where not said. */
  time_zone: Generated<string>;
  locale: Generated<string>;
  theme: Generated<string>;
  /** 168 characters of 0 and 1, Monday 00:00 first, in the member's own zone; '' where not said. */
  week_hours: Generated<string>;
  avatar_id: string | null;
  public_card_at: number | null;
  external_id: string | null;
  /** The invite they joined with, so that invites can be traced (requirement E13). */
  invite_id: string | null;
  age_confirmed_at: number | null;
  conduct_version: number | null;
  conduct_agreed_at: number | null;
  joined_at: number | null;
  created_at: number;
  updated_at: number;
  version: Generated<number>;
}

export interface MemberLanguagesTable {
  member_id: string;
  language: string;
}

export interface MemberLinksTable {
  member_id: string;
  position: number;
  url: string;
}

export interface OffersTable {
  member_id: string;
  /** When the box was ticked; null while it is not. */
  available_at: number | null;
  confirmed_at: number | null;
  reminded_at: number | null;
  /** When the tick went off by itself; null when the member unticked it. */
  lapsed_at: number | null;
  capacity: number;
  /** Places taken now. */
  held: Generated<number>;
  meet: Flag;
  review: Flag;
  answer: Flag;
  swap: Flag;
  reply_days: number;
  terms: 'free' | 'charges' | 'pay_what_feels_right';
  /** Minor units of the currency an hour; null unless terms is 'charges'. */
  amount: number | null;
  currency: Generated<string>;
  terms_note: Generated<string>;
  first_chat_free: Generated<Flag>;
  who_may_write: 'everyone' | 'learners';
}

export interface AvatarsTable {
  id: string;
  member_id: string;
  /** 256 × 256 WebP, base64. */
  webp: string;
  created_at: number;
}

export interface BlocksTable {
  member_id: string;
  other_id: string;
  since: number;
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

export interface SharedSkillsTable {
  member_id: string;
  skill_id: string;
  confidence: 1 | 2 | 3;
}

export interface WantedSkillsTable {
  member_id: string;
  skill_id: string;
  priority: 1 | 2 | 3;
}
