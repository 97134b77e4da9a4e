/**
 * The floors of the domain, one list for the import rules and for whoever wants to know.
 * A module may import from lower floors only; modules on one floor never import each other.
 *
 * @type {Record<string, number>}
 */
export const floors = {
  community: 1,
  rhythms: 1,
  members: 2,
  skills: 3,
  accounts: 3,
  conversations: 3,
  directory: 4,
  pairings: 4,
  rosters: 4,
  checkins: 5,
  'free-times': 5,
  questions: 5,
  requests: 5,
  reviews: 5,
  'hand-offs': 6,
  meetings: 6,
  moderation: 7,
  calendars: 7,
  notifications: 8,
  insights: 8,
};
