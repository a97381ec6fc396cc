import { defineConfig } from 'vitest/config';

/** Runs by what they need: `unit` nothing, `database` a PostgreSQL and a keeper, `directory` a directory server; `fuzz` tries each border. */
export default defineConfig({
  test: {
    projects: ['unit', 'database', 'directory', 'fuzz'].map((name) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        testTimeout: 60_000,
        hookTimeout: 180_000,
      },
    })),
  },
});
