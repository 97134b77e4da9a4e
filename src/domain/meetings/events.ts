/** What meetings announce to the floors above: ids only, words stay where they are guarded. */
import { z } from 'zod';
import { event } from '#lib/event.ts';

/** A single meeting was found: a time was picked, or a first chat came with a yes. */
export const MeetingBooked = event(
  'MeetingBooked',
  {
    by: z.string().nullable(),
    pairingId: z.string(),
    meetingId: z.string(),
    because: z.enum(['agreed', 'first_chat']),
  },
  { refreshes: ['pairing', 'meeting'] },
);

/** A rhythm begins or another takes its place; `beforeId` is the series that ends. */
export const RhythmAgreed = event(
  'RhythmAgreed',
  {
    by: z.string().nullable(),
    pairingId: z.string(),
    seriesId: z.string(),
    beforeId: z.string().nullable(),
  },
  { refreshes: ['pairing'] },
);

export const MeetingSuggested = event(
  'MeetingSuggested',
  { pairingId: z.string(), suggestionId: z.string() },
  { refreshes: ['pairing'] },
);

export const MeetingMoved = event(
  'MeetingMoved',
  {
    by: z.string().nullable(),
    pairingId: z.string(),
    meetingId: z.string(),
    /** When it was, epoch milliseconds. */
    wasAt: z.number(),
  },
  { refreshes: ['pairing', 'meeting'] },
);

export const MeetingCalledOff = event(
  'MeetingCalledOff',
  { by: z.string().nullable(), pairingId: z.string(), meetingId: z.string() },
  { refreshes: ['pairing', 'meeting'] },
);

export const RhythmPaused = event(
  'RhythmPaused',
  {
    by: z.string().nullable(),
    pairingId: z.string(),
    seriesId: z.string(),
    /** ISO dates on the clock of the series, both included. */
    from: z.string(),
    to: z.string(),
  },
  { refreshes: ['pairing'] },
);

/** The law of a zone changed its clocks: coming meetings of a series are at other instants. */
export const RhythmShifted = event(
  'RhythmShifted',
  { pairingId: z.string(), seriesId: z.string() },
  { refreshes: ['pairing'] },
);

/** One of the two has something else at that time by now: both are asked for another. */
export const MeetingClash = event(
  'MeetingClash',
  { pairingId: z.string(), meetingId: z.string() },
  { refreshes: ['pairing', 'meeting'] },
);

/** Meetings fall away from the rhythm: both are asked, kindly, whether fewer would suit. */
export const DriftNoticed = event(
  'DriftNoticed',
  {
    pairingId: z.string(),
    /** When they are asked, epoch milliseconds. */
    askedAt: z.number(),
  },
  { refreshes: ['pairing'] },
);

/** The address of a calendar was not read for so long that it ends in a week. */
export const FeedUnused = event('FeedUnused', {
  feedId: z.string(),
});

/** A meeting comes near: those who chose to are reminded. */
export const MeetingNear = event(
  'MeetingNear',
  {
    pairingId: z.string(),
    meetingId: z.string(),
    /** When it begins, epoch milliseconds. */
    at: z.number(),
    how: z.enum(['day', 'hour']),
  },
  { refreshes: ['pairing', 'meeting'] },
);
