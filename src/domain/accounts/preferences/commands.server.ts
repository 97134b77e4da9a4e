import type { Database } from '#platform/db/database.server.ts';

/** Keeps the language a member reads in; '' follows the browser. */
export async function chooseLocale(
  db: Database,
  { memberId, locale }: { memberId: string; locale: '' | 'en' | 'de' },
): Promise<void> {
  await db.transact((tx) =>
    tx.updateTable('members').set({ locale }).where('id', '=', memberId).execute(),
  );
}

/** Keeps the theme a member likes; '' follows the device. */
export async function chooseTheme(
  db: Database,
  { memberId, theme }: { memberId: string; theme: '' | 'light' | 'dark' },
): Promise<void> {
  await db.transact((tx) =>
    tx.updateTable('members').set({ theme }).where('id', '=', memberId).execute(),
  );
}
