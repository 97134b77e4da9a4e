import { countInWords } from '#domain/insights/community-figures.ts';
import { mergeSkills } from '#domain/skills/skills.commands.server.ts';
import { findStoredSkill, skillMerges, skillsInUse } from '#domain/skills/skills.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

const longestSearch = 60;
const skillsShown = 300;
const mergesShown = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db } = locals.runtime;
  const search = (url.searchParams.get('find') ?? '').slice(0, longestSearch);
  const [skills, merges] = await Promise.all([
    skillsInUse(db.read, { search }),
    skillMerges(db.read),
  ]);
  return {
    search,
    skills: skills.slice(0, skillsShown).map((skill) => ({
      id: skill.id,
      name: skill.name,
      aliases: skill.aliases,
      sharing: countInWords(skill.sharing),
      wanting: countInWords(skill.wanting),
    })),
    merges: merges.slice(0, mergesShown).map(({ from, into, at }) => ({ from, into, at })),
  };
};

export const actions: Actions = {
  merge: (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      const values = { from: textOf(form, 'from'), into: textOf(form, 'into') };
      const from = await findStoredSkill(runtime.db.read, values.from);
      const into = await findStoredSkill(runtime.db.read, values.into);
      if (from === null || into === null) {
        const unknown = [from === null ? 'from' : '', into === null ? 'into' : ''].filter(
          (field) => field !== '',
        );
        const problems = unknown.map((field) => ({ field, message: m.community_skills_unknown() }));
        return { refusal: { problems, values } };
      }
      const result = await mergeSkills(runtime, {
        actorId: viewer?.id ?? '',
        fromId: from.id,
        intoId: into.id,
      });
      if (result.outcome === 'done') return { goTo: '/community/skills', saying: 'merged' };
      const message =
        result.code === 'same_skill' ? m.community_skills_same() : m.community_skills_unknown();
      return { refusal: { problems: [{ field: 'from', message }], values } };
    }),
};
