import { z } from 'zod';
import { event } from '#lib/event.ts';

/** Somebody told the organisers that something is off. */
export const ReportMade = event('ReportMade', {
  reportId: z.string(),
});
