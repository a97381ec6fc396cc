import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { giveToUser } from '../../build/window/account.ts';
import {
  openWorkstation,
  type Running,
  type StartOptions,
  type Workstation,
} from '../../build/window/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type LaunchOptions = Pick<StartOptions, 'home' | 'program'> & {
  settings: string;
  args?: readonly string[];
};

type Fixtures = {
  /** A fresh folder that the program's user may read and write; gone after the test. */
  folder: string;
  /** Starts the program; it is stopped after the test. */
  launch: (options: LaunchOptions) => Promise<Running>;
  /** Starts the program without driving it, for starts that are to be refused. */
  startOnly: (options: LaunchOptions) => ChildProcess;
};

export const test = base.extend<Fixtures, { installed: Workstation }>({
  installed: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing
    async ({}, use) => {
      // A package has its program within it, and does not look at the folder.
      const runtime = process.env['ODSLUCH_PACKED_PROGRAM'] ?? electronPath();
      const workstation = await openWorkstation({ root, runtime });
      await use(workstation);
      await workstation.stop();
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'odsluch-test-'));
    chmodSync(folder, 0o755);
    giveToUser(folder);
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  },
  launch: async ({ installed, folder }, use) => {
    const running: Running[] = [];
    await use(async (options) => {
      const one = await installed.start(startOptions(folder, options));
      running.push(one);
      return one;
    });
    for (const one of running) await one.stop();
  },
  startOnly: async ({ installed, folder }, use) => {
    const running: ChildProcess[] = [];
    await use((options) => {
      const { file, env, args } = installed.command(startOptions(folder, options));
      const child = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      running.push(child);
      return child;
    });
    for (const child of running) await end(child);
  },
});
export { expect } from '@playwright/test';
export type { Running, Workstation };

/** Ends a process that a test started, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function startOptions(folder: string, { settings, args = [], ...options }: LaunchOptions): StartOptions {
  return { home: join(folder, 'home'), ...options, args: [`--settings=${settings}`, ...args] };
}

/** The runtime that `npm test` decided on; a test that is run by itself decides in the same way. */
function electronPath(): string {
  const chosen = process.env['ELECTRON_EXEC_PATH'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return execFileSync(process.execPath, [join(root, 'build/runtime.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}
