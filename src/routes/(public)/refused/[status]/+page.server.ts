import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

const codes = [
  'not_found',
  'slow_down',
  'method',
  'origin',
  'length',
  'size',
  'not_a_form',
  'sent_twice',
];

/** Draws the error page for refusals that the door makes before any page is chosen. */
export const load: PageServerLoad = ({ params, url }) => {
  const status = Number(params.status);
  const code = url.searchParams.get('code') ?? '';
  const isOurs = Number.isInteger(status) && status >= 400 && status < 500 && codes.includes(code);
  error(isOurs ? status : 404, isOurs ? code : 'not_found');
};
