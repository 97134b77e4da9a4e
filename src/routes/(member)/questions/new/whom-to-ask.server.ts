/** Whom somebody asks: the other of a pairing, a few who may know, or nobody yet. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Viewer } from '#domain/members/viewer.ts';
import { agreementOf } from '#domain/pairings/agreements.queries.server.ts';
import { findPairing, pairingsOf } from '#domain/pairings/pairings.queries.server.ts';
import { meetingsOf } from '#domain/meetings/meetings.queries.server.ts';
import { whyNotAround } from '#domain/questions/asking-limits.queries.server.ts';
import { reviewsOf } from '#domain/reviews/reviews.queries.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { sayHours } from '#ui/pairings/agreement-words.ts';
import { sayDate, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

type Read = App.Locals['runtime']['db']['read'];

interface ViewerNow {
  viewer: Viewer;
  now: number;
}

/** The other of a pairing, with what was agreed about answers and what it may belong to. */
interface Partner {
  pairingId: string;
  name: string;
  /** "Kweku said within 2 days." */
  promise: string;
  abouts: ReturnType<typeof aboutGroups>;
}

export interface Someone {
  pairingId: string;
  name: string;
  hue: number;
  avatarId: string | null;
}

export type Whom =
  | { kind: 'partner'; partner: Partner }
  | { kind: 'choose'; people: Someone[] }
  | { kind: 'around' }
  | { kind: 'full' }
  | { kind: 'nobody' };

export function askerOf({ locals }: Pick<RequestEvent, 'locals'>): ViewerNow {
  return { viewer: viewerOf(locals), now: locals.runtime.clock.now() };
}

/** Whom the address says, or who there is where it doesn't. */
export async function whomTo(
  read: Read,
  { pairingId, ...asking }: ViewerNow & { pairingId: string },
): Promise<Whom> {
  if (pairingId !== '')
    return { kind: 'partner', partner: await partnerIn(read, { pairingId, ...asking }) };
  const { viewer, now } = asking;
  const { living } = await pairingsOf(read, { viewerId: viewer.id, now });
  const people = living
    .filter(({ other }) => !other.isGone)
    .map(({ id, other }) => ({
      ...{ pairingId: id, name: other.name, hue: other.hue, avatarId: other.avatarId },
    }));
  const [only, ...more] = people;
  if (only !== undefined && more.length === 0)
    return whomTo(read, { ...asking, pairingId: only.pairingId });
  if (only !== undefined) return { kind: 'choose', people };
  const against = await whyNotAround(read, viewer.id);
  if (against === 'too_many_open') return { kind: 'full' };
  return { kind: against === null ? 'around' : 'nobody' };
}

/** @throws a 404 answer where it is not theirs, or has wrapped up (requirement C2) */
async function partnerIn(
  read: Read,
  { viewer, now, pairingId }: ViewerNow & { pairingId: string },
): Promise<Partner> {
  const about = { pairingId, viewerId: viewer.id, now };
  const pairing = await findPairing(read, about);
  if (pairing === undefined || pairing.state === 'wrapped_up') error(404, 'not_found');
  const [agreement, meetings, reviews] = await Promise.all([
    agreementOf(read, about),
    meetingsOf(read, about),
    reviewsOf(read, about),
  ]);
  const hours = agreement?.current?.lines.questions?.replyHours ?? null;
  const reader = { now, timeZone: viewer.timeZone };
  const { restingUntil, other } = pairing;
  return {
    pairingId,
    name: other.name,
    promise:
      restingUntil === null
        ? sayPromise(other.name, hours)
        : m.questions_new_rest({ day: sayDate(restingUntil, reader) }),
    abouts: aboutGroups({ meetings, reviews, timeZone: viewer.timeZone }),
  };
}

const sayPromise = (name: string, hours: number | null): string =>
  hours === null ? m.questions_new_see() : m.questions_new_promise({ name, time: sayHours(hours) });

const mostAbouts = 5;

/** The catch-ups around now and the reviews that are not drafts, for a list to choose from. */
function aboutGroups({
  meetings,
  reviews,
  timeZone,
}: {
  meetings: Awaited<ReturnType<typeof meetingsOf>>;
  reviews: Awaited<ReturnType<typeof reviewsOf>>;
  timeZone: string;
}) {
  const near = [...meetings.coming.slice(0, 2).toReversed(), ...meetings.past.slice(0, mostAbouts)];
  const sent = reviews.filter(({ state }) => state !== 'drafted').slice(0, mostAbouts);
  return [
    {
      label: m.questions_about_meetings(),
      options: near.map(({ id, at }) => ({
        value: `meeting:${id}`,
        label: sayWeekdayDate(at, timeZone),
      })),
    },
    {
      label: m.questions_about_reviews(),
      options: sent.map(({ id, title }) => ({ value: `review:${id}`, label: title })),
    },
  ].filter(({ options }) => options.length > 0);
}
