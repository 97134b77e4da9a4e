import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.viewer === null) redirect(303, '/sign-in');
  if (locals.viewer.status === 'active') redirect(303, '/');
  return { name: locals.viewer.name };
};
