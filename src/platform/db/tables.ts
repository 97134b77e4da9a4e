import type { AccountsTables } from './tables/accounts.ts';
import type { CommunityTables } from './tables/community.ts';
import type { ConversationsTables } from './tables/conversations.ts';
import type { HouseTables } from './tables/house.ts';
import type { MeetingsTables } from './tables/meetings.ts';
import type { MembersTables } from './tables/members.ts';
import type { PairingsTables } from './tables/pairings.ts';
import type { QuestionsTables } from './tables/questions.ts';
import type { ReviewsTables } from './tables/reviews.ts';

/**
 * Every table as the program sees it, each written down with the capability it belongs to. Times
 * are epoch milliseconds UTC, flags are 0 or 1, lists and records are JSON text. `Generated` marks
 * columns the database fills when an insert leaves them out.
 */
export interface Tables
  extends
    AccountsTables,
    CommunityTables,
    ConversationsTables,
    HouseTables,
    MeetingsTables,
    MembersTables,
    PairingsTables,
    QuestionsTables,
    ReviewsTables {}
