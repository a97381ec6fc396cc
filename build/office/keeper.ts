import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The keeper as its own process, exactly the program that is shipped. */
export type KeeperProcess = {
  pid(): number;
  /** Ends it as a service manager does. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** What it wrote to its log since the last start. */
  log(): string;
};

/** Starts `odsluch-server keeper` and waits until it says that it is ready. `root` = folder of the project. */
export async function startKeeperProcess(root: string, settingsFile: string): Promise<KeeperProcess> {
  let child = await launch(root, settingsFile);
  return {
    pid: () => child.process.pid ?? 0,
    stop: () => end(child.process, 'SIGTERM'),
    kill: async () => {
      await end(child.process, 'SIGKILL');
    },
    start: async () => {
      child = await launch(root, settingsFile);
    },
    log: () => child.log(),
  };
}

type Launched = { process: ChildProcess; log: () => string };

async function launch(root: string, settingsFile: string): Promise<Launched> {
  const program = join(root, 'out/server/odsluch-server.mjs');
  const child = spawn(process.execPath, [program, '--settings', settingsFile, 'keeper'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-200_000);
  });
  const ready = once(child.stdout, 'data').then(() => true);
  const over = once(child, 'close').then(() => false);
  if (!(await Promise.race([ready, over]))) throw new Error(`the keeper did not start: ${log.slice(-2000)}`);
  return { process: child, log: () => log };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}
