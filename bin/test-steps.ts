/** Runs the commands of a test run, alone or a few at a time, and measures them. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

export interface Step {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

export interface Finished {
  /** The command line. */
  title: string;
  isFine: boolean;
  wallMs: number;
  /** Processor time of the command and all that it started and waited for. */
  processorMs: number;
}

/** Runs a command while its output is shown. */
export async function runShown(step: Step): Promise<Finished> {
  console.log(`\n— ${titleOf(step)}`);
  const { finished } = await run(step, 'inherit');
  console.log(verdictOn(finished));
  return finished;
}

/** Runs commands beside each other, in this order; the output of each is shown whole once it ends. */
export async function runBeside(steps: readonly Step[], lanes = 2): Promise<Finished[]> {
  const waiting = [...steps];
  const finished: Finished[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const done = await run(step, 'pipe');
      console.log(`\n— ${done.finished.title}\n${done.output}${verdictOn(done.finished)}`);
      finished.push(done.finished);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return finished;
}

const titleOf = ({ command, args }: Step) => [command, ...args].join(' ');

const verdictOn = ({ isFine, wallMs }: Finished) =>
  `${isFine ? 'passed' : 'FAILED'} in ${Math.round(wallMs / 1000)} s`;

const environment = {
  ...process.env,
  // ESLint's type information then reads components once, instead of again for each one.
  SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK: '1',
  // A log that nobody watches needs no colours.
  ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
};

/** The shell writes the processor times to a pipe of their own, which the command does not inherit. */
const measured = '"$@" 3>&-; code=$?; times >&3; exit $code';

async function run(
  step: Step,
  output: 'inherit' | 'pipe',
): Promise<{ finished: Finished; output: string }> {
  const started = performance.now();
  const child = spawn('sh', ['-c', measured, 'sh', step.command, ...step.args], {
    cwd: root,
    stdio: ['ignore', output, output, 'pipe'],
    env: { ...environment, ...step.env },
  });
  const texts = ['', ''];
  for (const [stream, kind] of [
    [child.stdout, 0],
    [child.stderr, 0],
    [child.stdio[3], 1],
  ] as const)
    stream?.on('data', (part: Buffer) => (texts[kind] += part.toString()));
  const isFine = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  const [shown = '', times = ''] = texts;
  const wallMs = performance.now() - started;
  const finished = { title: titleOf(step), isFine, wallMs, processorMs: processorMs(times) };
  return { finished, output: shown };
}

/** Reads what the shell's `times` writes: user and system time, of itself and of its children. */
export function processorMs(times: string): number {
  const parts = times.matchAll(/(\d+)m([\d.]+)s/g);
  return parts.reduce((sum, [, min, s]) => sum + (Number(min) * 60 + Number(s)) * 1000, 0);
}
