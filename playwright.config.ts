import { defineConfig } from '@playwright/test';

/**
 * End-to-end tests drive the real program. Two spec files are tried at once: each has a screen, an office and a folder of its own, so
 * neither takes the other's focus, and most of their time is waiting for sound and screen. Nothing is tried twice; a test that fails now and then is a fault to be found.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-output/e2e',
  workers: 2,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-output/e2e.json' }]],
});
