/** Uses of a table by a file that does not belong to its owner, from before tables had owners. Only shrinks. */
export type TableExceptions = Readonly<
  Record<string, { readonly reads?: string; readonly writes?: string }>
>;

export const tableExceptions: TableExceptions = {
  'src/demo/asking.server.ts': { reads: 'posts questions shared_answers' },
  'src/demo/fill.server.ts': {
    reads: 'members',
    writes:
      'emails member_languages member_links members offers organisers shared_skills wanted_skills',
  },
  'src/demo/reviewing.server.ts': { reads: 'reviews' },
  'src/demo/stage.server.ts': { reads: 'jobs pairings', writes: 'jobs' },
  'src/domain/accounts/doorkeeping/commands.server.ts': { reads: 'members', writes: 'members' },
  'src/domain/accounts/doorkeeping/queries.server.ts': { reads: 'members organisers' },
  'src/domain/accounts/emails/queries.server.ts': { reads: 'mails members' },
  'src/domain/accounts/invitations/queries.server.ts': { reads: 'members notification_choices' },
  'src/domain/accounts/invites/queries.server.ts': { reads: 'members' },
  'src/domain/accounts/joining/commands.server.ts': {
    reads: 'members organisers',
    writes: 'members',
  },
  'src/domain/accounts/sessions/queries.server.ts': { reads: 'members organisers' },
  'src/domain/accounts/welcome/commands.server.ts': { writes: 'members organisers' },
  'src/domain/checkins/queries.server.ts': { reads: 'members pairings' },
  'src/domain/checkins/tasks.server.ts': { reads: 'jobs pairings', writes: 'pairings' },
  'src/domain/checkins/turns/queries.server.ts': { reads: 'pairings' },
  'src/domain/community/mailbox/queries.server.ts': { reads: 'mails' },
  'src/domain/community/organisers/commands.server.ts': { reads: 'members' },
  'src/domain/community/organisers/queries.server.ts': { reads: 'members' },
  'src/domain/community/pages/queries.server.ts': { reads: 'members' },
  'src/domain/meetings/booking/queries.server.ts': { reads: 'pairings' },
  'src/domain/meetings/busy/tasks.server.ts': { reads: 'members' },
  'src/domain/meetings/calendars/feeds/queries.server.ts': { reads: 'members' },
  'src/domain/meetings/calendars/invitations/queries.server.ts': { reads: 'emails members' },
  'src/domain/meetings/diary/queries.server.ts': { reads: 'pairings' },
  'src/domain/meetings/reminders/tasks.server.ts': { reads: 'pairings' },
  'src/domain/meetings/tasks.server.ts': { reads: 'jobs pairings' },
  'src/domain/members/choices/queries.server.ts': { reads: 'emails' },
  'src/domain/members/offers/queries.server.ts': { reads: 'emails' },
  'src/domain/members/profiles/commands.server.ts': { reads: 'organisers' },
  'src/domain/members/profiles/queries.server.ts': { reads: 'skills' },
  'src/domain/moderation/evidence/queries.server.ts': { reads: 'messages requests' },
  'src/domain/moderation/queries.server.ts': {
    reads:
      'conversation_members members messages organisers pairings requests shared_answer_people',
  },
  'src/domain/moderation/tasks.server.ts': { reads: 'emails members organisers' },
  'src/domain/moderation/works/queries.server.ts': {
    reads: 'comments members questions shared_answer_people shared_answers',
  },
  'src/domain/pairings/endings/queries.server.ts': { reads: 'jobs' },
  'src/domain/pairings/handoffs/commands.server.ts': { reads: 'members offers' },
  'src/domain/pairings/outcomes/commands.server.ts': { reads: 'members' },
  'src/domain/pairings/people/queries.server.ts': { reads: 'members' },
  'src/domain/pairings/requests/commands.server.ts': { reads: 'offers pairings waiting_places' },
  'src/domain/pairings/requests/keeping/clocks/queries.server.ts': {
    reads: 'jobs offers waiting_places',
  },
  'src/domain/pairings/requests/keeping/queries.server.ts': { reads: 'blocks' },
  'src/domain/pairings/requests/passing/commands.server.ts': { reads: 'members' },
  'src/domain/pairings/requests/people/queries.server.ts': {
    reads: 'members offers shared_skills skills wanted_skills',
  },
  'src/domain/pairings/requests/queries.server.ts': { reads: 'messages pairings waiting_places' },
  'src/domain/pairings/requests/sending/queries.server.ts': {
    reads: 'blocks community members offers pairings shared_skills waiting_places wanted_skills',
  },
  'src/domain/pairings/requests/waiting/commands.server.ts': { reads: 'pairings' },
  'src/domain/pairings/requests/waiting/keeping/queries.server.ts': {
    reads: 'members pairings requests',
  },
  'src/domain/pairings/requests/waiting/queries.server.ts': { reads: 'offers pairings' },
  'src/domain/pairings/tasks.server.ts': { reads: 'jobs' },
  'src/domain/pairings/turns/queries.server.ts': { reads: 'jobs' },
  'src/domain/questions/asking/queries.server.ts': { reads: 'pairings' },
  'src/domain/questions/keeping/queries.server.ts': { reads: 'jobs pairings' },
  'src/domain/questions/lines/queries.server.ts': { reads: 'pairings skills' },
  'src/domain/questions/rounds/queries.server.ts': { reads: 'members offers shared_skills' },
  'src/domain/questions/sharing/finding/queries.server.ts': { reads: 'skills' },
  'src/domain/questions/sharing/keeping/commands.server.ts': { reads: 'skills' },
  'src/domain/reviews/queries.server.ts': { reads: 'pairings' },
  'src/domain/rosters/commands.server.ts': {
    writes: 'emails member_languages member_links members offers shared_skills wanted_skills',
  },
  'src/domain/rosters/queries.server.ts': {
    reads: 'emails member_languages member_links members offers shared_skills skills wanted_skills',
  },
  'src/domain/skills/queries.server.ts': { reads: 'shared_skills wanted_skills' },
};
