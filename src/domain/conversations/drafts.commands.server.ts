import { command, type Act } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { mostDrafts, worthKeeping, type DraftFields } from './draft.ts';

/** One member's form. */
interface Whose {
  memberId: string;
  about: string;
}

/** Saves a form as it stands, in place of what was saved before; one that was emptied is deleted. */
export const saveDraft = command(
  async (act, { memberId, about, fields }: Whose & { fields: DraftFields }) => {
    const { tx, now } = act;
    const left = worthKeeping(fields);
    if (left === null) return takeDraft(act, { memberId, about });
    const columns = { body: JSON.stringify(left), saved_at: now };
    await tx
      .insertInto('drafts')
      .values({ member_id: memberId, about, ...columns })
      .onConflict((conflict) => conflict.columns(['member_id', 'about']).doUpdateSet(columns))
      .execute();
    await dropOldest(tx, memberId);
  },
);

/** Deletes the draft, for a member who starts again. */
export const dropDraft = command((act, whose: Whose) => takeDraft(act, whose));

/** Deletes the draft in the act that sends what it held. */
export async function takeDraft({ tx }: Act, { memberId, about }: Whose): Promise<void> {
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
