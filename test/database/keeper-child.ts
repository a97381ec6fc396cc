import { pino } from 'pino';
import type { LookUp } from '../../server/keeper/directory.ts';
import { startKeeper, type KeeperOptions } from '../../server/keeper/start.ts';

/** What the parent tells on the command line. */
export type ChildOptions = Pick<KeeperOptions, 'database' | 'keystore' | 'journal'> & {
  people: [string, LookUp][];
  /** At this step of the first request the process dies as in a power cut. */
  dieAt: string | null;
};

/** A keeper as a process of its own, for the tests that kill it. */
const { people, dieAt, ...options } = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const directory = new Map(people);

const keeper = await startKeeper({
  ...options,
  pulseMs: 25,
  directory: { lookUp: (login) => Promise.resolve(directory.get(login) ?? { state: 'absent' }) },
  log: pino({ level: 'info' }, pino.destination(2)),
  onStep: (step) => {
    if (step === dieAt) process.kill(process.pid, 'SIGKILL');
  },
});
// It does not outlive the tests that started it.
process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGKILL'));
process.stdout.write('ready\n');
process.exitCode = await keeper.ended;
