import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

/** What the kernel says of the program's processes (`/proc`): nothing that the program itself could get wrong. */

/** Why a test that looks into another process cannot run here; false where it can. */
export const cannotLookInside: string | false =
  process.platform === 'linux' && process.getuid?.() === 0
    ? false
    : 'looks into the open files of another process, which only root on Linux may';

/** A file of /proc; empty where the process has gone meanwhile. */
export function readProcess(pid: number | string, file: string): string {
  try {
    return readFileSync(join('/proc', String(pid), file), 'utf8');
  } catch {
    return '';
  }
}

/** Processes below one, at any depth. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of entriesOf('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = Number(fieldsOf(entry)[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (one: number): number[] =>
    (children.get(one) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** Processes of one group: the driver makes each program the leader of its own. Empty where there is no /proc. */
export function groupOf(leader: number): number[] {
  return entriesOf('/proc')
    .filter((entry) => /^\d+$/.test(entry) && fieldsOf(entry)[2] === String(leader))
    .map(Number);
}

/** A process in a few words: its kind, what it does (`S` sleeps, `D` waits for a device, …) and where in the kernel. */
export function describeProcess(pid: number): string {
  return `${pid} ${kindOf(pid)} ${fieldsOf(pid)[0] ?? ''} ${readProcess(pid, 'wchan')}`;
}

/** What follows the name in /proc/<pid>/stat: state, parent, group, … */
function fieldsOf(pid: number | string): string[] {
  const stat = readProcess(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The kind of each process of Chromium (`renderer`, `utility`, …); the program itself is `main`. */
export function kindOf(pid: number): string {
  return /--type=([\w-]+)/.exec(readProcess(pid, 'cmdline'))?.[1] ?? 'main';
}

/** `path` is how to read it, `target` what it is: a path, with „(deleted)” where the name is gone, or `socket:[…]` and such. */
export type OpenFile = { pid: number; path: string; target: string };

/** Everything that a process holds open; what closes while one looks is left out. */
export function openFiles(pid: number): OpenFile[] {
  const folder = `/proc/${pid}/fd`;
  return entriesOf(folder).flatMap((fd) => {
    const path = join(folder, fd);
    try {
      return [{ pid, path, target: readlinkSync(path) }];
    } catch {
      return [];
    }
  });
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The process that shows the page. */
export async function pagePid(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  if (pid === undefined) throw new Error('the program has no window');
  return pid;
}

/**
 * How the kernel confines a process: seccomp (2 = by a filter), whether it may never gain rights (1), the rights it has,
 * and whether its processes are counted in a namespace of their own.
 */
export function confinementOf(pid: number): Record<string, string | boolean | undefined> {
  const value = (of: number | 'self', name: string): string | undefined =>
    new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(readProcess(of, 'status'))?.[1];
  const depth = (of: number | 'self'): number => value(of, 'NSpid')?.split(/\s+/).length ?? 0;
  return {
    seccomp: value(pid, 'Seccomp'),
    noNewPrivs: value(pid, 'NoNewPrivs'),
    effective: value(pid, 'CapEff'),
    ownProcesses: depth(pid) > depth('self'),
  };
}

/** The namespace of a process, of the kind `user`, `pid`, `net` and so on. */
export function namespaceOf(pid: number | 'self', kind: string): string {
  return readlinkSync(`/proc/${pid}/ns/${kind}`);
}

/** What a process finds at `/`. The sandbox changes it to a folder of a process that has ended: there is nothing, and no way out. */
export function rootOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/root`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return [];
    throw error;
  }
}
