import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { asUser } from '../../build/window/account.ts';
import type { OfficeSettingsFile } from '../../shared/settings.ts';
import { end } from '../e2e/app.ts';
import { test as base } from '../e2e/office.ts';
import { openFiles, readProcess } from '../../build/window/processes.ts';
import { type Display, startDisplay } from '../../build/window/display.ts';
import { type Assistive, startAssistive } from './assistive.ts';

/** A program that no debugger gets into, started as a user starts it. */
export type Started = {
  process: ChildProcess;
  /** What it has written to standard error so far. */
  said(): string;
  /** Resolves once it has written this. */
  says(words: string): Promise<void>;
  /** Its exit code; null where a signal ended it. */
  ended(): Promise<number | null>;
};

export type StartOptions = { executable: string; args: readonly string[]; env?: Record<string, string> };

type Fixtures = {
  display: Display;
  /** Whoever reads the screen by other means. */
  assistive: Assistive;
  /** Makes the machine one of the office with these settings, which only root can; it is nobody's after the test. */
  machine: { of: (settings: string) => void };
  /** Starts it under the account of the tests; it is ended after the test. */
  run: (options: StartOptions) => Started;
};

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing
  display: async ({}, use) => {
    const display = await startDisplay();
    await use(display);
    await display.stop();
  },
  assistive: async ({ folder, display }, use) => {
    const assistive = await startAssistive(folder, display.name);
    await use(assistive);
    await assistive.stop();
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  machine: async ({}, use) => {
    const folder = dirname(machineSettings);
    if (existsSync(folder)) throw new Error(`${folder} is there: an office uses this machine`);
    await use({ of: giveToMachine });
    rmSync(folder, { recursive: true, force: true });
  },
  run: async ({ folder, display }, use) => {
    const running: ChildProcess[] = [];
    await use(({ executable, args, env = {} }) => {
      const child = spawn(asUser(executable, folder, `start-${running.length}`), args, {
        env: {
          PATH: process.env['PATH'] ?? '',
          LANG: 'pl_PL.UTF-8',
          TZ: 'Europe/Warsaw',
          HOME: folder,
          TMPDIR: folder,
          DISPLAY: display.name,
          ...env,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      running.push(child);
      return watched(child);
    });
    for (const child of running) await end(child);
  },
});
export { expect } from '@playwright/test';

/** The one place where a packaged program looks. */
const machineSettings = '/etc/odsluch/app.json';

/** Paths in the file are relative to its folder. */
function giveToMachine(settings: string): void {
  const { share, directory, database, ...rest } = JSON.parse(
    readFileSync(settings, 'utf8'),
  ) as OfficeSettingsFile;
  const at = (path: string): string => resolve(dirname(settings), path);
  mkdirSync(dirname(machineSettings));
  const moved = {
    ...rest,
    share: at(share),
    directory: { ...directory, ca: at(directory.ca) },
    database: { ...database, ca: at(database.ca) },
  };
  writeFileSync(machineSettings, JSON.stringify(moved), { mode: 0o644 });
}

function watched(child: ChildProcess): Started {
  let said = '';
  const listeners = new Set<() => void>();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    for (const listener of listeners) listener();
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    process: child,
    said: () => said,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (said.includes(words)) resolve();
        };
        listeners.add(look);
        void closed.then(() => reject(new Error(`it ended without saying „${words}”: ${said}`)));
        look();
      }),
    ended: async () => (await closed)[0],
  };
}

/** Sockets of these processes that wait for connections over TCP. */
export function listeningSockets(pids: readonly number[]): string[] {
  const listening = ['net/tcp', 'net/tcp6'].flatMap((file) =>
    readProcess('self', file)
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A')
      .map((fields) => `socket:[${fields[9] ?? ''}]`),
  );
  return pids.flatMap((pid) =>
    openFiles(pid)
      .map(({ target }) => target)
      .filter((target) => listening.includes(target)),
  );
}
