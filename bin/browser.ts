/** The browser that is installed; none is ever downloaded. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Looked for in this order: the shell draws no window, which is half the work of a test. */
const names = ['chromium-headless-shell', 'chromium', 'google-chrome'];

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const howToGetABrowser =
  'The browser tests need Chromium or Chrome: "apt-get install chromium-headless-shell" on Debian, or set CHROMIUM_PATH to yours.';

/** Flags that keep a headless browser quiet and to itself. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of an installed browser; undefined when there is none. */
export function findBrowser(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const asked = names.map((name) => `command -v ${name}`).join(' || ');
  const found = spawnSync('sh', ['-c', asked], { encoding: 'utf8' });
  return found.stdout?.trim() || places.find((place) => existsSync(place));
}
