/** What the community announces to the floors above. */
import { event } from '#lib/event.ts';

/** An organiser changed the community's settings; ticks may hold for longer or shorter now. */
export const CommunitySettingsChanged = event('CommunitySettingsChanged', {});
