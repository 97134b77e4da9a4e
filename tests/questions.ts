/** Questions for tests: Ben asks Ana, and around them are people who may know. */
import type { Viewer } from '#domain/members/viewer.ts';
import { askAround, askPartner } from '#domain/questions/ask-question.commands.server.ts';
import { questionWords } from '#domain/questions/question.input.ts';
import { markHelped, writePost } from '#domain/questions/question-posts.commands.server.ts';
import { questionPage } from '#domain/questions/questions.queries.server.ts';
import { widen } from '#domain/questions/ask-around.commands.server.ts';
import { agreeToSharing, suggestSharing } from '#domain/questions/share-answer.commands.server.ts';
import { questionClockTask } from '#domain/questions/question.tasks.server.ts';
import type { QuestionPage } from '#domain/questions/question-view.ts';
import { day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import type { Database } from '#platform/db/database.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { addMember, foundCommunity } from './factories.ts';
import { beginGoing } from './pairings.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

/** What Ben asks at midnight. */
export const flakyTest = questionWords.parse({
  title: 'A test that fails on Thursdays',
  body: 'It is green on my machine and red in the build.',
  tried: 'Running it a hundred times.',
  triedFor: 'two evenings',
});

export interface Guild {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
  pairingId: string;
  skillId: string;
}

/** A skill by its name; gives its id. */
export async function addSkill(
  { db, clock, random }: TestRuntime,
  { name, sharedBy }: { name: string; sharedBy: readonly Viewer[] },
): Promise<string> {
  const now = clock.now();
  const id = makeId(now, random);
  await db.transact(async (tx) => {
    await tx
      .insertInto('skills')
      .values({ id, name, skill_key: name.toLowerCase(), added_at: now })
      .execute();
    for (const { id: member_id } of sharedBy)
      await tx
        .insertInto('shared_skills')
        .values({ member_id, skill_id: id, confidence: 2 })
        .execute();
  });
  return id;
}

/** A member who is available for mentoring, shares a skill, and answers questions. */
export async function addMentor(
  runtime: TestRuntime,
  { name, skillId }: { name: string; skillId: string },
): Promise<Viewer> {
  const mentor = await addMember(runtime, { name, offer: { capacity: 20 } });
  await runtime.db.transact((tx) =>
    tx
      .insertInto('shared_skills')
      .values({ member_id: mentor.id, skill_id: skillId, confidence: 3 })
      .execute(),
  );
  return mentor;
}

/** Ana mentors Ben, said that questions get an answer within two days, and shares Testing. */
export async function anaBenAndTesting(
  db: Database,
  replyHours: number | null = 48,
): Promise<Guild> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: { capacity: 20 } });
  const ben = await addMember(runtime, { name: 'Ben' });
  const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
  await promise(runtime, { pairingId, replyHours });
  const skillId = await addSkill(runtime, { name: 'Testing', sharedBy: [ana] });
  return { runtime, ana, ben, pairingId, skillId };
}

/** In how many hours questions get an answer, as if both had agreed on it; null for we'll see. */
export async function promise(
  { db }: Pick<TestRuntime, 'db'>,
  { pairingId, replyHours }: { pairingId: string; replyHours: number | null },
): Promise<void> {
  const questions = replyHours === null ? null : { replyHours };
  const lines = { rhythm: null, where: null, questions, terms: null, between: null };
  await db.transact((tx) =>
    tx
      .updateTable('agreements')
      .set({ lines: JSON.stringify({ ...lines, reviewAfterMonths: null }) })
      .where('pairing_id', '=', pairingId)
      .execute(),
  );
}

type Result = { outcome: 'done' } | { outcome: 'refused'; code: string };
type Granted<Of> = Extract<Of, { outcome: 'done' }>;

const isGranted = <Of extends Result>(result: Of): result is Granted<Of> =>
  result.outcome === 'done';

/** What came of something that must not be refused in this test. */
export function granted<Of extends Result>(result: Of): Granted<Of> {
  if (isGranted(result)) return result;
  throw new Error(`refused: ${JSON.stringify(result)}`);
}

/** Ben asks Ana; gives the question's id. */
export async function benAsksAna(
  { runtime, ben, pairingId }: Guild,
  skillId: string | null = null,
): Promise<string> {
  const asked = { actor: ben, pairingId, words: flakyTest, skillId, about: null };
  return granted(await askPartner(runtime, asked)).questionId;
}

/** Somebody without a pairing asks a few; gives the question's id. */
export async function asksAround(
  runtime: TestRuntime,
  { actor, skillId }: { actor: Viewer; skillId: string },
): Promise<string> {
  return granted(await askAround(runtime, { actor, words: flakyTest, skillId })).questionId;
}

/** Ben asked Ana, the time passed, and he says yes to asking a few; gives the question's id. */
export async function benWidens(guild: Guild): Promise<string> {
  const { runtime, ben, skillId } = guild;
  const questionId = await benAsksAna(guild, skillId);
  runtime.clock.pass(3 * day);
  granted(await widen(runtime, { actor: ben, questionId, skillId: null }));
  return questionId;
}

/** Somebody writes; gives the post's id. */
export async function writes(
  runtime: TestRuntime,
  { actor, questionId, body }: { actor: Viewer; questionId: string; body: string },
): Promise<string> {
  return granted(await writePost(runtime, { actor, questionId, body })).postId;
}

/** A question as somebody sees it. */
export async function pageFor(
  { db, clock }: TestRuntime,
  { viewer, questionId }: { viewer: Viewer; questionId: string },
): Promise<QuestionPage> {
  const asked = { questionId, viewerId: viewer.id, now: clock.now() };
  const page = await questionPage(db.read, asked);
  if (page === undefined) throw new Error(`${viewer.name} finds no such question`);
  return page;
}

/** Who was asked around and did not pass, in the order they were. */
export async function askedAbout({ db }: TestRuntime, questionId: string): Promise<string[]> {
  const rows = await db.read
    .selectFrom('question_people')
    .innerJoin('members', 'members.id', 'question_people.member_id')
    .select('members.name')
    .where('question_id', '=', questionId)
    .where('came', '=', 'asked_around')
    .where('passed_at', 'is', null)
    .orderBy('invited_at')
    .orderBy('members.name')
    .execute();
  return rows.map(({ name }) => name);
}

/** Does what is due for questions now, and nothing else. */
export async function strike(runtime: TestRuntime): Promise<void> {
  const { kind, handle } = questionClockTask;
  const only = { kind, isOnlyThis: true, atOnce: 1 };
  while ((await runDueJobs(runtime, { [kind]: handle }, only)) > 0);
}

/** How often something about questions was announced. */
export async function timesAnnounced({ db }: TestRuntime, name: string): Promise<number> {
  const rows = await db.read
    .selectFrom('jobs')
    .select('id')
    .where('kind', '=', `event:${name}`)
    .execute();
  return rows.length;
}

/** Words as they are shared. */
export const sharedCopy = {
  title: 'Tests that fail on one day of the week',
  question: 'A test is green here and red in the build, on Thursdays.',
  answer: 'Look for a clock: freeze it, and the days are all alike.',
};

/** Ana answers, it helps, Ben suggests to share it and Ana agrees; gives the shared answer's id. */
export async function benAndAnaShare(
  guild: Guild,
  { words = sharedCopy, isNamed = true }: { words?: typeof sharedCopy; isNamed?: boolean } = {},
): Promise<string> {
  const { runtime, ana } = guild;
  const { sharedAnswerId } = await benSuggests(guild, words);
  const edition = 1;
  granted(await agreeToSharing(runtime, { actor: ana, sharedAnswerId, edition, isNamed }));
  return sharedAnswerId;
}

/** Ana answers, it helps, and Ben suggests to share it. */
export async function benSuggests(guild: Guild, words = sharedCopy) {
  const { runtime, ana, ben, skillId } = guild;
  const questionId = await benAsksAna(guild, skillId);
  const postId = await writes(runtime, { actor: ana, questionId, body: 'Freeze the clock.' });
  granted(await markHelped(runtime, { actor: ben, postId, thanks: '' }));
  const suggested = { actor: ben, questionId, words, isNamed: true };
  const { sharedAnswerId } = granted(await suggestSharing(runtime, suggested));
  return { sharedAnswerId, questionId, postId };
}
