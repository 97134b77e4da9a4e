/**
 * How well a mentor fits the one who looks: a small whole number, so that many are equal and take
 * turns (see list-page.ts).
 *
 * Points for each skill I want that they share: my wish (3, 2, 1) times how they feel about it
 * (confident 3, comfortable 2, curious 1); likewise for each skill they want that I share. Points
 * are read in bands, learning 0 to 4 and giving back 0 to 2; their sum comes first and the hours in
 * common (none, some, three a week or more) second. Bands keep a second skill from counting as much
 * as the first, and anyone from standing above others by a hair.
 */
const HOURS_BANDS = 3;
const MOST_LEARN = 4;
const MOST_GIVE = 2;

/** Fits are 0 to LEVELS - 1; more is better. */
export const LEVELS = (MOST_LEARN + MOST_GIVE + 1) * HOURS_BANDS;

/**
 * Points that one skill brings to the side that wants it.
 * @param priority 1 (most wished for) to 3
 * @param confidence 1 (curious) to 3 (confident)
 */
export function skillPoints(priority: number, confidence: number): number {
  return (4 - priority) * confidence;
}

/** The fit of someone with these points and so many quarters of an hour a week in common. */
export function levelOf(points: { learn: number; give: number; quarters: number }): number {
  return (
    (learnBand(points.learn) + giveBand(points.give)) * HOURS_BANDS + hoursBand(points.quarters)
  );
}

function learnBand(points: number): number {
  return points === 0 ? 0 : points < 3 ? 1 : points < 6 ? 2 : points < 9 ? 3 : MOST_LEARN;
}

function giveBand(points: number): number {
  return points === 0 ? 0 : points < 6 ? 1 : MOST_GIVE;
}

function hoursBand(quarters: number): number {
  return quarters === 0 ? 0 : quarters < 12 ? 1 : 2;
}
