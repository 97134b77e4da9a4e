import { randomInt } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { plainText } from '#lib/markdown.server.ts';
import { shorten } from '#lib/text.ts';
import { homeFigures, someAround } from '#domain/insights/community-figures.queries.server.ts';
import { waitingFor } from '../(member)/your-turn/your-turn.server.ts';
import type { PageServerLoad } from './$types';

const wordsOnCard = 160;

export const load: PageServerLoad = async ({ locals }) => {
  const { runtime, community, viewer } = locals;
  if (community === undefined) return { home: null };
  const { db, clock } = runtime;
  const now = clock.now();
  if (viewer !== null && viewer.status !== 'active') redirect(303, '/waiting');
  // Members begin with what waits for them, or else with people.
  if (viewer !== null) {
    const turns = await waitingFor(db.read, { viewer, now });
    redirect(303, turns.length > 0 ? '/your-turn' : '/mentors');
  }
  const figures = await homeFigures(db.read, { now });
  // No names unless the community has opened its list.
  const people =
    community.listVisibility === 'everyone'
      ? await someAround(db.read, { now, pick: (below) => randomInt(below) })
      : [];
  const around = people.map((person) => ({
    ...person,
    ownWords: shorten(plainText(person.ownWords), wordsOnCard),
  }));
  return { home: { ...figures, name: community.name, around } };
};
