/** What waits for somebody, put together from every module. */
import { turnsOf as checkInTurns } from '#domain/checkins/your-turn-checkins.queries.server.ts';
import { turnsOf as meetingTurns } from '#domain/meetings/your-turn-meetings.queries.server.ts';
import { notesOf } from '#domain/requests/requests.queries.server.ts';
import { turnsOf as pairingTurns } from '#domain/pairings/your-turn-pairings.queries.server.ts';
import { turnsOf as questionTurns } from '#domain/questions/questions.queries.server.ts';
import { turnsOf as reviewTurns } from '#domain/reviews/reviews.queries.server.ts';
import { sayTurn, type TurnShown } from '#ui/turns/your-turn-sentence.ts';
import { sinceOf, type PlaceTurn, type Turn } from '#ui/turns/your-turn.ts';

type Reader = App.Locals['runtime']['db']['read'];
type Notes = Awaited<ReturnType<typeof notesOf>>;

interface TurnViewer {
  readonly viewer: { readonly id: string; readonly timeZone: string };
  readonly now: number;
}

/** Everything that waits, the longest first, in words. */
export async function waitingFor(db: Reader, { viewer, now }: TurnViewer): Promise<TurnShown[]> {
  const turns = await turnsFor(db, { viewerId: viewer.id, now });
  return turns.map((turn) => sayTurn(turn, { now, timeZone: viewer.timeZone }));
}

/** What waits; the number of statements does not grow with how much it is. */
async function turnsFor(
  db: Reader,
  asking: { readonly viewerId: string; readonly now: number },
): Promise<Turn[]> {
  const [notes, pairings, meetings, checkIns, reviews, questions] = await Promise.all([
    notesOf(db, asking),
    pairingTurns(db, asking),
    meetingTurns(db, asking),
    checkInTurns(db, asking),
    reviewTurns(db, asking),
    questionTurns(db, asking),
  ]);
  const turns: Turn[] = [
    ...turnsIn(notes),
    ...pairings.map((turn) => ({ about: 'pairing' as const, turn })),
    ...meetings.map((turn) => ({ about: 'meeting' as const, turn })),
    ...checkIns.map((turn) => ({ about: 'check_in' as const, turn })),
    ...reviews.map((line) => ({ about: 'review' as const, line })),
    ...questions.map((turn) => ({ about: 'question' as const, turn })),
  ];
  return turns.toSorted((one, another) => sinceOf(one) - sinceOf(another));
}

/** Notes whose next word is the viewer's, and places that are free for them. */
function turnsIn({ toYou, fromYou, waiting }: Notes): Turn[] {
  return [
    ...[...toYou, ...fromYou]
      .filter(({ isYourTurn }) => isYourTurn)
      .map((line) => ({ about: 'note' as const, line })),
    ...waiting.flatMap((place) => placeTurn(place) ?? []),
  ];
}

function placeTurn({ id, mentor, state, offeredAt, offerEndsAt }: Notes['waiting'][number]) {
  if (state !== 'offered' || offeredAt === null || offerEndsAt === null) return undefined;
  const place: PlaceTurn = { id, mentor, offeredAt, offerEndsAt };
  return { about: 'place' as const, place };
}
