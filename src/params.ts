/** What a blank of a route may hold, and what the route is given for it. */
import { defineParams } from '@sveltejs/kit/params';
import { thingUnder } from '#domain/moderation/report.ts';

export const params = defineParams({
  /** The first part of the address of what can be reported: `messages` is a message. */
  reportable: thingUnder,
});
