import { pino } from 'pino';
import type { LookUp } from '../../server/keeper/directory.ts';
import { KeeperEnd, startKeeper, type KeeperOptions } from '../../server/keeper/start.ts';
import { directoryOf } from './support.ts';

/** What the parent tells on the command line. */
export type ChildOptions = Pick<KeeperOptions, 'database' | 'keystore' | 'journal'> & {
  people: [string, LookUp][];
  /** At this step of the first request the process dies as in a power cut. */
  dieAt: string | null;
  /** At this step it stands still until somebody lets it go on (SIGCONT). */
  pauseAt?: string;
  lockPatienceMs?: number;
};

/** A keeper as a process of its own, for the tests that kill it. */
const { people, dieAt, pauseAt, ...options } = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const directory = new Map(people);

const starting = startKeeper({
  ...options,
  pulseMs: 25,
  directory: directoryOf(directory),
  log: pino({ level: 'info' }, pino.destination(2)),
  onStep: (step) => {
    if (step === dieAt) process.kill(process.pid, 'SIGKILL');
    if (step === pauseAt) process.kill(process.pid, 'SIGSTOP');
  },
});
const keeper = await starting.catch((error: unknown) => {
  if (!(error instanceof KeeperEnd)) throw error;
  process.exit(error.code);
});
// It does not outlive the tests that started it.
process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGKILL'));
process.stdout.write('ready\n');
process.exitCode = await keeper.ended;
