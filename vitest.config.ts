import { defineConfig } from 'vitest/config';

/** Guards against a test that hangs; no test is meant to come near it, on however busy a machine. */
const hang = 300_000;

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'bin/**/*.test.ts'],
    globalSetup: ['tests/database-setup.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: hang,
    hookTimeout: hang,
    maxWorkers: 2,
    // Files share a worker and what it has loaded: no module keeps anything of one test for another.
    isolate: false,
  },
});
