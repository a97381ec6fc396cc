import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { asUser, giveToUser } from './account.ts';
import { type Display, startDisplay } from './display.ts';
import { describeProcess, groupOf } from './processes.ts';
import { endAllOf, startInTime } from './start.ts';

/** `home` is the user's: settings, log and Chromium's profile; a fresh one unless it is named. `program`: another folder than that of ours. */
export type StartOptions = { args: readonly string[]; home?: string; program?: string };

/** How a program is started without being driven. */
export type Command = { file: string; args: string[]; env: Record<string, string>; home: string };

/** A driven program, its window, and whatever the page complained of. */
export type Running = {
  app: ElectronApplication;
  page: Page;
  home: string;
  complaints: string[];
  /** What the main process wrote to standard error. */
  said(): string;
  stop(): Promise<void>;
};

/**
 * A screen, and the program as people get it: in a folder that its user can read (a clone may lie where he cannot), sandboxed, and not as root.
 */
export type Workstation = {
  /** Folder of the program, with package.json and out/. */
  folder: string;
  /** The runtime itself, or a program that is packed with its own. */
  runtime: string;
  display: Display;
  command(options: StartOptions): Command;
  /** Starts it and waits for its window. */
  start(options: StartOptions): Promise<Running>;
  /** Starts it, whether or not it opens a window. */
  launch(options: StartOptions): Promise<Pick<Running, 'app' | 'home' | 'stop'>>;
  /** Leaves nothing behind. */
  stop(): Promise<void>;
};

export type WorkstationOptions = { root: string; runtime: string; screen?: string };

/** What is installed on a workstation. */
const installed = ['out/main', 'out/preload', 'out/renderer', 'package.json'];

export async function openWorkstation({ root, runtime, screen }: WorkstationOptions): Promise<Workstation> {
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-workstation-'));
  chmodSync(folder, 0o755);
  const ours = join(folder, 'program');
  for (const part of installed) cpSync(join(root, part), join(ours, part), { recursive: true });
  const display = await startDisplay(screen);
  const file = asUser(runtime, folder, 'start');
  let homes = 0;
  const command = ({ args, home, program = ours }: StartOptions): Command => {
    homes += 1;
    const own = home ?? join(folder, `home-${homes}`);
    mkdirSync(own, { recursive: true });
    giveToUser(own);
    return { file, args: [program, ...args], env: environment(display, own), home: own };
  };
  return {
    folder: ours,
    runtime,
    display,
    command,
    start: (options) => {
      const started = command(options);
      return startInTime(() => ({ started: openWindow(started), end: () => endAllOf(started.home) }));
    },
    launch: (options) => {
      const started = command(options);
      return startInTime(() => ({ started: launch(started), end: () => endAllOf(started.home) }));
    },
    stop: async () => {
      await display.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function environment(display: Display, home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'pl_PL.UTF-8',
    TZ: 'Europe/Warsaw',
    HOME: home,
    TMPDIR: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    ...(display.name === '' ? {} : { DISPLAY: display.name }),
  };
}

async function launch({ file, args, env, home }: Command): Promise<Omit<Running, 'page' | 'complaints'>> {
  // What people get: the driver would switch the sandbox off.
  const app = await _electron.launch({ executablePath: file, args, env, chromiumSandbox: true });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await close(app);
  };
  return { app, home, said: () => said, stop };
}

/** After this a control that does not come is missing. */
const patienceMs = 30_000;

async function openWindow(command: Command): Promise<Running> {
  const launched = await launch(command);
  const page = await launched.app.firstWindow();
  page.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForLoadState('load');
  return { ...launched, page, complaints };
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

/** A workstation of its own for one start; `stop` takes both away. */
export async function startProgram(options: WorkstationOptions & { settings: string }): Promise<Running> {
  const workstation = await openWorkstation(options);
  const running = await workstation
    .start({ args: [`--settings=${options.settings}`] })
    .catch(async (error: unknown) => {
      // Its screen would keep whoever started it from ending.
      await workstation.stop();
      throw error;
    });
  return { ...running, stop: () => running.stop().finally(workstation.stop) };
}
