/** Everything that reads what a stranger sent, against ever new hostile texts. */
import { Dice } from '../src/demo/dice.ts';
import { hostileText, readers } from '#tests/hostile-inputs.ts';

/** What takes longer in a thread is given up; milliseconds of processor time. */
const deadline = 5_000;

/** Reads for some milliseconds and prints what came of it. Returns how many texts broke a reader. */
export function attackReaders({
  seed,
  milliseconds,
}: {
  seed: string;
  milliseconds: number;
}): number {
  const ends = performance.now() + milliseconds;
  const names = Object.keys(readers);
  const slowest = new Map<string, { took: number; index: number }>();
  let thrown = 0;
  let index = 0;
  for (; performance.now() < ends; index++) {
    const name = names[index % names.length] ?? '';
    const reader = readers[name];
    if (reader === undefined) continue;
    const text = hostileText(new Dice(`${seed} ${name} ${index}`), reader);
    const before = process.cpuUsage();
    try {
      reader.read(text);
    } catch (error) {
      thrown += 1;
      console.log(`  threw: ${name} ${index}: ${String(error)}`);
    }
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1_000;
    if (took > (slowest.get(name)?.took ?? 0)) slowest.set(name, { took, index });
  }
  console.log(`readers: ${index} hostile texts of seed "${seed}", ${thrown} threw`);
  for (const [name, { took, index: at }] of slowest) {
    const over = took > deadline ? ', given up where it runs in a thread' : '';
    console.log(`  ${name.padEnd(9)} slowest ${Math.round(took)} ms (number ${at})${over}`);
  }
  const { rss } = process.memoryUsage();
  console.log(`  memory ${Math.round(rss / 1e6)} MB`);
  return thrown;
}
