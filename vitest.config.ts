import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that mock modules, and those of program and window, load modules of their own; all others share what a worker has loaded. */
function projectsOf(part: string) {
  const folder = join(import.meta.dirname, 'test', part);
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  // Mocks, and what program and window keep in their modules, would still be there in the next file.
  const own = files
    .filter(
      (name) =>
        /^(app|renderer)-/.test(name) || readFileSync(join(folder, name), 'utf8').includes('vi.mock('),
    )
    .map((name) => `test/${part}/${name}`);
  // Against what hangs, not what is slow: a loaded machine takes minutes where an idle one takes seconds.
  const patience = { testTimeout: 300_000, hookTimeout: 300_000 };
  const shared = { name: part, include: [`test/${part}/*.test.ts`], exclude: own, isolate: false };
  const alone = { name: `${part}-alone`, include: own };
  return [shared, alone]
    .filter(({ include }) => include.length > 0)
    .map((project) => ({ test: { ...project, ...patience } }));
}

/** Runs by what they need: `unit` nothing, `database` a PostgreSQL and a keeper, `directory` a directory server; `fuzz` tries each border. */
export default defineConfig({
  test: {
    // Every file has an office of its own, so two are tried at once, also where there are only two cores.
    maxWorkers: 2,
    projects: ['unit', 'database', 'directory', 'fuzz'].flatMap(projectsOf),
  },
});
