import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** The account to run as; only root can change it. */
  account?: { uid: number; gid: number } | null;
  /** Written to the program's standard input, which is then closed. */
  input?: string;
}

export interface ServiceOptions extends RunOptions {
  /** What the system sends to the service when we are killed and can send nothing ourselves (Linux only). */
  orphanSignal?: 'INT' | 'TERM';
  /** The most that each of its processes may map, in bytes, where the system can be told so (Linux only). */
  addressSpace?: number;
}

const setpriv = '/usr/bin/setpriv';
const prlimit = '/usr/bin/prlimit';

/** setpriv asks the kernel for the signal (prctl PR_SET_PDEATHSIG) and becomes the program: the process stays one. */
function withOrphanSignal(
  program: string,
  args: readonly string[],
  signal: ServiceOptions['orphanSignal'],
): [string, readonly string[]] {
  if (!signal || !existsSync(setpriv)) return [program, args];
  return [setpriv, ['--pdeathsig', signal, '--', program, ...args]];
}

/** The soft limit alone; prlimit becomes the program as well. */
function withLimit(
  program: string,
  args: readonly string[],
  bytes: ServiceOptions['addressSpace'],
): [string, readonly string[]] {
  if (bytes === undefined || !existsSync(prlimit)) return [program, args];
  return [prlimit, [`--as=${bytes}:`, program, ...args]];
}

function spawnOptions({ cwd, env, account }: RunOptions, stdio: SpawnOptions['stdio']): SpawnOptions {
  return { stdio, ...(cwd ? { cwd } : {}), ...(env ? { env } : {}), ...account };
}

/** Runs a program to its end; resolves with what it printed, rejects with the end of what it complained of. */
export async function runToEnd(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const child = spawn(program, args, spawnOptions(options, ['pipe', 'pipe', 'pipe']));
  let [out, complaint] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  child.stdin?.on('error', () => undefined); // It ended without reading; its exit code says why.
  child.stdin?.end(options.input ?? '');
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (code === 0) return out;
  throw new Error(`${program} ended with ${signal ?? code}: ${(complaint || out).trim().slice(-2000)}`);
}

/** A program that runs until it is stopped. */
export interface Service {
  readonly pid: number;
  /** Whether it has ended by itself or was stopped. */
  ended(): boolean;
  /** Sends `signal` and waits for the end; after `graceMs` a SIGKILL. */
  stop(signal: NodeJS.Signals, graceMs?: number): Promise<void>;
}

/** Starts a program whose output goes to the open file `log`. Its standard input ends when this process ends. */
export async function startService(
  program: string,
  args: readonly string[],
  log: number,
  options: ServiceOptions = {},
): Promise<Service> {
  const limited = withLimit(program, args, options.addressSpace);
  const [started, startedArgs] = withOrphanSignal(...limited, options.orphanSignal);
  const child: ChildProcess = spawn(started, startedArgs, spawnOptions(options, ['pipe', log, log]));
  await once(child, 'spawn');
  child.stdin?.on('error', () => undefined); // Nothing is ever written there.
  const exit = once(child, 'exit');
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    ended,
    stop: async (signal, graceMs = 20_000) => {
      if (ended()) return;
      child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exit;
      clearTimeout(late);
    },
  };
}

/** Asks `ready` every 20 ms until it says yes; throws `explain()` when the service ended or `limitMs` have passed. */
export async function waitUntilReady(
  service: Service,
  ready: () => Promise<boolean>,
  explain: () => string,
  limitMs = 60_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await ready())) {
    if (service.ended() || performance.now() > end) throw new Error(explain());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
