/** What the community announces to the floors above. */

/** An organiser changed the community's settings; ticks may hold for longer or shorter now. */
export interface CommunitySettingsChanged {
  name: 'CommunitySettingsChanged';
}
