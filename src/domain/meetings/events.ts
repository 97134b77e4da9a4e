/** What meetings announce to the floors above: ids only, words stay where they are guarded. */

/** Said with what two people changed: whose doing it was just now, so that the other is told; null: both. */
interface Doing {
  by: string | null;
}

/** A single meeting was found: a time was picked, or a first chat came with a yes. */
export interface MeetingBooked extends Doing {
  name: 'MeetingBooked';
  pairingId: string;
  meetingId: string;
  because: 'agreed' | 'first_chat';
}

/** A rhythm begins or another takes its place; `beforeId` is the series that ends. */
export interface RhythmAgreed extends Doing {
  name: 'RhythmAgreed';
  pairingId: string;
  seriesId: string;
  beforeId: string | null;
}

export interface MeetingSuggested {
  name: 'MeetingSuggested';
  pairingId: string;
  suggestionId: string;
}

export interface MeetingMoved extends Doing {
  name: 'MeetingMoved';
  pairingId: string;
  meetingId: string;
  /** When it was, epoch milliseconds. */
  wasAt: number;
}

export interface MeetingCalledOff extends Doing {
  name: 'MeetingCalledOff';
  pairingId: string;
  meetingId: string;
}

export interface RhythmPaused extends Doing {
  name: 'RhythmPaused';
  pairingId: string;
  seriesId: string;
  /** ISO dates on the clock of the series, both included. */
  from: string;
  to: string;
}

/** The law of a zone changed its clocks: coming meetings of a series are at other instants. */
export interface RhythmShifted {
  name: 'RhythmShifted';
  pairingId: string;
  seriesId: string;
}

/** One of the two has something else at that time by now: both are asked for another. */
export interface MeetingClash {
  name: 'MeetingClash';
  pairingId: string;
  meetingId: string;
}

/** Meetings fall away from the rhythm: both are asked, kindly, whether fewer would suit. */
export interface DriftNoticed {
  name: 'DriftNoticed';
  pairingId: string;
  /** When they are asked, epoch milliseconds. */
  askedAt: number;
}

/** The address of a calendar was not read for so long that it ends in a week. */
export interface FeedUnused {
  name: 'FeedUnused';
  feedId: string;
}

/** A meeting comes near: those who chose to are reminded. */
export interface MeetingNear {
  name: 'MeetingNear';
  pairingId: string;
  meetingId: string;
  /** When it begins, epoch milliseconds. */
  at: number;
  how: 'day' | 'hour';
}
