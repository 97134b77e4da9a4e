/**
 * The floors of the house, one list for the import rules and for whoever wants to know.
 * A module may import from lower floors only; modules on one floor never know each other.
 *
 * @type {Record<string, number>}
 */
export const floors = {
  community: 1,
  members: 2,
  accounts: 3,
  skills: 3,
  conversations: 3,
  rosters: 4,
  directory: 4,
  pairings: 4,
  meetings: 5,
  reviews: 5,
  questions: 5,
  checkins: 5,
  moderation: 6,
  notifications: 6,
  insights: 6,
};
