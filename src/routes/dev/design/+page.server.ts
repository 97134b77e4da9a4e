import { dev } from '$app/env';
import { isFlashCode } from '#door/flash-code.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

const tamsin = {
  id: '0',
  name: 'Tamsin Okoro-Vale',
  hue: 23,
  avatarId: null,
  status: 'active',
  locale: '',
  theme: '',
  timeZone: 'Europe/Lisbon',
} as const;

/**
 * The parts on one page are for those who build with them, so only `npm run dev` shows them.
 * `?as=member`, `?as=organiser` and `?flash=saved` change the frame around them.
 */
export const load: PageServerLoad = ({ url }) => {
  if (!dev) error(404);
  const role = url.searchParams.get('as');
  const flash = url.searchParams.get('flash') ?? '';
  return {
    community: { name: 'Tidewater Code Guild' },
    viewer: role ? { ...tamsin, isOrganiser: role === 'organiser' } : null,
    flash: isFlashCode(flash) ? flash : null,
  };
};
