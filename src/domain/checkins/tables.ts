/** Check-ins and what was answered in them. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    check_ins: CheckInsTable;
    check_in_answers: CheckInAnswersTable;
  }
}

export interface CheckInsTable {
  id: string;
  pairing_id: string;
  opened_at: number;
  closes_at: number;
  closed_at: number | null;
  revealed: Generated<string>;
}

export interface CheckInAnswersTable {
  check_in_id: string;
  member_id: string;
  feels: '' | 'good' | 'okay' | 'off';
  pace: '' | 'too_much' | 'right' | 'too_little';
  change_words: string;
  skipped: Generated<Flag>;
  suggestion_done_at: number | null;
  answered_at: number;
}
