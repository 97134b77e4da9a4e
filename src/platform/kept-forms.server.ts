/**
 * Forms that came in when nobody was signed in any more: kept sealed for a day, for the browser they
 * were typed in, so that they can be sent after signing in.
 */
import { day } from '#lib/duration.ts';
import type { Random } from '#lib/random.ts';
import { fingerprint, makeToken, seal, unseal } from './crypto.server.ts';
import type { Runtime } from './runtime.server.ts';

export interface TypedForm {
  /** Where the form goes, with its action: an own path. */
  action: string;
  /** The page it stood on: an own path. */
  page: string;
  fields: { name: string; value: string }[];
  /** Whose session it was, as far as that was still known. */
  memberId: string | null;
}

/** Milliseconds a form is kept. */
const keptFor = day;

interface SavedFormTools extends Pick<Runtime, 'db' | 'clock' | 'secret'> {
  random: Random;
}

/** Keeps a form and returns the token that finds it again, in this browser only. */
export async function saveForm(
  { db, clock, secret, random }: SavedFormTools,
  { browser, form }: { browser: string; form: TypedForm },
): Promise<string> {
  const token = makeToken(random);
  const now = clock.now();
  await db.transact((tx) =>
    tx
      .insertInto('kept_forms')
      .values({
        token_hash: fingerprint(token),
        browser_hash: fingerprint(browser),
        path: form.action,
        sealed_fields: seal({ secret, text: JSON.stringify(form), random }),
        kept_at: now,
        expires_at: now + keptFor,
      })
      .execute(),
  );
  return token;
}

interface SavedFormQuery {
  token: string;
  /** The token of the browser that asks; undefined where it has none. */
  browser: string | undefined;
  /** Who asks. */
  memberId: string;
}

/** The form this token keeps; undefined once it is over, in another browser, and for somebody else. */
export async function findSavedForm(
  { db, clock, secret }: Omit<SavedFormTools, 'random'>,
  { token, browser, memberId }: SavedFormQuery,
): Promise<TypedForm | undefined> {
  if (browser === undefined) return undefined;
  const row = await db.read
    .selectFrom('kept_forms')
    .select('sealed_fields')
    .where('token_hash', '=', fingerprint(token))
    .where('browser_hash', '=', fingerprint(browser))
    .where('expires_at', '>', clock.now())
    .executeTakeFirst();
  const text = row === undefined ? null : unseal({ secret, sealed: row.sealed_fields });
  if (text === null) return undefined;
  const form: TypedForm = JSON.parse(text);
  return form.memberId === null || form.memberId === memberId ? form : undefined;
}

/** Throws a kept form away. */
export async function deleteSavedForm(
  { db }: Pick<SavedFormTools, 'db'>,
  { token, browser }: { token: string; browser: string },
): Promise<void> {
  await db.transact((tx) =>
    tx
      .deleteFrom('kept_forms')
      .where('token_hash', '=', fingerprint(token))
      .where('browser_hash', '=', fingerprint(browser))
      .execute(),
  );
}
