import { defineConfig } from '@playwright/test';

/**
 * End-to-end tests drive the real program, one window at a time: two would fight over focus, sound and the two cores.
 * Nothing is tried twice; a test that fails now and then is a fault to be found.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-output/e2e',
  workers: 1,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-output/e2e.json' }]],
});
