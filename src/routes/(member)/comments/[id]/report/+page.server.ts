import { loadReport, takeReport } from '../../../../reporting.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadReport(event, 'comment');

export const actions: Actions = {
  default: (event) => takeReport(event, 'comment'),
};
