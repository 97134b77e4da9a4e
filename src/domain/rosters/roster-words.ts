import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';
import type { RosterField } from './roster-column.ts';
import type { RosterNote, RosterProblem } from './roster-entry.ts';
import type { PlannedRow } from './roster-plan.ts';
import type { RosterRefusal } from './roster.ts';

/** The language to say it in; a page may leave it out, a terminal may not. */
type In = { locale: Locale } | undefined;

/** What will become of a row, in a few words. */
export function actionInWords(row: PlannedRow, language?: In): string {
  switch (row.action) {
    case 'create':
      return m.rosters_action_create({}, language);
    case 'update':
      return m.rosters_action_update({}, language);
    case 'unchanged':
      return row.hasJoined
        ? m.rosters_action_joined({}, language)
        : m.rosters_action_unchanged({}, language);
    case 'bad':
      return m.rosters_action_bad({}, language);
  }
}

/** Where a row stands in the list. */
export function lineInWords(line: number, language?: In): string {
  return m.rosters_line({ line }, language);
}

/** Why a row can't be taken. */
export function problemInWords({ code, column, value }: RosterProblem, language?: In): string {
  switch (code) {
    case 'not_a_record':
      return m.rosters_problem_not_a_record({}, language);
    case 'too_many_cells':
      return m.rosters_problem_too_many_cells({}, language);
    case 'bad_email':
      return m.rosters_problem_bad_email({ column, value }, language);
    case 'nobody_named':
      return m.rosters_problem_nobody_named({}, language);
    case 'said_twice':
      return m.rosters_problem_said_twice({ value }, language);
    case 'two_members':
      return m.rosters_problem_two_members({ value }, language);
    case 'address_differs':
      return m.rosters_problem_address_differs({ value }, language);
  }
}

/** What the organiser may want to know about a row that is taken. */
export function noteInWords({ code, column, value }: RosterNote, language?: In): string {
  switch (code) {
    case 'name_from_email':
      return m.rosters_note_name_from_email({ value }, language);
    case 'name_from_id':
      return m.rosters_note_name_from_id({ value }, language);
    case 'time_zone_to_be_asked':
      return m.rosters_note_time_zone_to_be_asked({}, language);
    case 'unknown_time_zone':
      return m.rosters_note_unknown_time_zone({ value }, language);
    case 'unknown_country':
      return m.rosters_note_unknown_country({ value }, language);
    case 'unknown_language':
      return m.rosters_note_unknown_language({ value }, language);
    case 'unclear_terms':
      return m.rosters_note_unclear_terms({ value }, language);
    case 'unclear_capacity':
      return m.rosters_note_unclear_capacity({ value }, language);
    case 'unusable_link':
      return m.rosters_note_unusable_link({ value }, language);
    case 'unusable_skill':
      return m.rosters_note_unusable_skill({ value }, language);
    case 'new_skill':
      return m.rosters_note_new_skill({ value }, language);
    case 'shortened':
      return m.rosters_note_shortened({ column }, language);
  }
}

/** Why a whole list can't be read. */
export function refusalInWords(
  { code, line }: { code: RosterRefusal; line: number | null },
  language?: In,
): string {
  switch (code) {
    case 'too_large':
      return m.rosters_refusal_too_large({}, language);
    case 'too_many_rows':
      return m.rosters_refusal_too_many_rows({}, language);
    case 'empty':
      return m.rosters_refusal_empty({}, language);
    case 'unclosed_quote':
      return m.rosters_refusal_unclosed_quote({ line: line ?? 1 }, language);
    case 'not_json':
      return m.rosters_refusal_not_json({ line: line ?? 1 }, language);
    case 'not_a_list':
      return m.rosters_refusal_not_a_list({}, language);
  }
}

/** What a field of a roster is called where columns are mapped. */
export function fieldInWords(field: RosterField, language?: In): string {
  switch (field) {
    case 'externalId':
      return m.rosters_field_externalid({}, language);
    case 'name':
      return m.rosters_field_name({}, language);
    case 'email':
      return m.rosters_field_email({}, language);
    case 'skills':
      return m.rosters_field_skills({}, language);
    case 'wants':
      return m.rosters_field_wants({}, language);
    case 'country':
      return m.rosters_field_country({}, language);
    case 'place':
      return m.rosters_field_place({}, language);
    case 'languages':
      return m.rosters_field_languages({}, language);
    case 'terms':
      return m.rosters_field_terms({}, language);
    case 'timeZone':
      return m.rosters_field_timezone({}, language);
    case 'words':
      return m.rosters_field_words({}, language);
    case 'links':
      return m.rosters_field_links({}, language);
    case 'capacity':
      return m.rosters_field_capacity({}, language);
  }
}
