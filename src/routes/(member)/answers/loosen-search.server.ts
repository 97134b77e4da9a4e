/** When nothing is found: the one thing to let go so that there is something. */
import { sharedAnswers } from '#domain/questions/shared-answer-search.queries.server.ts';
import { hrefFor, loosenings, type AnswerQuery, type Loosening } from './answer-query.ts';

type Reader = App.Locals['runtime']['db']['read'];

/** The first that helps; null where none does. */
export async function looseningFor(
  db: Reader,
  looking: AnswerQuery,
): Promise<(Pick<Loosening, 'dropping' | 'which'> & { href: string }) | null> {
  for (const { dropping, which, looking: then } of loosenings(looking)) {
    const { search, skill } = then;
    const wanted = { search, skillId: skill?.id ?? null, after: '', size: 1 };
    const { lines } = await sharedAnswers(db, wanted);
    if (lines.length > 0) return { dropping, which, href: hrefFor(then) };
  }
  return null;
}
