import { defineConfig } from 'vitest/config';

/** Runs by what they need: `unit` nothing, `database` a PostgreSQL and a keeper, `directory` a directory server; `fuzz` tries each border. */
export default defineConfig({
  test: {
    // Every file has an office of its own, so two are tried at once, also where there are only two cores.
    maxWorkers: 2,
    projects: ['unit', 'database', 'directory', 'fuzz'].map((name) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        // Against what hangs, not what is slow: a loaded machine takes minutes where an idle one takes seconds.
        testTimeout: 300_000,
        hookTimeout: 300_000,
      },
    })),
  },
});
