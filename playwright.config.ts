import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from './bin/browser.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: process.env['CI'] === 'true',
  retries: 0,
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser() ?? '', args: browserFlags },
  },
});
