/** `bothways import FILE`: brings in a list of mentors kept elsewhere. Nobody is shown before they confirm. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openRuntime } from '#platform/runtime.server.ts';
import { importRoster, type RosterOutcome } from '#domain/rosters/import-roster.commands.server.ts';
import { problemInWords, refusalInWords } from '#domain/rosters/roster-words.ts';

/** Plans and, without --dry-run, applies; names each row it could not take. Exits 1 when there was one. */
export async function importList(args: string[]): Promise<number> {
  const file = args.find((arg) => !arg.startsWith('--'));
  if (file === undefined) {
    console.error('Which list? For example: ./bin/bothways import mentors.csv --dry-run');
    return 2;
  }
  const text = await readFile(file, 'utf8');
  const runtime = await openRuntime(process.env);
  try {
    const isDryRun = args.includes('--dry-run');
    const source = basename(file);
    const outcome = await importRoster(runtime, { text, source, actorId: null, isDryRun });
    return report(outcome, isDryRun);
  } finally {
    await runtime.db.close();
  }
}

function report(outcome: RosterOutcome, isDryRun: boolean): number {
  if (outcome.outcome === 'refused') {
    console.error(refusalInWords(outcome));
    return 1;
  }
  const { counts, rows } = outcome.plan;
  const verb = isDryRun ? 'would be' : 'were';
  console.log(
    `${counts.create} ${verb} invited, ${counts.update} brought up to date, ${counts.unchanged} are as they were.`,
  );
  for (const row of rows)
    if (row.action === 'bad') console.error(`line ${row.line}: ${problemInWords(row.problem)}`);
  if (counts.create > 0) console.log('Nobody is shown to anyone before they say yes.');
  return counts.bad === 0 ? 0 : 1;
}
