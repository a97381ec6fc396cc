import files from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { pino } from 'pino';
import type { LookUp } from '../../server/keeper/directory.ts';
import { KeeperEnd, startKeeper, type KeeperOptions } from '../../server/keeper/start.ts';
import { directoryOf, shiftedClock } from './support.ts';

/** What the parent tells on the command line. */
export type ChildOptions = Pick<KeeperOptions, 'database' | 'keystore' | 'journal' | 'share'> & {
  people: [string, LookUp][];
  /** At this step of the first request the process dies as in a power cut; an own entry's by its kind, `entering destroyed`, `own destroyed`. */
  dieAt: string | null;
  /** At this step it stands still until somebody lets it go on (SIGCONT). */
  pauseAt?: string;
  /** Once it serves, it dies right before the n-th thing that it writes to a disk while nothing else goes on. It then logs nothing. */
  killBefore?: number;
  lockPatienceMs?: number;
  /** So far are its clocks ahead. Milliseconds. */
  ahead?: number;
  /** By its clocks it starts an hour before this instant, and two seconds before it once it serves. Milliseconds since 1970. */
  ripeAt?: number;
};

/** A keeper as a process of its own, for the tests that kill it. */
const {
  people,
  dieAt,
  pauseAt,
  ripeAt,
  killBefore,
  ahead = 0,
  ...options
} = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const directory = new Map(people);
const shift = { database: ahead, own: ahead };
const standAt = (instant: number): void => {
  if (ripeAt !== undefined) shift.database = shift.own = instant - Date.now();
};
standAt((ripeAt ?? 0) - 3_600_000);

const starting = startKeeper({
  ...options,
  pulseMs: 25,
  directory: directoryOf(directory),
  log: pino({ level: killBefore === undefined ? 'info' : 'silent' }, pino.destination(2)),
  clock: shiftedClock(shift),
  onStep: (step, command) => {
    if (step === dieAt || `${step} ${command}` === dieAt) process.kill(process.pid, 'SIGKILL');
    if (step === pauseAt) process.kill(process.pid, 'SIGSTOP');
  },
});
const keeper = await starting.catch((error: unknown) => {
  if (!(error instanceof KeeperEnd)) throw error;
  process.exit(error.code);
});
// It does not outlive the tests that started it.
process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGKILL'));
standAt((ripeAt ?? 0) - 2_000);
if (killBefore !== undefined) dieBefore(killBefore);
process.stdout.write('ready\n');
process.exitCode = await keeper.ended;

/** As a power cut would end it. */
function dieBefore(left: number): void {
  for (const name of ['writeSync', 'fsyncSync', 'fdatasyncSync', 'renameSync'] as const) {
    const step = files[name] as unknown as (...args: unknown[]) => unknown;
    Object.assign(files, {
      [name]: (...args: unknown[]): unknown => {
        left -= 1;
        if (left === 0) process.kill(process.pid, 'SIGKILL');
        return step(...args);
      },
    });
  }
  syncBuiltinESMExports();
}
