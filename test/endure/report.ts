import { arch, cpus, totalmem } from 'node:os';
import type { Findings } from './findings.ts';

export type Circumstances = { seed: number; postgres: string; electron: string | null; seconds: number };

/** The one table of a run: a name and a figure a line. */
export function tableOf(findings: Findings, { seed, postgres, electron, seconds }: Circumstances): string {
  const { kills, rounds, windows, requests, readable, withoutEntry, withoutLine } = findings;
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? arch()}), ${memory}, Node ${process.versions.node}, ${postgres}${electron === null ? '' : `, Electron ${electron}`}`;
  const rows: [string, string | number][] = [
    ['rounds', rounds],
    ['kills of the keeper (SIGKILL)', kills.keeper],
    ['kills of PostgreSQL (SIGKILL)', kills.databaseKilled],
    ['kills of PostgreSQL (immediate shutdown)', kills.databaseImmediate],
    ['kills of the app (SIGKILL)', kills.app],
    ['  of them the real window', windows],
    ['requests', requests],
    ['sessions proved', findings.proved.size],
    ['  of them signed out of', findings.ended.size],
    ['releases that could be read', readable.size],
    ['  opened with synchronous_commit = off', findings.openedWithoutFlush],
    ['refusals', findings.refusals],
    ['releases without entry', withoutEntry.size],
    ['releases without journal line', withoutLine.size],
    ['undelivered', findings.undelivered],
    ['verify failures', findings.verifyFailures],
    ['other faults', findings.faults.length],
    ['duration', `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(10)}`);
  return [`endure, seed ${seed}, ${new Date().toISOString().slice(0, 16)}Z`, machine, '', ...lines].join(
    '\n',
  );
}
