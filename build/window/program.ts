import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { asUser, giveToUser } from './account.ts';
import { startDisplay } from './display.ts';

/** The program on a screen of its own, driven from here. */
type LaunchedProgram = { app: ElectronApplication; home: string; stop(): Promise<void> };
/** The same with its window. */
export type DrivenProgram = LaunchedProgram & { page: Page };

export type ProgramOptions = { root: string; electron: string; settings: string; screen: string };

/** What is installed on a workstation. */
const installed = ['out/main', 'out/preload', 'out/renderer', 'package.json'];

/**
 * Starts the program as people get it: from a folder that its user can read (a clone may lie where he cannot), sandboxed, and not as root.
 * `stop` leaves nothing behind.
 */
export async function startProgram(options: ProgramOptions): Promise<DrivenProgram> {
  const program = await launchProgram(options);
  const page = await program.app.firstWindow();
  await page.waitForLoadState('load');
  return { ...program, page };
}

/** Starts it likewise, whether or not it opens its window. */
export async function launchProgram({
  root,
  electron,
  settings,
  screen,
}: ProgramOptions): Promise<LaunchedProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-program-'));
  chmodSync(folder, 0o755);
  for (const part of installed) cpSync(join(root, part), join(folder, part), { recursive: true });
  const home = join(folder, 'home');
  mkdirSync(home);
  giveToUser(home);
  const display = await startDisplay(screen);
  const app = await _electron.launch({
    executablePath: asUser(electron, folder, 'start'),
    args: [folder, `--settings=${settings}`],
    chromiumSandbox: true,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'pl_PL.UTF-8',
      TZ: 'Europe/Warsaw',
      HOME: home,
      TMPDIR: home,
      ...(display.name === '' ? {} : { DISPLAY: display.name }),
    },
  });
  return {
    app,
    home,
    stop: async () => {
      await app.close();
      await display.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
