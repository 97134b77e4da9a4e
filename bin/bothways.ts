/** The command line: one word says what to do. */
import { ConfigurationError } from '#platform/config.server.ts';
import { NewerDatabaseError } from '#platform/db/migrate.server.ts';
import { doctor } from './doctor.ts';
import { importList } from './import.ts';
import { seed } from './seed.ts';
import { printSignInLink } from './print-link.ts';
import { dev, start } from './start.ts';
import { openRuntime } from '#platform/runtime.server.ts';

const commands: Record<string, { run: (args: string[]) => Promise<number | void>; help: string }> =
  {
    start: {
      run: start,
      help: 'start [--demo]        serve the community, or the demo in its own database',
    },
    dev: { run: dev, help: 'dev [--demo]          serve while the source is edited' },
    migrate: { run: migrateOnly, help: 'migrate               bring the database to this version' },
    import: {
      run: importList,
      help: 'import FILE [--dry-run]  bring in a list of mentors (.json or .csv)',
    },
    seed: {
      run: seed,
      help: 'seed N                fill an empty database with N invented members',
    },
    'sign-in-link': {
      run: printSignInLink,
      help: 'sign-in-link ADDRESS  print a link for a member who cannot come in',
    },
    doctor: { run: doctor, help: 'doctor                say what is configured and what is not' },
  };

async function migrateOnly(): Promise<void> {
  const runtime = await openRuntime(process.env);
  console.log(`The ${runtime.db.engine} database is up to date.`);
  await runtime.db.close();
}

async function main(): Promise<number> {
  const [word = '', ...args] = process.argv.slice(2);
  const command = commands[word];
  if (command === undefined) {
    console.log(
      `bothways COMMAND\n\n${Object.values(commands)
        .map(({ help }) => `  ${help}`)
        .join('\n')}`,
    );
    return word === '' || word === 'help' || word === '--help' ? 0 : 2;
  }
  return (await command.run(args)) ?? 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isExpected = error instanceof ConfigurationError || error instanceof NewerDatabaseError;
  console.error(isExpected ? error.message : error);
  process.exit(1);
}
