/** What the page of a pairing shows while it goes on. */
import { checkInOf } from '#domain/checkins/queries.server.ts';
import { sayRhythm } from '#ui/pairings/agreement-words.ts';
import { sayDate } from '#ui/pairings/moments.ts';
import { sayNext } from '#ui/pairings/next.ts';
import type { frameOf, Reader } from './frame.server.ts';
import { meetingsShown } from './meeting.server.ts';
import type { Opened } from './pairing.server.ts';

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
  };
}
