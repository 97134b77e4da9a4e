/** What the page of a pairing shows while it goes on. */
import { checkInOf } from '#domain/checkins/checkins.queries.server.ts';
import { reviewsOf } from '#domain/reviews/reviews.queries.server.ts';
import { sayRhythm } from '#ui/pairings/agreement-words.ts';
import { sayNext } from '#ui/pairings/next-step.ts';
import type { frameOf, Reader } from './pairing-frame.server.ts';
import { reviewRow, type ReviewRowShown } from '#ui/reviews/review-row-words.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { meetingsShown } from './pairing-meetings.server.ts';
import type { Opened } from './open-pairing.server.ts';

type Frame = Awaited<ReturnType<typeof frameOf>>;

/** The next thing, what is suggested, and a check-in as the one who looks may see it. */
export async function livingOf(read: Reader, { opened, frame }: { opened: Opened; frame: Frame }) {
  const { pairing, viewer, reader } = opened;
  const { you, other } = pairing;
  const rhythm = sayRhythm(frame.agreement?.current?.lines.rhythm ?? null);
  const checkIn = await checkInOf(read, { pairingId: pairing.id, viewerId: viewer.id });
  return {
    next: sayNext({ ...pairing, you: { ...you, name: '' }, other }, { ...reader, rhythm }),
    suggested: frame.agreement?.suggested ?? null,
    checkIn: checkIn === undefined ? null : { checkIn, day: sayDate(checkIn.closesAt, reader) },
    requestId: pairing.requestId,
    meetings: await meetingsShown(read, opened),
    reviews: await openReviews(read, opened),
  };
}

/** As many as stand on the page of a pairing; the others are on their own page. */
const mostReviews = 5;

/** What one of the two looks at, what waits for the reader first. */
async function openReviews(
  read: Reader,
  { pairing, viewer, reader }: Opened,
): Promise<ReviewRowShown[]> {
  const lines = await reviewsOf(read, { pairingId: pairing.id, viewerId: viewer.id });
  return lines
    .filter(({ state }) => state === 'open')
    .toSorted((one, other) => Number(other.isYourTurn) - Number(one.isYourTurn))
    .slice(0, mostReviews)
    .map((line) => reviewRow(line, { reader, isLiving: !pairing.other.isGone }));
}
