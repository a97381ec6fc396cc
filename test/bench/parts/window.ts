import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { asUser, giveToUser } from '../../../build/window/account.ts';
import { type Display, startDisplay } from '../../../build/window/display.ts';

/** A program of ours or of the other side, in a window of its own. */
export type Window = { app: ElectronApplication; page: Page; stop(): Promise<void> };

/** What is installed on a workstation, and the players that it is measured against. */
const installed = {
  ours: ['out/main', 'out/preload', 'out/renderer', 'package.json'],
  players: 'test/bench/players',
};

/**
 * Programs in folders that their user can read, on one screen. All run under the same account, sandboxed, with the
 * same runtime: what differs is the program.
 */
export type Workstation = {
  /** Folder of our app. */
  ours: string;
  /** Folder of one of `test/bench/players`. */
  player(name: string): string;
  /** Starts and drives the program of a folder; each start has a new profile. */
  open(folder: string, args: readonly string[]): Promise<Window>;
  /** How a program is started without being driven. */
  command(folder: string, args: readonly string[]): Command;
  stop(): Promise<void>;
};

export type Command = { file: string; args: string[]; env: Record<string, string> };

export async function startWorkstation(root: string, electron: string): Promise<Workstation> {
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-bench-window-'));
  chmodSync(folder, 0o755);
  const ours = join(folder, 'ours');
  for (const part of installed.ours) cpSync(join(root, part), join(ours, part), { recursive: true });
  cpSync(join(root, installed.players), join(folder, 'players'), { recursive: true });
  cpSync(join(root, 'node_modules/wavesurfer.js/dist'), join(folder, 'players/wavesurfer/lib'), {
    recursive: true,
  });
  const display = await startDisplay();
  const start = asUser(electron, folder, 'start');
  let homes = 0;
  const command = (program: string, args: readonly string[]): Command => {
    homes += 1;
    const env = environment(display, join(folder, `home-${homes}`));
    return { file: start, args: [program, ...args], env };
  };
  return {
    ours,
    player: (name) => join(folder, 'players', name),
    command,
    open: (program, args) => openWindow(command(program, args)),
    stop: async () => {
      await display.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function environment(display: Display, home: string): Record<string, string> {
  mkdirSync(home);
  giveToUser(home);
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'pl_PL.UTF-8',
    TZ: 'Europe/Warsaw',
    ...{
      HOME: home,
      TMPDIR: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
    },
    ...(display.name === '' ? {} : { DISPLAY: display.name }),
  };
}

async function openWindow({ file, args, env }: Command): Promise<Window> {
  const app = await _electron.launch({ executablePath: file, args, env, chromiumSandbox: true });
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  page.setDefaultTimeout(30_000);
  return { app, page, stop: () => app.close() };
}
