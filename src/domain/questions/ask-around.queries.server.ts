/** Who could be asked around. */
import type { ExpressionBuilder } from 'kysely';
import { day } from '#lib/duration.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import { usualTickDays } from '#domain/members/tick.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { Question } from './question.ts';
import type { Candidate } from './ask-around-rotation.ts';

/** For so long an invitation nobody reacted to counts as waiting. */
const waits = 14 * day;

/**
 * Everybody who is available for mentoring, shares a skill, answers questions and has not said that they
 * would rather not be asked by people they don't know.
 */
export async function candidatesFor(
  db: Reader,
  { skillId, now }: { skillId: string; now: number },
): Promise<Candidate[]> {
  const tickDays = (await findCommunity(db))?.tickDays ?? usualTickDays;
  const rows = await db
    .selectFrom('offers')
    .innerJoin('members', 'members.id', 'offers.member_id')
    .innerJoin('shared_skills', 'shared_skills.member_id', 'offers.member_id')
    .leftJoin('asked_around_choices', 'asked_around_choices.member_id', 'offers.member_id')
    .select(['offers.member_id as id'])
    .select((eb) => [
      invitations(eb)
        .select((inner) => inner.fn.max('invited_at').as('at'))
        .as('lastInvitedAt'),
      invitations(eb)
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('invitations'),
      invitations(eb)
        .innerJoin('questions', 'questions.id', 'question_people.question_id')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .where('questions.state', '=', 'open')
        .where('passed_at', 'is', null)
        .where('invited_at', '>', now - waits)
        .where((inner) => inner.not(inner.exists(ownPosts(inner))))
        .as('open'),
    ])
    .where('shared_skills.skill_id', '=', skillId)
    .where('members.status', '=', 'active')
    .where('offers.available_at', 'is not', null)
    .where('offers.confirmed_at', '>', now - tickDays * day)
    .where('offers.answer', '=', 1)
    .where((eb) => eb.or([eb('is_willing', 'is', null), eb('is_willing', '=', 1)]))
    .orderBy('offers.member_id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    lastInvitedAt: row.lastInvitedAt,
    invitations: row.invitations ?? 0,
    open: row.open ?? 0,
  }));
}

/** Whom a question can't go to: those it concerns, those asked before, and those set apart from them. */
export async function keptOut(
  db: Reader,
  { question, partnerId }: { question: Question; partnerId: string | null },
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('question_people')
    .select('member_id')
    .where('question_id', '=', question.id)
    .execute();
  const without = new Set(rows.map((row) => row.member_id)).add(question.askerId);
  for (const id of await apartFrom(db, question.askerId)) without.add(id);
  if (partnerId === null) return without;
  for (const id of await apartFrom(db, partnerId)) without.add(id);
  return without.add(partnerId);
}

type Builder = ExpressionBuilder<Tables, 'offers' | 'members' | 'shared_skills'>;

const invitations = (eb: Builder) =>
  eb
    .selectFrom('question_people')
    .whereRef('question_people.member_id', '=', 'offers.member_id')
    .where('came', '=', 'asked_around');

const ownPosts = (eb: ExpressionBuilder<Tables, 'question_people'>) =>
  eb
    .selectFrom('posts')
    .select('posts.id')
    .whereRef('posts.question_id', '=', 'question_people.question_id')
    .whereRef('posts.from_id', '=', 'question_people.member_id');
