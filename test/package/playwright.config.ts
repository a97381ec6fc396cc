import { defineConfig } from '@playwright/test';

/**
 * The package as `npm run pack` makes it: what is in it, the fused release as a user starts it, the journey of a listener in a package whose
 * inspect fuse is left on, the deb put on this system and taken off again.
 */
export default defineConfig({
  testDir: '..',
  testMatch: ['package/**/*.spec.ts', 'e2e/listening.spec.ts'],
  outputDir: '../../test-output/package',
  globalSetup: './global-setup.ts',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../../test-output/package.json' }]],
});
