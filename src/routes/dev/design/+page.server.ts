import { dev } from '$app/env';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The parts on one page are for those who build with them, so only `npm run dev` shows them. */
export const load: PageServerLoad = () => {
  if (!dev) error(404);
};
