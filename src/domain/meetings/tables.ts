/** Rhythms, meetings, what belongs to them, and times that are taken elsewhere. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    series: SeriesTable;
    series_changes: SeriesChangesTable;
    meetings: MeetingsTable;
    meeting_suggestions: MeetingSuggestionsTable;
    agenda_items: AgendaItemsTable;
    meeting_notes: MeetingNotesTable;
    private_notes: PrivateNotesTable;
    action_items: ActionItemsTable;
    reminder_choices: ReminderChoicesTable;
  }
}

export interface SeriesTable {
  id: string;
  pairing_id: string;
  zone: string;
  start_date: string;
  minute: number;
  minutes: number;
  rhythm: string;
  until_date: string | null;
  count: number | null;
  place_kind: string;
  place: Generated<string>;
  sequence: Generated<number>;
  follows_id: string | null;
  /** When both were last asked whether fewer meetings would suit. */
  asked_fewer_at: number | null;
  /** Up to when its meetings have been written as rows. */
  seen_until: number;
  began_at: number;
  changed_at: number;
  ended_at: number | null;
}

export interface SeriesChangesTable {
  id: string;
  series_id: string;
  kind: 'skip' | 'move' | 'pause';
  date: string;
  to_date: string | null;
  to_minute: number | null;
  to_zone: string | null;
  made_at: number;
}

export interface MeetingsTable {
  id: string;
  pairing_id: string;
  series_id: string | null;
  date: string;
  at: number;
  ends_at: number;
  state: 'planned' | 'called_off' | 'happened' | 'did_not_happen';
  place_kind: string;
  place: Generated<string>;
  sequence: Generated<number>;
  /** Stands elsewhere than its rhythm alone would put it. */
  moved: Generated<Flag>;
  logged: Generated<Flag>;
  changed_at: number;
  /** The beginning both were reminded of a day before, and an hour before; null for none yet. */
  reminded_day: number | null;
  reminded_hour: number | null;
}

export interface MeetingSuggestionsTable {
  id: string;
  pairing_id: string;
  subject: string;
  kind: 'times' | 'rhythm' | 'move' | 'skip' | 'move_all' | 'pause';
  details: string;
  suggested_by: string | null;
  suggested_at: number;
  state: 'open' | 'agreed' | 'replaced' | 'withdrawn' | 'gone';
  answered_at: number | null;
}

export interface AgendaItemsTable {
  id: string;
  pairing_id: string;
  meeting_id: string | null;
  from_id: string;
  words: string;
  added_at: number;
  done_at: number | null;
  removed_at: number | null;
}

export interface MeetingNotesTable {
  meeting_id: string;
  version: number;
  body: string;
  saved_by: string | null;
  saved_at: number;
}

export interface PrivateNotesTable {
  meeting_id: string;
  member_id: string;
  body: string;
  saved_at: number;
}

export interface ActionItemsTable {
  id: string;
  pairing_id: string;
  meeting_id: string | null;
  for_id: string;
  words: string;
  added_at: number;
  done_at: number | null;
  removed_at: number | null;
}

export interface ReminderChoicesTable {
  member_id: string;
  day_before: Flag;
  hour_before: Flag;
}
