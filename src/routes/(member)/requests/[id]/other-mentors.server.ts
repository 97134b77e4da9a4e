/** Other people a note could go to. */
import { readAsked } from '#domain/directory/mentor-query.input.ts';
import { availableMentors } from '#domain/directory/available-mentors.queries.server.ts';
import { threeWhoFit } from '#domain/directory/suggested-mentors.queries.server.ts';
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { pairingsOf } from '#domain/pairings/pairings.queries.server.ts';
import { notesOf, type RequestPage } from '#domain/requests/requests.queries.server.ts';

interface RequestSeen {
  viewer: Viewer;
  request: RequestPage;
}

/** Somebody to choose, with a line about why. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly shares: readonly string[];
}

/** Three who might fit the writer of a note that found no answer; nobody they are in touch with already. */
export async function whoFits(
  { runtime }: App.Locals,
  { viewer, skills, besides }: { viewer: Viewer; skills: readonly string[]; besides: string[] },
) {
  const now = runtime.clock.now();
  const known = await inTouchWith(runtime, { viewerId: viewer.id, now });
  const except = [...besides, ...known];
  return threeWhoFit(runtime.db.read, { viewer, skills: [...skills], except, now });
}

/** Whom the receiver of a note might pass it to: those who share what it asks for. */
export async function suggestedTo(
  { runtime }: App.Locals,
  { viewer, request }: RequestSeen,
): Promise<Candidate[]> {
  const { skills } = request.note;
  if (skills.length === 0) return [];
  const found = await threeWhoFit(runtime.db.read, {
    viewer,
    skills,
    isOnlyBySkill: true,
    except: [request.other.id],
    now: runtime.clock.now(),
  });
  return found.map(({ memberId, name, place, shares }) => ({ id: memberId, name, place, shares }));
}

const mostFound = 6;

/** Available people by a part of their name. */
export async function findByName(
  { runtime }: App.Locals,
  { viewer, words, except }: { viewer: Viewer; words: string; except: string },
): Promise<Candidate[]> {
  const { asked } = readAsked(new URLSearchParams({ q: words }));
  if (asked.words === '') return [];
  const now = runtime.clock.now();
  const list = await availableMentors(runtime.db.read, { viewer, asked, after: undefined, now });
  const apart = await apartFrom(runtime.db.read, viewer.id);
  return list.mentors
    .filter(({ listing }) => listing.memberId !== except && !apart.has(listing.memberId))
    .slice(0, mostFound)
    .map(({ listing }) => ({
      id: listing.memberId,
      name: listing.name,
      place: listing.place,
      shares: listing.shared
        .slice(0, 3)
        .flatMap(({ skillId }) => list.skills.byId.get(skillId)?.name ?? []),
    }));
}

async function inTouchWith(
  runtime: App.Locals['runtime'],
  { viewerId, now }: { viewerId: string; now: number },
): Promise<string[]> {
  const db = runtime.db.read;
  const notes = await notesOf(db, { viewerId, now });
  const pairings = await pairingsOf(db, { viewerId, now });
  return [
    ...[...notes.toYou, ...notes.fromYou].map(({ other }) => other.id),
    ...notes.waiting.map(({ mentor }) => mentor.id),
    ...pairings.living.map(({ other }) => other.id),
  ];
}
