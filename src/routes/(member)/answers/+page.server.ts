import { sharedAnswers } from '#domain/questions/shared-answer-search.queries.server.ts';
import { namesOn } from '#domain/questions/shared-answer-names.queries.server.ts';
import { skillsShared } from '#domain/questions/shared-answer-skills.queries.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { ForServer } from '#lib/server-only.ts';
import type { PageServerLoad } from './$types';
import { hrefFor, readLooking } from './answer-query.ts';
import { looseningFor } from './loosen-search.server.ts';

const atOnce = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { runtime } = locals;
  const viewer = viewerOf(locals);
  const { read } = runtime.db;
  const skills = await skillsShared(read);
  const { after, ...looking } = readLooking(url.searchParams, skills);
  const { search, skill } = looking;
  const wanted = { search, skillId: skill?.id ?? null, after, size: atOnce };
  const { lines, next } = await sharedAnswers(read, wanted);
  const names = await namesOn(read, { ids: lines.map(({ id }) => id), viewerId: viewer.id });
  const isNothing = lines.length === 0 && after === '';
  const list = {
    looking,
    skills,
    lines: lines.map((line) => ({
      ...line,
      askedBy: names.get(line.id)?.askedBy?.name ?? null,
      answeredBy: (names.get(line.id)?.answeredBy ?? []).map(({ name }) => name),
    })),
    more: next === null ? null : hrefFor({ ...looking, after: next }),
    first: after === '' ? null : hrefFor(looking),
    loosening: isNothing ? await looseningFor(read, looking) : null,
  };
  return { list: new ForServer(list), said: { now: runtime.clock.now(), zone: viewer.timeZone } };
};
