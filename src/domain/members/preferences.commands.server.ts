import type { Locale } from '#lib/locale.ts';
import { command } from '#platform/act.server.ts';

/** Saves the language a member reads in; '' follows the browser. */
export const chooseLocale = command(
  async ({ tx }, { memberId, locale }: { memberId: string; locale: '' | Locale }) => {
    await tx.updateTable('members').set({ locale }).where('id', '=', memberId).execute();
  },
);

/** Saves the theme a member likes; '' follows the device. */
export const chooseTheme = command(
  async ({ tx }, { memberId, theme }: { memberId: string; theme: '' | 'light' | 'dark' }) => {
    await tx.updateTable('members').set({ theme }).where('id', '=', memberId).execute();
  },
);
