import { isId } from '#lib/ids.ts';
import { command, inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import { sameText, sign } from '#platform/crypto.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import {
  isUnwanted,
  matters,
  turnedOff,
  type Choices,
  type QuietHours,
  type Unwanted,
} from './mail-choice.ts';
import { choicesOf } from './mail-choices.queries.server.ts';

interface Choosing {
  memberId: string;
  choices: Choices;
  quiet: QuietHours | null;
}

/** Saves how a member wants to hear of things, and their quiet hours. */
export const chooseLetters = command(async (act, { memberId, choices, quiet }: Choosing) => {
  const { tx } = act;
  await saveChoices(act, { memberId, choices });
  await tx.deleteFrom('quiet_hours').where('member_id', '=', memberId).execute();
  if (quiet === null) return;
  const hours = { from_minute: quiet.from, until_minute: quiet.until };
  await tx
    .insertInto('quiet_hours')
    .values({ member_id: memberId, ...hours })
    .execute();
});

/** Rows only for what differs from before, so that a later change of the usual reaches the rest. */
async function saveChoices(
  { tx, now }: Act,
  { memberId, choices }: { memberId: string; choices: Choices },
): Promise<void> {
  const before = await choicesOf(tx, memberId);
  for (const kind of matters.filter((matter) => before[matter] !== choices[matter])) {
    const how = choices[kind];
    await tx
      .insertInto('notification_choices')
      .values({ member_id: memberId, kind, how, chosen_at: now })
      .onConflict((conflict) =>
        conflict.columns(['member_id', 'kind']).doUpdateSet({ how, chosen_at: now }),
      )
      .execute();
  }
}

const purpose = 'unsubscribe';

/**
 * The address in a letter that turns its kind off, for good: it is signed instead of kept, so those in
 * old letters work as long as the member does (requirement G2).
 */
export function unsubscribeUrl(
  { config, secret }: Pick<Runtime, 'config' | 'secret'>,
  { memberId, unwanted }: { memberId: string; unwanted: Unwanted },
): string {
  const text = `${memberId}.${unwanted}`;
  return `${config.publicUrl}/unsubscribe/${text}.${sign({ secret, purpose, text })}`;
}

/** Whose letters about what; undefined for a token we did not write. Changes nothing. */
export function readUnsubscribe(
  secret: string,
  token: string,
): { memberId: string; unwanted: Unwanted } | undefined {
  const [memberId = '', unwanted = '', signature = '', ...more] = token.split('.');
  if (!isId(memberId) || !isUnwanted(unwanted) || more.length > 0) return undefined;
  const text = `${memberId}.${unwanted}`;
  return sameText(signature, sign({ secret, purpose, text })) ? { memberId, unwanted } : undefined;
}

/**
 * Turns off what a letter's link is about, signed in or not, once or twice (requirement G1). Where the
 * member is gone there is nothing left to turn off, and the answer is the same.
 *
 * @returns what was turned off; undefined for a token we did not write
 */
export async function unsubscribe(
  runtime: ActRuntime & Pick<Runtime, 'secret'>,
  token: string,
): Promise<Unwanted | undefined> {
  const claim = readUnsubscribe(runtime.secret, token);
  if (claim === undefined) return undefined;
  const { memberId, unwanted } = claim;
  await inAct(runtime, async (act) => {
    const member = await act.tx
      .selectFrom('members')
      .select('id')
      .where('id', '=', memberId)
      .executeTakeFirst();
    if (member === undefined) return;
    const choices = turnedOff(await choicesOf(act.tx, memberId), unwanted);
    await saveChoices(act, { memberId, choices });
  });
  return unwanted;
}
