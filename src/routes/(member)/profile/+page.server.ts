import type { Locale } from '#lib/locale.ts';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { tickBox, untickBox } from '#domain/members/ticks.commands.server.ts';
import { freshUntil, reminderDue, usualTickDays } from '#domain/members/tick.ts';
import { marksOf, readMarks, writeMarks } from '#domain/members/profile-merge.ts';
import { parseProfile } from '#domain/members/profile.input.ts';
import type { Profile, ProfileField } from '#domain/members/profile.ts';
import { profileOf, type OwnProfile } from '#domain/members/profiles.queries.server.ts';
import { readVocabulary } from '#domain/skills/skills.queries.server.ts';
import {
  saveProfile,
  type ProfileConflict,
  type ProfileSaved,
} from '#domain/skills/save-profile.commands.server.ts';
import { skillKey } from '#domain/skills/skill.ts';
import { renderMarkdown } from '#lib/markdown.server.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import type { FlashCode } from '#door/flash-code.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { m } from '#words/paraglide/messages.js';
import { limits } from '#domain/members/profile.ts';
import type { Actions, PageServerLoad } from './$types';
import { choicesFor } from './profile-choices.server.ts';
import {
  addSkills,
  chosenTheirs,
  controlOf,
  draftOf,
  readDraft,
  withTheirs,
  type FormDraft,
  type UnusableSkill,
} from './profile-form.server.ts';
import { fieldName, problemText, valueText } from './profile-words.ts';

/** A field two browsers changed, and both texts. */
interface Conflict {
  field: ProfileField;
  name: string;
  mine: string;
  theirs: string;
}

/** The form as it is shown again, with everything typed in it. */
interface ProfileFormState {
  draft: FormDraft;
  version: number;
  marks: string;
  problems?: Problem[];
  conflicts?: Conflict[];
  /** The own words as HTML, when somebody asked to see them. */
  preview?: string;
  /** Where the keyboard goes on. */
  focus?: string;
}

export const load: PageServerLoad = async ({ locals }) => {
  const { runtime, community, locale } = locals;
  const own = await ownProfile(locals);
  const vocabulary = await readVocabulary(runtime.db.read);
  return {
    own: { ...own, draft: draftOf(own.profile), marks: writeMarks(marksOf(own.profile)) },
    tick: tickState(own, {
      tickDays: community?.tickDays ?? usualTickDays,
      now: runtime.clock.now(),
    }),
    now: runtime.clock.now(),
    skillNames: vocabulary.skills.map(({ name }) => name),
    choices: choicesFor({
      locale,
      spokenHere: community?.languages ?? [],
      now: runtime.clock.now(),
    }),
  };
};

export const actions: Actions = {
  save: (event) => submit(event, (form) => save(event, form)),
  /** Adds or removes a skill, or shows a preview: the same page, with nothing saved and nothing lost. */
  edit: async (event): Promise<ProfileFormState> => edit(event, await readForm(event)),
  /** The box by itself, for a button elsewhere. */
  tick: (event) =>
    submit(event, async () => {
      await tickBox(event.locals.runtime, { memberId: viewerOf(event.locals).id });
      return { goTo: '/profile', saying: 'ticked' };
    }),
  untick: (event) =>
    submit(event, async () => {
      await untickBox(event.locals.runtime, { memberId: viewerOf(event.locals).id });
      return { goTo: '/profile', saying: 'unticked' };
    }),
};

async function save(event: RequestEvent, form: FormData): Promise<Reply<ProfileFormState>> {
  const { runtime, locale } = event.locals;
  const viewer = viewerOf(event.locals);
  const typed = await typedDraft(event, form);
  const { draft, unusable } = await addSkills(runtime, typed, { share: true, want: true });
  const state = { draft, version: versionFrom(form), marks: textOf(form, 'marks') };
  const parsed = parseProfile(draft, skillKey);
  const problems = [
    ...('problems' in parsed ? parsed.problems.map(asShown) : []),
    ...unusable.map(unusableShown),
  ];
  if ('problems' in parsed || problems.length > 0) return { refusal: { ...state, problems } };
  const saved = await saveProfile(runtime, {
    memberId: viewer.id,
    mine: parsed.profile,
    version: state.version,
    base: readMarks(state.marks),
  });
  if (saved.outcome === 'done') return { goTo: '/profile', saying: sayingAfter(saved, form) };
  if (saved.code === 'no_such_member') redirect(303, '/sign-in');
  return { status: 409, refusal: bothTexts(saved, { mine: parsed.profile, locale }) };
}

/** What was typed, with what is saved where the member chose that. */
async function typedDraft(event: RequestEvent, form: FormData): Promise<FormDraft> {
  const fields = chosenTheirs(form);
  const draft = readDraft(form);
  if (fields.length === 0) return draft;
  const { profile } = await ownProfile(event.locals);
  return withTheirs(draft, { saved: profile, fields });
}

async function edit(event: RequestEvent, form: FormData): Promise<ProfileFormState> {
  const typed = await typedDraft(event, form);
  const which = { share: form.has('add_share_now'), want: form.has('add_want_now') };
  const { draft, unusable } = await addSkills(event.locals.runtime, typed, which);
  const without = (list: FormDraft['shares'], field: string) =>
    form.has(field) ? list.filter((_, place) => String(place) !== textOf(form, field)) : list;
  const shown: ProfileFormState = {
    draft: {
      ...draft,
      shares: without(draft.shares, 'remove_share'),
      wants: without(draft.wants, 'remove_want'),
    },
    version: versionFrom(form),
    marks: textOf(form, 'marks'),
  };
  if (form.has('preview'))
    return { ...shown, preview: renderMarkdown(draft.ownWords.slice(0, 2 * limits.ownWords)) };
  const focus = which.share || form.has('remove_share') ? 'add_share' : 'add_want';
  return { ...shown, problems: unusable.map(unusableShown), focus };
}

function bothTexts(
  { conflicts, merged, theirs }: ProfileConflict,
  { mine, locale }: { mine: Profile; locale: Locale },
): ProfileFormState {
  return {
    draft: draftOf(merged),
    version: theirs.version,
    marks: writeMarks(marksOf(theirs.profile)),
    conflicts: conflicts.map((field) => ({
      field,
      name: fieldName(field),
      mine: valueText(mine, field, locale),
      theirs: valueText(theirs.profile, field, locale),
    })),
  };
}

const asShown = (problem: Parameters<typeof problemText>[0]): Problem => ({
  field: controlOf(problem),
  message: problemText(problem),
});

const unusableShown = ({ field, skill }: UnusableSkill): Problem => ({
  field,
  message: m.profile_problem_skill_unusable({
    skill: skill.slice(0, 80),
    limit: String(limits.skill),
  }),
});

function sayingAfter({ box }: ProfileSaved, form: FormData): FlashCode {
  if (box === 'ticked' || box === 'unticked') return box;
  return textOf(form, 'tick') === 'on' ? 'confirmed' : 'saved';
}

function versionFrom(form: FormData): number {
  const text = textOf(form, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function tickState({ tick }: OwnProfile, { tickDays, now }: { tickDays: number; now: number }) {
  const { availableAt, confirmedAt, lapsedAt } = tick;
  if (availableAt === null || confirmedAt === null) return { state: 'off' as const, lapsedAt };
  const isSoon = now >= reminderDue(confirmedAt, tickDays);
  return { state: 'on' as const, confirmedAt, until: freshUntil(confirmedAt, tickDays), isSoon };
}

async function ownProfile(locals: App.Locals): Promise<OwnProfile> {
  const own = await profileOf(locals.runtime.db.read, { memberId: viewerOf(locals).id });
  if (own === undefined) redirect(303, '/sign-in');
  return own;
}
