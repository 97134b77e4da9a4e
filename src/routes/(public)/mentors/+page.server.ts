import { redirect } from '@sveltejs/kit';
import { readAsked } from '#domain/directory/mentor-query.input.ts';
import { writeCursor } from '#domain/directory/list-page.ts';
import {
  availableMentors,
  type AvailableMentors,
} from '#domain/directory/available-mentors.queries.server.ts';
import { cardOf } from '#ui/members/member-card.ts';
import {
  askedFrom,
  hrefOf,
  narrowingOf,
  sayAround,
  sayCount,
  sayFilter,
  sayFound,
  sayMorePeople,
  without,
  type Named,
} from '#ui/members/filter-choices.ts';
import { ForServer } from '#lib/server-only.ts';
import { m } from '#words/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const viewer = letIn(locals, url);
  const { runtime } = locals;
  const now = runtime.clock.now();
  const { asked, after } = readAsked(url.searchParams);
  const found = await availableMentors(runtime.db.read, { viewer, asked, after, now });
  const { around, query, skills, seeker } = found;
  const skillName = (id: string) => skills.byId.get(id)?.name ?? '';
  const named: Named = { query, counts: around.counts, skillName };
  const isInside = viewer !== null;
  const list = {
    isInside,
    total: around.counts.total,
    everyone: around.counts.everyone,
    found: sayFound(around.counts.total),
    lead: sayAround(around.counts.everyone),
    narrowing: narrowingOf(named),
    hasHours: seeker.weekHours !== '',
    unknownSkills: found.unknownSkills,
    cards: found.mentors.map(({ listing, isSaved }) =>
      cardOf({ listing, isSaved, ranking: around.ranking, skillName, isInside, now }),
    ),
    pages: pagesOf(found, { named, isContinued: after !== undefined }),
    loosening: looseningOf(found, named),
    order: orderOf(found, isInside),
  };
  return { list: new ForServer(list) };
};

/** Members always; anyone where the community opened its list. */
function letIn({ viewer, community }: App.Locals, url: URL): App.Locals['viewer'] {
  if (viewer?.status === 'active') return viewer;
  if (community?.listVisibility === 'everyone') return null;
  if (viewer !== null) redirect(303, '/waiting');
  redirect(303, `/sign-in?to=${encodeURIComponent(`${url.pathname}${url.search}`)}`);
}

function pagesOf(
  { around }: AvailableMentors,
  { named, isContinued }: { named: Named; isContinued: boolean },
) {
  const here = askedFrom(named);
  return {
    more:
      around.next === undefined
        ? undefined
        : {
            href: hrefOf(here, writeCursor(around.next)),
            label: sayMorePeople(around.more),
          },
    first: isContinued ? hrefOf(here) : undefined,
  };
}

/** When nobody fits: the one filter to let go, and how many there are then. */
function looseningOf({ around: { loosening }, query }: AvailableMentors, named: Named) {
  if (loosening === undefined) return undefined;
  const filter = sayFilter(named, loosening);
  const { count } = loosening;
  return {
    text: m.directory_empty_but({ count, shown: sayCount(count), filter }),
    action: m.directory_empty_drop({ filter }),
    href: hrefOf(askedFrom({ ...named, query: without(query, loosening) })),
  };
}

/** Why they are in this order, in sentences. */
function orderOf({ query, seeker }: AvailableMentors, isInside: boolean): string[] {
  const hasProfile = seeker.wanted.length + seeker.shared.length > 0 || seeker.weekHours !== '';
  const hasSkills = query.skills.length + query.wants.length > 0;
  return [
    ...(query.words === '' ? [] : [m.directory_order_words()]),
    ...(hasSkills ? [m.directory_order_skills()] : []),
    ...(hasProfile ? [m.directory_order_fit()] : isInside ? [m.directory_order_unsaid()] : []),
    m.directory_order_shuffle(),
  ];
}
