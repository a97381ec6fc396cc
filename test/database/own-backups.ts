import { execFileSync } from 'node:child_process';
import { dirname, delimiter, join } from 'node:path';
import type { ServerSettings } from '../../server/settings.ts';

/** The programs of PostgreSQL 17 that a backup runs; an older one refuses a newer server. */
export const programs = '/usr/lib/postgresql/17/bin';

/** Where `odsluch-server` finds them, and restic; `first` comes before all others. */
export const backupPath = (...first: string[]): string =>
  [...first, programs, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);

/** Settings of an office that makes backups into two folders below this one. */
export const backupsIn = (folder: string): ServerSettings['backup'] => ({
  ...{ data: join(folder, 'data'), keys: join(folder, 'keys'), passwords: join(folder, 'passwords') },
  ...{ key: join(folder, 'backup.key'), keepDays: 30 },
});

/** Runs restic in one of them, as whoever has its password. Returns what it prints. */
export function resticIn(folder: string, repository: 'data' | 'keys', ...args: readonly string[]): Buffer {
  return execFileSync('restic', ['--no-cache', '-q', '-r', join(folder, repository), ...args], {
    env: { ...process.env, RESTIC_PASSWORD_FILE: join(folder, `passwords/${repository}.password`) },
    maxBuffer: 1e9,
  });
}

/** When something was so many days ago, as restic takes a time. */
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
