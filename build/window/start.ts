import { appendFileSync } from 'node:fs';
import { descendants, readProcess } from './processes.ts';

/** Names a file to which every start of the program adds a line, so that a whole run can be counted. */
export const startsFile = 'ODSLUCH_STARTS';

/** So long one start may take, and so often it may be begun. */
const limits = { withinMs: 30_000, tries: 3 };

/** A start that was begun: what comes of it, and how everything is ended that it has started. */
export type Begun<Started> = { started: Promise<Started>; end(): void };

/**
 * The driver now and then never answers although the program runs: a start that takes too long is ended, with its processes, and begun afresh. Only a
 * start that is late: one that fails has something to say. Each try is counted (see `startsFile`).
 */
export async function startInTime<Started>(
  begin: () => Begun<Started>,
  { withinMs, tries } = limits,
): Promise<Started> {
  for (let tried = 1; tried <= tries; tried += 1) {
    note(tried === 1 ? 'started' : 'afresh');
    const { started, end } = begin();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), withinMs);
    });
    const first = await Promise.race([started.then((value) => ({ value })), late]).finally(() =>
      clearTimeout(timer),
    );
    if (first !== 'late') return first.value;
    // Whatever the driver says of a program that is ended under its hands is no longer of interest.
    started.catch(() => undefined);
    end();
  }
  throw new Error(`the program was started ${tries} times and did not come within ${withinMs / 1000} s`);
}

function note(line: string): void {
  const file = process.env[startsFile];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
  else if (line === 'afresh')
    process.stderr.write('the driver did not answer: the program is started afresh\n');
}

/** Ends what was started below this process for a home: the driver does not tell the number of a program whose start it has not answered. */
export function endAllOf(home: string): void {
  for (const pid of descendants(process.pid)) {
    if (!readProcess(pid, 'environ').split('\0').includes(`HOME=${home}`)) continue;
    try {
      // The driver makes each program the leader of a group of its own.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // One of the group: it has gone with its leader.
    }
  }
}
