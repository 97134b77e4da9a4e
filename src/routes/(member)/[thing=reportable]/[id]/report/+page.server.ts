import { loadReport, takeReport } from '../../../../report-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadReport;

export const actions: Actions = {
  default: takeReport,
};
