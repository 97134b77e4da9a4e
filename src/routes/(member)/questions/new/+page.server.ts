import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { dropDraft, saveDraft } from '#domain/conversations/drafts.commands.server.ts';
import { draftValue, typedIn, type Draft } from '#domain/conversations/draft.ts';
import { draftOf } from '#domain/conversations/drafts.queries.server.ts';
import { askAround, askPartner } from '#domain/questions/ask-question.commands.server.ts';
import { questionWords, type QuestionWords } from '#domain/questions/question.input.ts';
import type { QuestionSubject } from '#domain/questions/question-view.ts';
import { findStoredSkill, skillsInUse } from '#domain/skills/skills.queries.server.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { sayAroundProblem, sayProblems } from '#ui/questions/question-row-words.ts';
import { m } from '#words/paraglide/messages.js';
import { drawWords } from '../question-html.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { askerOf, whomTo, type Whom } from './whom-to-ask.server.ts';

/** The form as it was typed. */
interface Typed {
  title: string;
  body: string;
  tried: string;
  triedFor: string;
  skill: string;
  about: string;
}

/** The form as it is shown again. */
interface QuestionFormState {
  typed: Typed;
  problems: Problem[];
  /** How it would look; null where nobody asked. */
  preview: { title: string; body: string; tried: string } | null;
}

export const load: PageServerLoad = async (event) => {
  const { runtime } = event.locals;
  const { read } = runtime.db;
  const asking = askerOf(event);
  const whom = await whomTo(read, { ...asking, pairingId: pairingIn(event) });
  const about = aboutOf(whom);
  const saved = await draftOf(read, { memberId: asking.viewer.id, about });
  const typed = asTyped(saved);
  const skills = await skillsInUse(read);
  return {
    whom,
    about,
    typed,
    isKept: `${typed.title}${typed.body}${typed.tried}`.trim() !== '',
    skillNames: skills.filter(({ sharing }) => sharing > 0).map(({ name }) => name),
  };
};

export const actions: Actions = {
  look: async (event): Promise<QuestionFormState> => {
    const typed = typedQuestion(await readForm(event));
    const parsed = questionWords.safeParse(wordsOf(typed));
    if (!parsed.success)
      return { typed, problems: sayProblems(parsed.error.issues), preview: null };
    const { title, body, tried } = parsed.data;
    const preview = { title, body: await drawWords(body), tried: await drawWords(tried) };
    return { typed, problems: [], preview };
  },
  ask: (event) => submit(event, (form) => ask(event, form)),
};

async function ask(event: RequestEvent, form: FormData): Promise<Reply<QuestionFormState>> {
  const { runtime } = event.locals;
  const asking = askerOf(event);
  const typed = typedQuestion(form);
  const refuse = (problems: Problem[]) => ({ refusal: { typed, problems, preview: null } });
  const parsed = questionWords.safeParse(wordsOf(typed));
  const skill =
    typed.skill.trim() === '' ? null : await findStoredSkill(runtime.db.read, typed.skill);
  const problems = [
    ...(parsed.success ? [] : sayProblems(parsed.error.issues)),
    ...(skill === null && typed.skill.trim() !== '' ? [skillProblem('no_such_skill')] : []),
  ];
  if (!parsed.success || problems.length > 0) return refuse(problems);
  const whom = await whomTo(runtime.db.read, { ...asking, pairingId: pairingIn(event) });
  const sending = { event, words: parsed.data, skillId: skill?.id ?? null };
  const asked = await send({ ...sending, whom, about: aboutTyped(typed.about, whom) });
  const whose = { memberId: asking.viewer.id, about: aboutOf(whom) };
  if (asked.outcome === 'done') {
    await dropDraft(runtime, whose);
    return { goTo: `/questions/${asked.questionId}`, saying: 'sent' };
  }
  if (asked.code === 'not_found') error(404, 'not_found');
  await saveDraft(runtime, { ...whose, fields: typedIn(form) });
  return refuse([problemOf(asked.code)]);
}

interface Sending {
  event: RequestEvent;
  whom: Whom;
  words: QuestionWords;
  skillId: string | null;
  about: QuestionSubject | null;
}

type Asked =
  | Awaited<ReturnType<typeof askPartner>>
  | Awaited<ReturnType<typeof askAround>>
  | { outcome: 'refused'; code: 'skill_missing' };

async function send({ event, whom, words, skillId, about }: Sending): Promise<Asked> {
  const { runtime } = event.locals;
  const { viewer: actor } = askerOf(event);
  if (whom.kind === 'partner') {
    const { pairingId } = whom.partner;
    return askPartner(runtime, { actor, pairingId, words, skillId, about });
  }
  if (whom.kind === 'choose') redirect(303, '/questions/new');
  if (skillId === null) return { outcome: 'refused', code: 'skill_missing' };
  return askAround(runtime, { actor, words, skillId });
}

const skillProblem = (code: string): Problem => ({
  field: 'skill',
  message: sayAroundProblem(code),
});

function problemOf(code: string): Problem {
  switch (code) {
    case 'wrapped_up':
      return { field: 'title', message: m.questions_problem_over() };
    case 'too_many_open':
      return { field: 'title', message: m.questions_new_too_many() };
    case 'has_pairing':
      return { field: 'title', message: m.questions_problem_has_pairing() };
    case 'not_here':
      return { field: 'title', message: m.questions_problem_not_here() };
    default:
      return skillProblem(code);
  }
}

/** Only what the form offered, which is theirs. */
function aboutTyped(typed: string, whom: Whom): QuestionSubject | null {
  if (whom.kind !== 'partner') return null;
  const offered = whom.partner.abouts.flatMap(({ options }) => options);
  if (!offered.some(({ value }) => value === typed)) return null;
  const [kind, id = ''] = typed.split(':');
  return { kind: kind === 'review' ? 'review' : 'meeting', id };
}

const pairingIn = ({ url }: Pick<RequestEvent, 'url'>): string =>
  url.searchParams.get('pairing') ?? '';

/** Names the draft: one for each pairing, and one for asking around. */
const aboutOf = (whom: Whom): string =>
  `question:${whom.kind === 'partner' ? whom.partner.pairingId : 'around'}`;

const wordsOf = ({ title, body, tried, triedFor }: Typed) => ({ title, body, tried, triedFor });

const typedQuestion = (form: FormData): Typed => ({
  title: textOf(form, 'title'),
  body: textOf(form, 'body'),
  tried: textOf(form, 'tried'),
  triedFor: textOf(form, 'triedFor'),
  skill: textOf(form, 'skill'),
  about: textOf(form, 'belongs'),
});

const asTyped = (saved: Draft | undefined): Typed => ({
  title: draftValue(saved, { name: 'title' }),
  body: draftValue(saved, { name: 'body' }),
  tried: draftValue(saved, { name: 'tried' }),
  triedFor: draftValue(saved, { name: 'triedFor' }),
  skill: draftValue(saved, { name: 'skill' }),
  about: draftValue(saved, { name: 'belongs' }),
});
