import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page, test as base } from '@playwright/test';
import { asUser, giveToUser } from '../../build/window/account.ts';
import { describeProcess, groupOf } from '../../build/window/processes.ts';
import { type Display, startDisplay } from '../../build/window/display.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as it would be installed, in a folder that its user can read (a clone may lie where he cannot). */
export type Installed = {
  /** Folder with package.json and out/. */
  folder: string;
  /** Starts the program's runtime under the account of the tests. */
  start: string;
  /** The runtime itself. */
  runtime: string;
  display: Display;
};

/** A running program, its window, and whatever the page complained of. */
export type Running = {
  app: ElectronApplication;
  page: Page;
  /** The user's home: settings, log and Chromium's profile of this one run. */
  home: string;
  complaints: string[];
  /** What the main process wrote to standard error. */
  said(): string;
  stop(): Promise<void>;
};

export type LaunchOptions = { settings: string; home?: string; args?: readonly string[] };

type Fixtures = {
  /** A fresh folder that the program's user may read and write; gone after the test. */
  folder: string;
  /** Starts the program; it is stopped after the test. */
  launch: (options: LaunchOptions) => Promise<Running>;
  /** Starts the program without driving it, for starts that are to be refused. */
  startOnly: (options: LaunchOptions) => ChildProcess;
};

export const test = base.extend<Fixtures, { installed: Installed }>({
  installed: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing
    async ({}, use) => {
      const folder = openFolder('odsluch-installed-');
      const display = await startDisplay();
      const packed = process.env['ODSLUCH_PACKED_PROGRAM'];
      if (packed !== undefined) {
        // A package has its program within it, and does not look at the folder.
        await use({ folder, runtime: packed, start: asUser(packed, folder, 'start'), display });
        await display.stop();
        rmSync(folder, { recursive: true, force: true });
        return;
      }
      for (const part of ['out/main', 'out/preload', 'out/renderer', 'package.json']) {
        cpSync(join(root, part), join(folder, part), { recursive: true });
      }
      const runtime = electronPath();
      await use({ folder, runtime, start: asUser(runtime, folder, 'start'), display });
      await display.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  folder: async ({}, use) => {
    const folder = openFolder('odsluch-test-');
    giveToUser(folder);
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ installed, folder }, use) => {
    const running: Running[] = [];
    await use(async (options) => {
      const one = await launchProgram(installed, folder, options);
      running.push(one);
      return one;
    });
    for (const one of running) await one.stop();
  },
  startOnly: async ({ installed, folder }, use) => {
    const running: ChildProcess[] = [];
    await use((options) => {
      const { env, args } = invocation(installed, folder, options);
      const child = spawn(installed.start, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      running.push(child);
      return child;
    });
    for (const child of running) await end(child);
  },
});
export { expect } from '@playwright/test';

/** Ends a process that a test started, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function launchProgram(installed: Installed, folder: string, options: LaunchOptions): Promise<Running> {
  const { env, args, home } = invocation(installed, folder, options);
  const app = await _electron.launch({
    executablePath: installed.start,
    args,
    env,
    // What people get: Playwright would switch the sandbox off.
    chromiumSandbox: true,
  });
  let said = '';
  const child = app.process();
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForLoadState('load');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await close(app);
  };
  return { app, page, home, complaints, said: () => said, stop };
}

/** The program's own limits for its end add up to less. */
const goneWithinMs = 30_000;

/** Quits the program. One that does not go is killed, and the error says what of it was still there. */
async function close(app: ElectronApplication): Promise<void> {
  const child = app.process();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const code = child.exitCode ?? child.signalCode;
      const left = groupOf(child.pid ?? 0).map(describeProcess);
      reject(new Error(`the program did not end (exit code ${code}); still there: ${left.join('; ')}`));
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    }, goneWithinMs);
  });
  try {
    await Promise.race([app.close(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function invocation(
  installed: Installed,
  folder: string,
  options: LaunchOptions,
): { env: Record<string, string>; args: string[]; home: string } {
  const home = options.home ?? join(folder, 'home');
  mkdirSync(home, { recursive: true });
  giveToUser(home);
  const env = {
    PATH: process.env['PATH'] ?? '',
    LANG: 'pl_PL.UTF-8',
    TZ: 'Europe/Warsaw',
    HOME: home,
    TMPDIR: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    ...(installed.display.name === '' ? {} : { DISPLAY: installed.display.name }),
  };
  return { env, home, args: [installed.folder, `--settings=${options.settings}`, ...(options.args ?? [])] };
}

function openFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
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
