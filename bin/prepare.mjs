// Runs before every npm script, on whatever Node is at hand (20 or later): installs what the
// lockfile asks for and, with --build, builds what has changed. Plain JavaScript on purpose:
// it must start before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const wantsBuild = process.argv.includes('--build');

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) => !file.startsWith(join('src', 'words', 'paraglide')) && !/\.test\.ts$/.test(file),
    )
    .sort();
}

/** @param {string} stamp @param {string} value */
const isStamped = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value;

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const done = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  if (done.status === 0) return;
  console.error(
    `\n${command} ${args.join(' ')} failed:\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`,
  );
  process.exit(done.status ?? 1);
}

function install() {
  const stamp = join('node_modules', '.bothways-installed');
  const wanted = hashOf(['package-lock.json']);
  if (isStamped(stamp, wanted)) return;
  console.log('Installing what Bothways needs (once, about a minute) …');
  run('npm', [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
  ]);
  writeFileSync(stamp, wanted);
}

function build() {
  const stamp = join('build', '.stamp');
  const wanted = hashOf([
    'package-lock.json',
    'vite.config.ts',
    ...filesIn('project.inlang').filter((file) => file.endsWith('settings.json')),
    ...filesIn('static'),
    ...filesIn('src'),
  ]);
  if (isStamped(stamp, wanted)) return;
  console.log('Building (about ten seconds) …');
  run('vite', ['build', '--logLevel', 'error']);
  mkdirSync('build', { recursive: true });
  writeFileSync(stamp, wanted);
}

install();
if (wantsBuild) build();
