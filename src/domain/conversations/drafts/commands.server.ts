import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { mostDrafts, worthKeeping, type DraftFields } from './draft.ts';

type Room = Pick<Runtime, 'db' | 'clock'>;
/** One member's form. */
interface Whose {
  memberId: string;
  about: string;
}

/** Keeps a form as it stands, in the place of what was kept before; one that was emptied is dropped. */
export async function saveDraft(
  { db, clock }: Room,
  { memberId, about, fields }: Whose & { fields: DraftFields },
): Promise<void> {
  const left = worthKeeping(fields);
  const columns = { body: JSON.stringify(left ?? []), saved_at: clock.now() };
  await db.transact(async (tx) => {
    if (left === null) return takeDraft(tx, { memberId, about });
    await tx
      .insertInto('drafts')
      .values({ member_id: memberId, about, ...columns })
      .onConflict((conflict) => conflict.columns(['member_id', 'about']).doUpdateSet(columns))
      .execute();
    await dropOldest(tx, memberId);
  });
}

/** The member begins anew. */
export async function dropDraft({ db }: Pick<Room, 'db'>, whose: Whose): Promise<void> {
  await db.transact((tx) => takeDraft(tx, whose));
}

/** Drops the draft in the transaction that sends what it held. */
export async function takeDraft(tx: Tx, { memberId, about }: Whose): Promise<void> {
  await tx
    .deleteFrom('drafts')
    .where('member_id', '=', memberId)
    .where('about', '=', about)
    .execute();
}

async function dropOldest(tx: Tx, memberId: string): Promise<void> {
  const surplus = tx
    .selectFrom('drafts')
    .select('about')
    .where('member_id', '=', memberId)
    .orderBy('saved_at', 'desc')
    .orderBy('about')
    .limit(1000)
    .offset(mostDrafts);
  await tx
    .deleteFrom('drafts')
    .where('member_id', '=', memberId)
    .where('about', 'in', surplus)
    .execute();
}
