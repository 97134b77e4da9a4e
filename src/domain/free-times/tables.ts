/** Times that are taken: booked quarters of an hour, days off, and calendars members brought along. */
import type { Generated } from 'kysely';

declare module '#platform/db/tables.ts' {
  interface Tables {
    booked_quarters: BookedQuartersTable;
    days_off: DaysOffTable;
    busy_calendars: BusyCalendarsTable;
    busy_times: BusyTimesTable;
  }
}

export interface BookedQuartersTable {
  member_id: string;
  quarter: number;
  meeting_id: string;
}

export interface DaysOffTable {
  id: string;
  member_id: string;
  from_date: string;
  to_date: string;
}

export interface BusyCalendarsTable {
  id: string;
  member_id: string;
  sealed_address: string;
  host: string;
  added_at: number;
  fetched_at: number | null;
  problem: Generated<string>;
  /** Of the content that took too long to read the last time, null where none did. */
  late_digest: string | null;
}

export interface BusyTimesTable {
  calendar_id: string;
  starts_at: number;
  ends_at: number;
}
