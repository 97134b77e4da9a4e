import type { ProfileField } from './profile.ts';

/** Who can see what a member says: signed-in members, or also everyone once the card is public. */
export type Audience = 'members' | 'everyone_if_public';

/**
 * Who can see each part of a profile. The weekly hours tell when somebody is at home and the links
 * where else to find them, so neither ever leaves the community.
 */
export const audienceOf: Readonly<Record<ProfileField | 'picture', Audience>> = {
  isAvailable: 'everyone_if_public',
  capacity: 'everyone_if_public',
  modes: 'everyone_if_public',
  replyDays: 'everyone_if_public',
  terms: 'everyone_if_public',
  whoMayWrite: 'everyone_if_public',
  shares: 'everyone_if_public',
  wants: 'everyone_if_public',
  timeZone: 'members',
  hours: 'members',
  name: 'everyone_if_public',
  pronouns: 'everyone_if_public',
  ownWords: 'everyone_if_public',
  place: 'everyone_if_public',
  languages: 'everyone_if_public',
  links: 'members',
  isPublic: 'members',
  picture: 'everyone_if_public',
};
