/** Reporting a person or something they wrote: the same form at each of its addresses. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { makeReport } from '#domain/moderation/reports.commands.server.ts';
import { readReport, type ReportProblem } from '#domain/moderation/report.input.ts';
import {
  aboutWhom,
  findReportable,
  readersOf,
  threadOf,
  type Reportable,
} from '#domain/moderation/reports.queries.server.ts';
import type { Thing } from '#domain/moderation/report.ts';
import { submit, textOf, type Problem } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';

type Event = RequestEvent<{ thing: Thing; id: string }>;

/**
 * What the page needs to say before somebody reports.
 *
 * @throws a 404 answer where it is not there, or not theirs to see (requirement C2)
 */
export async function loadReport(event: Pick<Event, 'locals' | 'params'>) {
  const { runtime, viewer, locale } = event.locals;
  const viewerId = viewer?.id ?? '';
  const { thing, id: thingId } = event.params;
  const asking = { thing, thingId, viewerId };
  const reportable = await findReportable(runtime.db.read, asking);
  if (reportable === undefined) error(404, 'not_found');
  const aboutId = reportable.about?.id ?? null;
  const aboutIds = await aboutWhom(runtime.db.read, { ...reportable, aboutId });
  const readers = await readersOf(runtime.db.read, { aboutIds, reporterId: viewerId });
  return {
    thing,
    name: reportable.about?.name ?? null,
    hasThread: reportable.conversationId !== null || ['comment', 'post'].includes(thing),
    readers: new Intl.ListFormat(locale, { type: 'conjunction' }).format(readers),
    back: await pageOf(event, reportable),
  };
}

/** Takes a report, and blocks the person as well where that was ticked, in one transaction. */
export function takeReport(event: Event) {
  return submit(event, async (form) => {
    const { runtime, viewer: actor } = event.locals;
    const { thing, id: thingId } = event.params;
    const asking = { thing, thingId, viewerId: actor?.id ?? '' };
    const reportable = await findReportable(runtime.db.read, asking);
    if (actor === null || reportable === undefined) error(404, 'not_found');
    const typed = typedIn(form);
    const read = readReport(typed);
    if ('problems' in read) return { refusal: { typed, problems: read.problems.map(sayProblem) } };
    // Before the report: a block changes what the page behind it is.
    const back = await pageOf(event, reportable);
    const hasBlocked = typed.block && reportable.about !== null;
    const made = await makeReport(runtime, {
      actor,
      thing,
      thingId,
      said: read.said,
      withThread: typed.withThread,
      block: typed.block,
    });
    if (made.outcome === 'done')
      return { goTo: hasBlocked ? '/settings/blocks' : back, saying: 'reported' };
    if (made.code === 'not_found') error(404, 'not_found');
    const problem = { field: 'reason', message: m.moderation_problem_too_many() };
    return { status: 429, refusal: { typed, problems: [problem] } };
  });
}

const typedIn = (form: FormData) => ({
  reason: textOf(form, 'reason'),
  words: textOf(form, 'words'),
  withThread: form.has('withThread'),
  block: form.has('block'),
});

const sayProblem = ({ field, code }: ReportProblem): Problem => ({
  field,
  message: problemWords[code](),
});

const problemWords: Record<ReportProblem['code'], () => string> = {
  choose_one: m.moderation_problem_choose_one,
  words_missing: m.moderation_problem_words_missing,
  too_long: m.moderation_problem_too_long,
};

/** The page it was read on. */
async function pageOf(
  { locals: { runtime, viewer } }: Pick<Event, 'locals'>,
  { thing, thingId, conversationId, placeId }: Reportable,
): Promise<string> {
  switch (thing) {
    case 'member':
      return `/members/${thingId}`;
    case 'request':
      return `/requests/${thingId}`;
    case 'comment':
      return `/reviews/${placeId}`;
    case 'question':
    case 'post':
      return `/questions/${placeId}`;
    case 'shared_answer':
      return `/answers/${placeId}`;
    case 'message':
      return threadPage({ runtime, viewer }, conversationId);
  }
}

async function threadPage(
  { runtime, viewer }: Pick<Event['locals'], 'runtime' | 'viewer'>,
  conversationId: string | null,
): Promise<string> {
  const thread = await threadOf(runtime.db.read, {
    conversationId: conversationId ?? '',
    viewerId: viewer?.id ?? '',
  });
  if (thread === undefined) return '/pairings';
  return thread.in === 'pairing' ? `/pairings/${thread.id}/messages` : `/requests/${thread.id}`;
}
