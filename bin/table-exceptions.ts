/** Uses of a table by a file that does not belong to its owner, from before tables had owners. Only shrinks. */
export type TableExceptions = Readonly<
  Record<string, { readonly reads?: string; readonly writes?: string }>
>;

export const tableExceptions: TableExceptions = {
  'src/demo/ask-questions.server.ts': { reads: 'posts questions shared_answers' },
  'src/demo/fill.server.ts': {
    reads: 'members',
    writes:
      'emails member_languages member_links members offers organisers shared_skills wanted_skills',
  },
  'src/demo/review-code.server.ts': { reads: 'reviews' },
  'src/demo/stage.server.ts': { reads: 'jobs pairings', writes: 'jobs' },
  'src/domain/accounts/admission.commands.server.ts': { reads: 'members', writes: 'members' },
  'src/domain/accounts/admission.queries.server.ts': { reads: 'members organisers' },
  'src/domain/accounts/email-addresses.queries.server.ts': { reads: 'mails members' },
  'src/domain/accounts/first-run.commands.server.ts': { writes: 'members organisers' },
  'src/domain/accounts/invite-links.queries.server.ts': { reads: 'members' },
  'src/domain/accounts/joining.commands.server.ts': {
    reads: 'members organisers',
    writes: 'members',
  },
  'src/domain/accounts/mailed-invitations.queries.server.ts': {
    reads: 'members notification_choices',
  },
  'src/domain/accounts/passkeys.queries.server.ts': { reads: 'members organisers' },
  'src/domain/accounts/sessions.queries.server.ts': { reads: 'members organisers' },
  'src/domain/calendars/calendar-feeds.queries.server.ts': { reads: 'members' },
  'src/domain/calendars/calendar-invitations.queries.server.ts': { reads: 'emails members' },
  'src/domain/checkins/checkins.queries.server.ts': { reads: 'members pairings' },
  'src/domain/checkins/your-turn-checkins.queries.server.ts': { reads: 'pairings' },
  'src/domain/community/community-pages.queries.server.ts': { reads: 'members' },
  'src/domain/community/mailbox.queries.server.ts': { reads: 'mails' },
  'src/domain/community/organisers.commands.server.ts': { reads: 'members' },
  'src/domain/community/organisers.queries.server.ts': { reads: 'members' },
  'src/domain/free-times/booked-quarters.queries.server.ts': { reads: 'meetings pairings' },
  'src/domain/free-times/busy-calendar.tasks.server.ts': { reads: 'members' },
  'src/domain/hand-offs/hand-offs.commands.server.ts': { reads: 'goals members offers' },
  'src/domain/meetings/meeting.tasks.server.ts': { reads: 'pairings', writes: 'booked_quarters' },
  'src/domain/meetings/member-meetings.queries.server.ts': { reads: 'pairings' },
  'src/domain/members/mail-choices.queries.server.ts': { reads: 'emails' },
  'src/domain/members/profiles.commands.server.ts': { reads: 'organisers' },
  'src/domain/members/profiles.queries.server.ts': { reads: 'skills' },
  'src/domain/members/ticks.queries.server.ts': { reads: 'emails' },
  'src/domain/moderation/report-snapshot.queries.server.ts': { reads: 'messages requests' },
  'src/domain/moderation/report.tasks.server.ts': { reads: 'emails members organisers' },
  'src/domain/moderation/reportable.queries.server.ts': {
    reads: 'comments members questions shared_answer_people shared_answers',
  },
  'src/domain/moderation/reports.queries.server.ts': {
    reads:
      'conversation_members members messages organisers pairings requests shared_answer_people',
  },
  'src/domain/pairings/pairing-people.queries.server.ts': { reads: 'members' },
  'src/domain/pairings/private-answers.commands.server.ts': { reads: 'members' },
  'src/domain/pairings/your-turn-pairings.queries.server.ts': { reads: 'hand_offs' },
  'src/domain/questions/ask-around.queries.server.ts': { reads: 'members offers shared_skills' },
  'src/domain/questions/asking-limits.queries.server.ts': { reads: 'pairings' },
  'src/domain/questions/question-summaries.queries.server.ts': { reads: 'pairings skills' },
  'src/domain/questions/shared-answer-search.queries.server.ts': { reads: 'skills' },
  'src/domain/questions/shared-answer-store.commands.server.ts': { reads: 'skills' },
  'src/domain/requests/answer-note.commands.server.ts': { reads: 'offers pairings' },
  'src/domain/requests/pass-on.commands.server.ts': { reads: 'members' },
  'src/domain/requests/request-clocks.queries.server.ts': { reads: 'offers' },
  'src/domain/requests/request-people.queries.server.ts': {
    reads: 'members offers shared_skills skills wanted_skills',
  },
  'src/domain/requests/request-store.queries.server.ts': { reads: 'blocks' },
  'src/domain/requests/requests.queries.server.ts': { reads: 'messages pairings' },
  'src/domain/requests/waiting-list.commands.server.ts': { reads: 'pairings' },
  'src/domain/requests/waiting-list.queries.server.ts': { reads: 'offers pairings' },
  'src/domain/requests/waiting-place-store.queries.server.ts': { reads: 'members pairings' },
  'src/domain/requests/writing-eligibility.queries.server.ts': {
    reads: 'blocks community members offers pairings shared_skills wanted_skills',
  },
  'src/domain/reviews/reviews.queries.server.ts': { reads: 'pairings' },
  'src/domain/rosters/import-roster.commands.server.ts': {
    writes: 'emails member_languages member_links members offers shared_skills wanted_skills',
  },
  'src/domain/rosters/rosters.queries.server.ts': {
    reads: 'emails member_languages member_links members offers shared_skills skills wanted_skills',
  },
  'src/domain/skills/save-profile.commands.server.ts': { writes: 'shared_skills wanted_skills' },
  'src/domain/skills/skills.queries.server.ts': { reads: 'shared_skills wanted_skills' },
};
