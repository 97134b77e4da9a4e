/** Shared answers as members read them, and suggestions to share as those see them whose words they hold. */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { isId } from '#lib/ids.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { questionFor } from './question-access.queries.server.ts';
import { skillsOf } from './question-summaries.queries.server.ts';
import { postsFor } from './question-posts.queries.server.ts';
import {
  helpersSeenBy,
  mayShare,
  peopleIn,
  sharedAnswerWith,
} from './shared-answer-store.queries.server.ts';
import type {
  SharedAnswerPage,
  SharedWords,
  SharingPage,
  SharingPerson,
} from './shared-answer-view.ts';

export { sharedAnswers } from './shared-answer-search.queries.server.ts';

/** A shared answer for any member; undefined for what is not shared, or not any more. */
export async function sharedAnswer(
  db: Reader,
  { id, viewerId }: { id: string; viewerId: string },
): Promise<SharedAnswerPage | undefined> {
  if (!isId(id)) return undefined;
  const row = await db
    .selectFrom('shared_answers')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'shared')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const people = await peopleIn(db, id);
  const shown = people.filter((each) => each.is_named === 1);
  const named = await visiblePeople(db, { ids: shown.map((each) => each.member_id), viewerId });
  const inPart = (part: 'asked' | 'answered') =>
    shown.flatMap((each) => (each.part === part ? (named.get(each.member_id) ?? []) : []));
  return {
    id,
    title: row.title,
    question: row.question,
    answer: row.answer,
    skill: row.skill_id === null ? null : ((await skillsOf(db, [row])).get(row.skill_id) ?? null),
    sharedAt: row.shared_at ?? row.changed_at,
    askedBy: inPart('asked')[0] ?? null,
    answeredBy: inPart('answered'),
    isYours: people.some((each) => each.member_id === viewerId),
  };
}

/** Those of some people the viewer can find here: members, and not set apart from them. */
async function visiblePeople(
  db: Reader,
  { ids, viewerId }: { ids: readonly string[]; viewerId: string },
): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const apart = await apartFrom(db, viewerId);
  const people = await peopleOf(db, ids);
  return new Map([...people].filter(([id, { isGone }]) => !isGone && !apart.has(id)));
}

/** What may be shared, for those whose words it holds; undefined for everybody else (requirement C2). */
export async function sharingPage(
  db: Reader,
  { sharedAnswerId, viewerId }: { sharedAnswerId: string; viewerId: string },
): Promise<SharingPage | undefined> {
  const shared = await sharedAnswerWith(db, { sharedAnswerId, memberId: viewerId });
  if (shared === undefined) return undefined;
  const people = await peopleIn(db, sharedAnswerId);
  const you = people.find((each) => each.member_id === viewerId);
  const known = await knownTo(db, { questionId: shared.questionId, viewerId });
  const persons = await visiblePeople(db, { ids: [...known], viewerId });
  const { id, questionId, edition, state, title, question, answer, changedAt } = shared;
  return {
    ...{ id, questionId, edition, state, title, question, answer, changedAt },
    people: people.flatMap((each): SharingPerson[] => {
      const person = persons.get(each.member_id);
      const isYou = each.member_id === viewerId;
      return person === undefined
        ? []
        : [{ person, isYou, hasAgreed: each.agreed_edition === edition }];
    }),
    youAgreed: you?.agreed_edition === edition,
    isNamed: you?.is_named === 1,
  };
}

/** Whom the viewer knows of in a question: nobody learns of a pairing, or of words, they can't read. */
async function knownTo(
  db: Reader,
  { questionId, viewerId }: { questionId: string | null; viewerId: string },
): Promise<Set<string>> {
  const found =
    questionId === null ? undefined : await questionFor(db, { questionId, memberId: viewerId });
  if (found === undefined) return new Set([viewerId]);
  const helpers = await helpersSeenBy(db, { found, viewerId });
  return helpers.add(found.question.askerId).add(viewerId);
}

/** The words to begin with, for somebody who may suggest sharing them: what they can read themselves. */
export async function wordsToShare(
  db: Reader,
  { questionId, viewerId }: { questionId: string; viewerId: string },
): Promise<SharedWords | undefined> {
  const found = await questionFor(db, { questionId, memberId: viewerId });
  if (found === undefined || !(await mayShare(db, { found, viewerId }))) return undefined;
  const { title, body, tried } = found.row;
  const posts = await postsFor(db, { found, viewerId });
  const helpers = await helpersSeenBy(db, { found, viewerId });
  const helped = posts.filter((post) => post.helped_at !== null && helpers.has(post.from_id));
  return {
    title,
    question: [body, tried].filter((part) => part !== '').join('\n\n'),
    answer: helped.map((post) => post.body).join('\n\n'),
  };
}
