/** Who else might fit: for someone whose note found no answer, or who goes on from here. */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Asked } from './mentor-query.input.ts';
import { roomLeft, type Listing } from './listing.ts';
import type { Cursor } from './list-page.ts';
import { availableMentors, type AvailableMentors } from './available-mentors.queries.server.ts';
import { hearsFrom, sharedReasons, wantedReasons, type Suggestion } from './suggested-mentor.ts';

interface SuggestionQuery {
  /** Whom they might suit. */
  readonly viewer: Viewer;
  /** What it is about, as people call it; unknown skills are left out. */
  readonly skills: readonly string[];
  /** Ids of members not to suggest: those written to already, those paired with. */
  readonly except: readonly string[];
  /** Nobody for any other reason than these skills: where it is not for the viewer themselves. */
  readonly isOnlyBySkill?: boolean;
  readonly now: number;
}

const three = 3;
/** Pages of the list that are looked through before it is too little use. */
const mostPages = 3;

/**
 * Up to three members with room now: first those who share one of the skills, then those with whom there
 * is something else to learn or to give, each in the order of the viewer's own list. Nobody the viewer
 * hid, nobody apart from them, and nobody who would not hear from them.
 */
export async function threeWhoFit(db: Reader, asking: SuggestionQuery): Promise<Suggestion[]> {
  const apart = await apartFrom(db, asking.viewer.id);
  const except = new Set([...asking.except, ...apart]);
  const bySkill =
    asking.skills.length > 0 ? await findThree(db, { asking, except, about: asking.skills }) : [];
  if (bySkill.length === three || asking.isOnlyBySkill === true) return bySkill;
  const known = new Set([...except, ...bySkill.map(({ memberId }) => memberId)]);
  const byWish = await findThree(db, { asking, except: known, about: [] });
  return [...bySkill, ...byWish].slice(0, three);
}

interface SuggestionSearch {
  readonly asking: SuggestionQuery;
  readonly except: ReadonlySet<string>;
  readonly about: readonly string[];
}

async function findThree(
  db: Reader,
  { asking, except, about }: SuggestionSearch,
): Promise<Suggestion[]> {
  const { viewer, now } = asking;
  const asked = askedFor(about);
  const found: Suggestion[] = [];
  let after: Cursor | undefined;
  for (let page = 0; page < mostPages && found.length < three; page++) {
    const list = await availableMentors(db, { viewer, asked, after, now });
    // Asked for skills nobody here knows by that name, the list would be everyone.
    if (about.length > 0 && list.query.skills.length === 0) return [];
    found.push(...fittingIn(list, { except, isForAll: asking.isOnlyBySkill === true }));
    after = list.around.next;
    if (after === undefined) break;
  }
  return found.slice(0, three);
}

function fittingIn(
  list: AvailableMentors,
  { except, isForAll }: { except: ReadonlySet<string>; isForAll: boolean },
): Suggestion[] {
  return list.mentors
    .filter(({ listing }) => !except.has(listing.memberId))
    .filter(({ listing }) => isForAll || hearsFrom(listing, list.seeker))
    .map(({ listing }) => suggestionOf(listing, list))
    .filter(({ shares, wants }) => shares.length + wants.length > 0);
}

function suggestionOf(listing: Listing, list: AvailableMentors): Suggestion {
  const { seeker, query, skills, around } = list;
  const named = (ids: readonly string[]) => ids.flatMap((id) => skills.byId.get(id)?.name ?? []);
  const { memberId, name, pronouns, place, timeZone, avatarId, replyDays, terms } = listing;
  return {
    ...{ memberId, name, pronouns, place, timeZone, avatarId, replyDays, terms },
    shares: named(sharedReasons(listing, { query, seeker })),
    wants: named(wantedReasons(listing, seeker)),
    together: around.ranking.hoursWith(listing),
    roomLeft: roomLeft(listing),
  };
}

/** Any of these skills, with room for one more. */
function askedFor(skills: readonly string[]): Asked {
  return {
    words: '',
    skills,
    skillMode: 'any',
    wants: [],
    modes: [],
    terms: [],
    languages: [],
    hours: 0,
    hasRoom: true,
  };
}
