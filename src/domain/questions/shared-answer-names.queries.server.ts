/** Who stands by their words in shared answers. */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';

/** Those who chose to be named, and whom the viewer can find here. */
export interface Names {
  readonly askedBy: Person | null;
  readonly answeredBy: readonly Person[];
}

/** The names on some shared answers, by their ids, in as many statements for one as for many. */
export async function namesOn(
  db: Reader,
  { ids, viewerId }: { ids: readonly string[]; viewerId: string },
): Promise<Map<string, Names>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('shared_answer_people')
    .select(['shared_answer_id as id', 'member_id', 'part'])
    .where('shared_answer_id', 'in', ids)
    .where('is_named', '=', 1)
    .orderBy('member_id')
    .execute();
  if (rows.length === 0) return new Map();
  const apart = await apartFrom(db, viewerId);
  const people = await peopleOf(db, [...new Set(rows.map((row) => row.member_id))]);
  const shown = rows.flatMap(({ id, part, member_id: memberId }) => {
    const person = people.get(memberId);
    return person === undefined || person.isGone || apart.has(memberId)
      ? []
      : [{ id, part, person }];
  });
  return new Map(
    Array.from(
      Map.groupBy(shown, ({ id }) => id),
      ([id, named]) => [
        id,
        {
          askedBy: named.find(({ part }) => part === 'asked')?.person ?? null,
          answeredBy: named.filter(({ part }) => part === 'answered').map(({ person }) => person),
        },
      ],
    ),
  );
}
