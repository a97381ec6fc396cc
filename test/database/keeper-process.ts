import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import { nodeBundle } from '../../build/node-bundle.ts';
import type { ChildOptions } from './keeper-child.ts';
import { root, type TestOffice } from './support.ts';

/** Bundles the keeper of the tests into `folder`; Node 20 runs no TypeScript. Returns the program. */
export async function buildKeeper(folder: string): Promise<string> {
  await build({
    ...nodeBundle(folder, { keeper: join(root, 'test/database/keeper-child.ts') }),
    root,
    configFile: false,
    logLevel: 'silent',
  });
  return join(folder, 'keeper.mjs');
}

export type KeeperChild = {
  pid: number;
  /** Resolves with the signal or the exit code that ended it. */
  ended: Promise<string | number | null>;
  kill(): Promise<void>;
  /** What it wrote to its log. */
  log(): string;
};

/** Starts the keeper of an office as a process; resolves when it is ready. */
export async function startKeeperChild(
  program: string,
  office: TestOffice,
  dieAt: ChildOptions['dieAt'] = null,
  change: Pick<ChildOptions, 'pauseAt' | 'killBefore' | 'lockPatienceMs' | 'ahead' | 'ripeAt'> = {},
): Promise<KeeperChild> {
  const { database, keystore, journal, share } = office.options;
  const options: ChildOptions = {
    database,
    keystore,
    share,
    journal,
    people: [...office.directory],
    dieAt,
    ...change,
  };
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = endOf(child);
  const first = await Promise.race([once(child.stdout, 'data').then(() => null), ended]);
  if (first !== null) throw new Error(`the keeper ended with ${first}: ${said}`);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid ?? 0, ended, kill, log: () => said };
}

async function endOf(child: ChildProcess): Promise<string | number | null> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal ?? code;
}
