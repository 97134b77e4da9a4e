/** Fills a database with a synthetic community, for measuring and for trying things at size. */
import { openRuntime } from '#platform/runtime.server.ts';
import { fillCrowd } from '../src/demo/fill.server.ts';

/** `seed N`: adds N invented members, about a third of them available. */
export async function seed(args: string[]): Promise<number> {
  const count = Number(args[0]);
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000) {
    console.error('How many members? For example: npm run seed -- 1000');
    return 2;
  }
  const runtime = await openRuntime(process.env);
  const started = performance.now();
  try {
    const { members, available } = await fillCrowd(runtime, {
      count,
      onPortion: (added) => process.stderr.write(`\r${added} of ${count} `),
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(
      `\n${members} members have moved in, ${available} of them available for mentoring (${seconds} s).`,
    );
    return 0;
  } finally {
    await runtime.db.close();
  }
}
