import { error } from '@sveltejs/kit';
import { isId } from '#lib/ids.ts';
import { openReport } from '#domain/moderation/reports.commands.server.ts';
import { findReport } from '#domain/moderation/reports.queries.server.ts';
import { readForm } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { runtime, viewer }, params }) => {
  const asking = { reportId: params.id, organiserId: viewer?.id ?? '' };
  // About the one who asks and not there are one answer.
  const report = isId(params.id) ? await findReport(runtime.db.read, asking) : undefined;
  return { report: report ?? error(404, 'not_found') };
};

export const actions: Actions = {
  // A look that is written down is an act, so it is a POST; what was read stays on this answer.
  open: async (event) => {
    await readForm(event);
    const { runtime, viewer: actor } = event.locals;
    const { id: reportId } = event.params;
    const opened =
      isId(reportId) && actor !== null ? await openReport(runtime, { actor, reportId }) : undefined;
    if (opened === undefined) error(404, 'not_found');
    return { opened };
  },
};
