import { redirect } from '@sveltejs/kit';
import { unreadOf } from '#domain/conversations/conversations.queries.server.ts';
import { tickBox, untickBox } from '#domain/members/ticks.commands.server.ts';
import { profileOf } from '#domain/members/profiles.queries.server.ts';
import { nextMeetingsOf } from '#domain/meetings/meetings.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { PairingSummary } from '#domain/pairings/pairing-summary.ts';
import { pairingsOf } from '#domain/pairings/pairings.queries.server.ts';
import { notesOf } from '#domain/requests/requests.queries.server.ts';
import { submit } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { waitingFor } from '../your-turn/your-turn.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** How many of the sentences of "Your turn" stand above the list. */
const firstTurns = 3;

export const load: PageServerLoad = async ({ locals }) => {
  const viewer = viewerOf(locals);
  const { runtime } = locals;
  const db = runtime.db.read;
  const now = runtime.clock.now();
  const { living, wrappedUp } = await pairingsOf(db, { viewerId: viewer.id, now });
  const unread = await unreadOf(db, viewer.id);
  return {
    you: viewer,
    now,
    notes: await notesOf(db, { viewerId: viewer.id, now }),
    turns: await turnsBesidesNotes(locals, { viewer, now }),
    living,
    wrappedUp,
    unread: [...unread.keys()],
    ...(await meetingsNext(locals, { living, viewerId: viewer.id })),
    ...(await ownSide(locals, viewer.id)),
  };
};

export const actions: Actions = {
  /** Off the list for a while; everything else stays. */
  pause: (event) =>
    submit(event, async () => {
      const memberId = viewerOf(event.locals).id;
      await untickBox(event.locals.runtime, { memberId });
      return { goTo: '/pairings', saying: 'unticked' };
    }),
  tick: (event) =>
    submit(event, async () => {
      const memberId = viewerOf(event.locals).id;
      await tickBox(event.locals.runtime, { memberId });
      return { goTo: '/pairings', saying: 'ticked' };
    }),
};

/** What waits first; notes stand on the page already, with their words. */
async function turnsBesidesNotes(
  { runtime }: App.Locals,
  { viewer, now }: { viewer: Viewer; now: number },
) {
  const turns = await waitingFor(runtime.db.read, { viewer, now });
  return turns.filter(({ group }) => group !== 'notes').slice(0, firstTurns);
}

/** The next meeting of each pairing that goes on, and the soonest of them with whom it is. */
async function meetingsNext(
  { runtime }: App.Locals,
  { living, viewerId }: { living: readonly PairingSummary[]; viewerId: string },
) {
  const now = runtime.clock.now();
  const found = await nextMeetingsOf(runtime.db.read, { viewerId, now });
  const coming = living.flatMap((line) => {
    const meeting = found.get(line.id);
    return meeting ? [{ line, meeting }] : [];
  });
  const [next] = coming.toSorted((one, other) => one.meeting.at - other.meeting.at);
  const nextAt = new Map<string, number>(coming.map(({ line, meeting }) => [line.id, meeting.at]));
  return { next, nextAt };
}

/** The viewer's own place, and how much room they have for people. */
async function ownSide({ runtime }: App.Locals, memberId: string) {
  const own = await profileOf(runtime.db.read, { memberId });
  if (own === undefined) redirect(303, '/sign-in');
  const { tick, held, profile } = own;
  return {
    place: profile.place,
    room: {
      isOn: tick.availableAt !== null,
      hasLapsed: tick.lapsedAt !== null,
      capacity: profile.capacity,
      held,
    },
  };
}
