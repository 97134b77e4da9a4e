import { error } from '@sveltejs/kit';
import {
  rosterFields,
  type ColumnMapping,
  type RosterField,
} from '#domain/rosters/roster-column.ts';
import { importRoster, type RosterOutcome } from '#domain/rosters/import-roster.commands.server.ts';
import { noteInWords, problemInWords, refusalInWords } from '#domain/rosters/roster-words.ts';
import { allOf, readForm, submit, textOf } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions } from './$types';

const rowsShown = 25;
const badRowsShown = 200;

/** The file that was chosen now, else the text carried along from the step before. */
async function listIn(form: FormData): Promise<{ text: string; name: string }> {
  const file = form.get('file');
  if (file instanceof File && file.size > 0) return { text: await file.text(), name: file.name };
  return { text: textOf(form, 'list'), name: textOf(form, 'fileName') };
}

/** What each column was said to hold; undefined before anybody was asked. */
function mappingIn(form: FormData): Partial<ColumnMapping> | undefined {
  const columns = allOf(form, 'column');
  const fields = columns.map((_, place) => textOf(form, `holds-${place}`));
  if (columns.length === 0) return undefined;
  const chosen = (field: RosterField) => columns.filter((_, place) => fields[place] === field);
  return Object.fromEntries(rosterFields.map((field) => [field, chosen(field)]));
}

const sourceOf = (form: FormData) => textOf(form, 'source').trim().slice(0, 60);

type Planned = Extract<RosterOutcome, { outcome: 'done' }>;

function shownPlan({ plan, columns, mapping, unused }: Planned) {
  const good = plan.rows.flatMap((row) =>
    row.action === 'create' || row.action === 'update' ? [row] : [],
  );
  const bad = plan.rows.flatMap((row) => (row.action === 'bad' ? [row] : []));
  const holds = (column: string) =>
    rosterFields.find((field) => mapping[field].includes(column)) ?? '';
  return {
    counts: plan.counts,
    columns: columns.map((column) => ({ column, field: holds(column) })),
    unused,
    good: good.slice(0, rowsShown).map(({ line, action, entry, notes }) => ({
      line,
      action,
      name: entry.name,
      place: entry.place,
      shares: entry.shares,
      notes: notes.map((note) => noteInWords(note)),
    })),
    isMore: good.length > rowsShown,
    bad: bad
      .slice(0, badRowsShown)
      .map(({ line, problem }) => ({ line, reason: problemInWords(problem) })),
  };
}

const nothing = { problems: [], plan: null, list: '', fileName: '', source: '' };

function refused(message: string, source: string) {
  return { ...nothing, source, problems: [{ field: 'file', message }] };
}

export const actions: Actions = {
  // Only looks: so it is no submission that must happen once.
  plan: async (event) => {
    const form = await readForm(event);
    // A whole list is no typed word to show again on an error page.
    event.locals.typed = [];
    const source = sourceOf(form);
    const { text, name } = await listIn(form);
    if (text === '') return refused(m.community_import_no_file(), source);
    const outcome = await importRoster(event.locals.runtime, {
      text,
      mapping: mappingIn(form) ?? {},
      source: source || 'list',
      actorId: event.locals.viewer?.id ?? null,
      isDryRun: true,
    });
    if (outcome.outcome === 'refused') return refused(refusalInWords(outcome), source);
    return { ...nothing, source, list: text, fileName: name, plan: shownPlan(outcome) };
  },
  apply: (event) =>
    submit(event, async (form) => {
      event.locals.typed = [];
      const { text } = await listIn(form);
      const outcome = await importRoster(event.locals.runtime, {
        text,
        mapping: mappingIn(form) ?? {},
        source: sourceOf(form) || 'list',
        actorId: event.locals.viewer?.id ?? error(404, 'not_found'),
        isDryRun: false,
      });
      if (outcome.outcome === 'refused')
        return { refusal: refused(refusalInWords(outcome), sourceOf(form)) };
      return { goTo: '/community/people', saying: 'imported' };
    }),
};
