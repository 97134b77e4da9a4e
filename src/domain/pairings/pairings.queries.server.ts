import type { Reader } from '#platform/db/database.server.ts';
import { apartFrom, areApart } from '#domain/members/blocks.queries.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import { profileOf } from '#domain/members/profiles.queries.server.ts';
import { rhythmsOf } from './agreements.queries.server.ts';
import { livingBetween, pairingFrom, pairingWith } from './pairing-store.queries.server.ts';
import { answersIn } from './private-answer-store.queries.server.ts';
import {
  askedAbout,
  isLiving,
  nextDueAt,
  type Answer,
  type Pairing,
  type PairingKind,
  type PairingState,
} from './pairing.ts';
import type { PairingSummary, Topics } from './pairing-summary.ts';
import type { Person } from './pairing-person.ts';
import { peopleOf } from './pairing-people.queries.server.ts';
import { handedOn, lastWordsUntil, mayLeaveWords, otherOf, pairKeyOf } from './pairing.policy.ts';
import { sidesOf, topicsOf } from './pairing-topics.queries.server.ts';
import { waitingFor } from './awaited-answers.queries.server.ts';

/** What both are asked at the moment, with the viewer's own answer alone. */
interface Asked {
  about: 'after_chat' | 'renewal';
  endsAt: number;
  yourAnswer: Answer | null;
}

/** A pairing as one of the two sees it. All times are epoch milliseconds. */
export interface PairingPage {
  id: string;
  kind: PairingKind;
  you: Person;
  other: Person;
  state: PairingState;
  beganAt: number;
  chatAt: number | null;
  goingSince: number | null;
  restingUntil: number | null;
  reviewAt: number | null;
  wrappedUpAt: number | null;
  topics: Topics;
  conversationId: string;
  requestId: string | null;
  asked: Asked | null;
  /** When both will be asked next, as things stand; null while they are, and while nothing is to come. */
  askAt: number | null;
  /** For whom a next person to talk to would be. */
  nextFor: 'you' | 'other';
  /** Until when last words can be left; null while it goes on, and once that time is over. */
  lastWordsUntil: number | null;
  mayPairAgain: boolean;
  yourAgain: Answer | null;
  /** What a new pairing would cost as things stand; null unless it can be begun. */
  againTerms: Terms | null;
}

/** A pairing for one of the two it is between; undefined for everybody else (requirement C2). */
export async function findPairing(
  db: Reader,
  { pairingId, viewerId, now }: { pairingId: string; viewerId: string; now: number },
): Promise<PairingPage | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return undefined;
  const otherId = otherOf(pairing, viewerId);
  const people = await peopleOf(db, [viewerId, otherId]);
  const you = people.get(viewerId);
  const other = people.get(otherId);
  if (you === undefined || other === undefined) return undefined;
  const isApart = await areApart(db, { memberId: viewerId, otherId });
  const seen = { ...other, isGone: other.isGone || isApart };
  return {
    ...factsOf(pairing),
    you,
    other: seen,
    topics: sidesOf((await topicsOf(db, [pairing.id])).get(pairing.id), { viewerId, otherId }),
    asked: await askedOf(db, { pairing, viewerId }),
    askAt: pairing.askedAt === null && pairing.state !== 'resting' ? nextDueAt(pairing) : null,
    nextFor: handedOn(pairing, viewerId) === viewerId ? 'you' : 'other',
    lastWordsUntil: mayLeaveWords(pairing, now) && !seen.isGone ? lastWordsUntil(pairing) : null,
    ...(await againOf(db, { pairing, viewerId, isGone: seen.isGone })),
  };
}

const factsOf = (pairing: Pairing) => ({
  id: pairing.id,
  kind: pairing.kind,
  state: pairing.state,
  beganAt: pairing.beganAt,
  chatAt: pairing.chatAt,
  goingSince: pairing.goingSince,
  restingUntil: pairing.state === 'resting' ? pairing.restingUntil : null,
  reviewAt: pairing.reviewAt,
  wrappedUpAt: pairing.wrappedUpAt,
  conversationId: pairing.conversationId,
  requestId: pairing.requestId,
});

async function askedOf(
  db: Reader,
  { pairing, viewerId }: { pairing: Pairing; viewerId: string },
): Promise<Asked | null> {
  const about = askedAbout(pairing);
  const { askedAt, askEndsAt } = pairing;
  if (about === null || askedAt === null || askEndsAt === null) return null;
  const answers = await answersIn(db, { pairingId: pairing.id, about, round: askedAt });
  return { about, endsAt: askEndsAt, yourAnswer: answers.get(viewerId) ?? null };
}

const noAgain = { mayPairAgain: false, yourAgain: null, againTerms: null };

async function againOf(
  db: Reader,
  { pairing, viewerId, isGone }: { pairing: Pairing; viewerId: string; isGone: boolean },
): Promise<Pick<PairingPage, 'mayPairAgain' | 'yourAgain' | 'againTerms'>> {
  if (isLiving(pairing) || isGone) return noAgain;
  const { id, mentorId, menteeId, wrappedUpAt } = pairing;
  if ((await livingBetween(db, pairKeyOf(mentorId, menteeId))) !== undefined) return noAgain;
  const round = { pairingId: id, about: 'again' as const, round: wrappedUpAt ?? 0 };
  const answers = await answersIn(db, round);
  const mentor = await profileOf(db, { memberId: mentorId });
  return {
    mayPairAgain: true,
    yourAgain: answers.get(viewerId) ?? null,
    againTerms: mentor?.profile.terms ?? null,
  };
}

/** Everybody a member is or was paired with, what is still going first, the latest first. */
export async function pairingsOf(
  db: Reader,
  { viewerId }: { viewerId: string; now: number },
): Promise<{ living: PairingSummary[]; wrappedUp: PairingSummary[] }> {
  const rows = await db
    .selectFrom('pairings')
    .selectAll()
    .where((eb) => eb.or([eb('mentor_id', '=', viewerId), eb('mentee_id', '=', viewerId)]))
    .orderBy('began_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const lines = await linesFor(db, { pairings: rows.map(pairingFrom), viewerId });
  const byEnding = (one: PairingSummary, another: PairingSummary) =>
    (another.wrappedUpAt ?? 0) - (one.wrappedUpAt ?? 0);
  return {
    living: lines.filter(({ state }) => state !== 'wrapped_up'),
    wrappedUp: lines.filter(({ state }) => state === 'wrapped_up').toSorted(byEnding),
  };
}

async function linesFor(
  db: Reader,
  { pairings, viewerId }: { pairings: readonly Pairing[]; viewerId: string },
): Promise<PairingSummary[]> {
  if (pairings.length === 0) return [];
  const ids = pairings.map(({ id }) => id);
  const people = await peopleOf(db, [...new Set(pairings.map((each) => otherOf(each, viewerId)))]);
  const apart = await apartFrom(db, viewerId);
  const topics = await topicsOf(db, ids);
  const rhythms = await rhythmsOf(db, ids);
  const waiting = await waitingFor(db, { pairings, viewerId });
  return pairings.flatMap((pairing) => {
    const other = people.get(otherOf(pairing, viewerId));
    if (other === undefined) return [];
    const { goingSince: _going, requestId: _request, ...facts } = factsOf(pairing);
    return {
      ...facts,
      other: { ...other, isGone: other.isGone || apart.has(other.id) },
      topics: sidesOf(topics.get(pairing.id), { viewerId, otherId: other.id }),
      rhythm: rhythms.get(pairing.id) ?? null,
      waitsForYou: waiting.get(pairing.id) ?? null,
    };
  });
}
