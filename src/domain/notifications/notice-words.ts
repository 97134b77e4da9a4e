/** The words for each kind of notice: one sentence for the app and the subject, and what a letter adds. */
import { sayDay, sayTime, sayWeekday } from '#lib/say-time.ts';
import { m } from '#words/paraglide/messages.js';
import { sayBothTimes, type Clocks } from './moment.ts';
import { meetingWriters } from './meeting-words.ts';
import type { NoticeKind } from './notice.ts';
import { questionWriters } from './question-words.ts';
import { reviewWriters } from './review-words.ts';
import type { In, Told, Wording, Writer } from './told.ts';

export type { Told } from './told.ts';

/** The words of a notice. */
export function wordNotice(told: Told): Wording {
  const { locale, at, yourZone: zone } = told;
  const reading = { locale, zone };
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const said = {
    name: told.name || m.letters_somebody({}, { locale }),
    third: told.third || m.letters_somebody({}, { locale }),
    community: told.community,
    time: at === null ? '' : sayTime(at, reading),
    day: at === null ? '' : sayDay(at, reading),
    weekday: at === null ? '' : sayWeekday(at, reading),
    skills: list.format(told.skills),
  };
  return writers[told.kind](said, told, { locale });
}

/** The time a notice names, on both clocks; none where it names none, or a whole day. */
export function clocksOf({ kind, at, locale, name, yourZone, theirZone }: Told): Clocks {
  if (!atTimes.includes(kind) || at === null) return [];
  return sayBothTimes(at, { locale, zone: yourZone, name, theirs: theirZone });
}

const atTimes: readonly NoticeKind[] = [
  'note_yes',
  'meeting_booked',
  'meeting_moved',
  'meeting_reminder',
  'rhythm_agreed',
  'rhythm_shifted',
];

const writers: Record<NoticeKind, Writer> = {
  ...meetingWriters,
  ...reviewWriters,
  ...questionWriters,
  note_received: (said, { skills }, to) => ({
    subject: m.letters_note_received_subject(said, to),
    paragraphs: [
      skills.length === 0
        ? m.letters_note_received_what(said, to)
        : m.letters_note_received_skills(said, to),
      m.letters_note_received_next(said, to),
    ],
    button: m.letters_note_received_button({}, to),
    links: answers(to),
  }),
  note_waiting: (said, _told, to) => ({
    subject: m.letters_note_waiting_subject(said, to),
    paragraphs: [m.letters_note_waiting_what({}, to), m.letters_note_waiting_next(said, to)],
    button: m.letters_note_received_button({}, to),
    links: answers(to),
  }),
  note_wrote_back: (said, _told, to) => ({
    subject: m.letters_note_wrote_back_subject(said, to),
    paragraphs: [
      m.letters_note_wrote_back_what(said, to),
      m.letters_note_wrote_back_next(said, to),
    ],
    button: m.letters_note_question_button({}, to),
  }),
  note_question: (said, _told, to) => ({
    subject: m.letters_note_question_subject(said, to),
    paragraphs: [m.letters_note_question_what(said, to), m.letters_note_wrote_back_next(said, to)],
    button: m.letters_note_question_button({}, to),
  }),
  note_answered: (said, _told, to) => ({
    subject: m.letters_note_answered_subject(said, to),
    paragraphs: [m.letters_note_answered_what({}, to), m.letters_note_wrote_back_next(said, to)],
    button: m.letters_note_question_button({}, to),
  }),
  note_yes: (said, told, to) => ({
    subject:
      told.at === null
        ? m.letters_note_yes_subject(said, to)
        : m.letters_note_yes_subject_time(said, to),
    paragraphs: [
      told.at === null ? m.letters_note_yes_what({}, to) : m.letters_note_yes_chat({}, to),
      m.letters_note_yes_next({}, to),
    ],
    button: m.letters_pairing_button(said, to),
  }),
  note_promised: (said, _told, to) => ({
    subject: m.letters_note_promised_subject(said, to),
    paragraphs: [m.letters_note_promised_what(said, to), m.letters_note_promised_next({}, to)],
    button: m.letters_note_promised_button({}, to),
  }),
  note_no: (said, _told, to) => ({
    subject: m.letters_note_no_subject(said, to),
    paragraphs: [m.letters_note_no_what({}, to), m.letters_note_no_next({}, to)],
    button: m.letters_note_next_button({}, to),
  }),
  note_passed_on: (said, _told, to) => ({
    subject: m.letters_note_passed_on_subject(said, to),
    paragraphs: [m.letters_note_passed_on_what(said, to), m.letters_note_passed_on_next(said, to)],
    button: m.letters_note_passed_on_button({}, to),
  }),
  note_quiet: (said, _told, to) => ({
    subject: m.letters_note_quiet_subject(said, to),
    paragraphs: [m.letters_note_quiet_what(said, to), m.letters_note_quiet_next({}, to)],
    button: m.letters_note_next_button({}, to),
  }),
  note_closed: (said, _told, to) => ({
    subject: m.letters_note_closed_subject(said, to),
    paragraphs: [m.letters_note_closed_what({}, to), m.letters_note_quiet_next({}, to)],
    button: m.letters_note_next_button({}, to),
  }),
  waited_long: (said, _told, to) => ({
    subject: m.letters_waited_long_subject(said, to),
    paragraphs: [m.letters_waited_long_what(said, to), m.letters_waited_long_next({}, to)],
    button: m.letters_waited_long_button({}, to),
  }),
  place_offered: (said, _told, to) => ({
    subject: m.letters_place_offered_subject(said, to),
    paragraphs: [m.letters_place_offered_what(said, to), m.letters_place_offered_next({}, to)],
    button: m.letters_place_offered_button({}, to),
  }),
  tick_questioned: (said, _told, to) => ({
    subject: m.letters_tick_lapsed_subject(said, to),
    paragraphs: [m.letters_tick_questioned_what(said, to), m.letters_tick_lapsed_back({}, to)],
    button: m.letters_tick_button({}, to),
  }),
  message: (said, _told, to) => ({
    subject: m.letters_message_subject(said, to),
    paragraphs: [m.letters_message_what({}, to), m.letters_message_next({}, to)],
    button: m.letters_message_button({}, to),
  }),
  after_chat_asked: (said, _told, to) => ({
    subject: m.letters_after_chat_asked_subject(said, to),
    paragraphs: [
      m.letters_after_chat_asked_what({}, to),
      m.letters_after_chat_asked_next(said, to),
    ],
    button: m.letters_answer_alone_button({}, to),
  }),
  goes_along: (said, _told, to) => ({
    subject: m.letters_goes_along_subject(said, to),
    paragraphs: [m.letters_goes_along_what({}, to)],
    button: m.letters_pairing_button(said, to),
  }),
  renewal_asked: (said, _told, to) => ({
    subject: m.letters_renewal_asked_subject(said, to),
    paragraphs: [m.letters_renewal_asked_what(said, to), m.letters_renewal_asked_next({}, to)],
    button: m.letters_answer_alone_button({}, to),
  }),
  renewed: (said, _told, to) => ({
    subject: m.letters_renewed_subject(said, to),
    paragraphs: [m.letters_renewed_what(said, to)],
    button: m.letters_pairing_button(said, to),
  }),
  rested: (said, _told, to) => ({
    subject: m.letters_rested_subject(said, to),
    paragraphs: [m.letters_rested_what(said, to)],
    button: m.letters_pairing_button(said, to),
  }),
  woke: (said, _told, to) => ({
    subject: m.letters_woke_subject(said, to),
    paragraphs: [m.letters_woke_what({}, to)],
    button: m.letters_pairing_button(said, to),
  }),
  wrapped_up: (said, _told, to) => ({
    subject: m.letters_wrapped_up_subject(said, to),
    paragraphs: [m.letters_wrapped_up_what({}, to), m.letters_wrapped_up_next(said, to)],
    button: m.letters_pairing_button(said, to),
  }),
  agreement_suggested: (said, _told, to) => ({
    subject: m.letters_agreement_suggested_subject(said, to),
    paragraphs: [m.letters_agreement_suggested_what({}, to)],
    button: m.letters_agreement_suggested_button({}, to),
  }),
  agreement_agreed: (said, _told, to) => ({
    subject: m.letters_agreement_agreed_subject(said, to),
    paragraphs: [m.letters_agreement_agreed_what({}, to)],
    button: m.letters_agreement_agreed_button({}, to),
  }),
  contact_shared: (said, _told, to) => ({
    subject: m.letters_contact_shared_subject(said, to),
    paragraphs: [m.letters_contact_shared_what({}, to)],
    button: m.letters_pairing_button(said, to),
  }),
  goodbye_left: (said, _told, to) => ({
    subject: m.letters_goodbye_left_subject(said, to),
    paragraphs: [m.letters_goodbye_left_what({}, to)],
    button: m.letters_goodbye_left_button({}, to),
  }),
  thanks_left: (said, _told, to) => ({
    subject: m.letters_thanks_left_subject(said, to),
    paragraphs: [m.letters_thanks_left_what({}, to)],
    button: m.letters_thanks_left_button({}, to),
  }),
  hand_off_suggested: (said, _told, to) => ({
    subject: m.letters_hand_off_suggested_subject(said, to),
    paragraphs: [
      m.letters_hand_off_suggested_what({}, to),
      m.letters_hand_off_suggested_next(said, to),
    ],
    button: m.letters_hand_off_suggested_button({}, to),
  }),
  check_in_opened: (said, _told, to) => ({
    subject: m.letters_check_in_opened_subject(said, to),
    paragraphs: [m.letters_check_in_opened_what({}, to), m.letters_check_in_opened_next({}, to)],
    button: m.letters_check_in_opened_button({}, to),
  }),
  check_in_revealed: (said, _told, to) => ({
    subject: m.letters_check_in_revealed_subject(said, to),
    paragraphs: [m.letters_check_in_revealed_what({}, to)],
    button: m.letters_pairing_button(said, to),
  }),
  report_made: (said, _told, to) => ({
    subject: m.letters_report_made_subject({}, to),
    paragraphs: [m.letters_report_made_what(said, to)],
    button: m.letters_report_made_button({}, to),
  }),
};

/** The answers a note can be given, each one click away; the page behind it decides nothing by itself. */
const answers = (to: In): NonNullable<Wording['links']> => [
  { label: m.letters_note_answer_yes({}, to), query: 'answer=yes' },
  { label: m.letters_note_answer_question({}, to), query: 'answer=question' },
  { label: m.letters_note_answer_full({}, to), query: 'answer=full' },
  { label: m.letters_note_answer_pass({}, to), query: 'answer=pass' },
];
