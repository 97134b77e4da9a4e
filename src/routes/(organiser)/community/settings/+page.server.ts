import { error } from '@sveltejs/kit';
import { changeSettings } from '#domain/community/community.commands.server.ts';
import type { Community } from '#domain/community/community.ts';
import { communitySettings, problemsOf } from '#domain/community/community.input.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { sayLanguages } from '#ui/community/language-names.ts';
import { sayProblems } from '#ui/community/form-problems.ts';
import type { Actions, PageServerLoad } from './$types';

const names = [
  'name',
  'joinPolicy',
  'listVisibility',
  'languages',
  'locale',
  'minimumAge',
  'tickDays',
  'meetingBase',
  'asksAround',
];

const valuesOf = (community: Community, locale: string): Record<string, string> => ({
  name: community.name,
  joinPolicy: community.joinPolicy,
  listVisibility: community.listVisibility,
  languages: sayLanguages(community.languages, locale),
  locale: community.locale,
  minimumAge: String(community.minimumAge),
  tickDays: String(community.tickDays),
  meetingBase: community.meetingBase,
  asksAround: community.asksAround ? 'yes' : 'no',
});

export const load: PageServerLoad = async ({ locals }) => {
  const community = await findCommunity(locals.runtime.db.read);
  if (community === undefined) error(404, 'not_found');
  return { values: valuesOf(community, locals.locale), version: community.version };
};

interface Refused {
  problems: { field: string; message: string }[];
  values: Record<string, string>;
  /** What somebody else saved meanwhile. */
  theirs: Record<string, string> | null;
}

export const actions: Actions = {
  default: (event) =>
    submit<Refused>(event, async (form) => {
      const { runtime, viewer, locale } = event.locals;
      const values = Object.fromEntries(names.map((name) => [name, textOf(form, name)]));
      const parsed = communitySettings.safeParse(values);
      if (!parsed.success)
        return {
          refusal: { problems: sayProblems(problemsOf(parsed.error)), values, theirs: null },
        };
      const seenVersion = Number(textOf(form, 'version'));
      const saved = await changeSettings(runtime, {
        actorId: viewer?.id ?? '',
        seenVersion: Number.isSafeInteger(seenVersion) ? seenVersion : 0,
        settings: parsed.data,
      });
      if (saved.outcome === 'done') return { goTo: '/community/settings', saying: 'saved' };
      const current = await findCommunity(runtime.db.read);
      const theirs = current === undefined ? null : valuesOf(current, locale);
      return { status: 409, refusal: { problems: [], values, theirs } };
    }),
};
