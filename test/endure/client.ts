import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from '../../build/office/calls/random.ts';
import { Failed } from '../../electron/failed.ts';
import { readSettings, type Settings } from '../../electron/settings.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { listenOnce, type Known, type Told } from './listener.ts';

/** The first line of standard input; then `go` and `rest`, and its end is the end of the process. */
export type ClientStart = {
  settings: string;
  people: { login: string; password: string }[];
  recordings: Known[];
  seed: number;
};
/** A line of standard output. */
export type ClientLine = Told & { resting?: true; fault?: string };

/** Failures that no crash excuses. */
const neverExcused: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'answer-untrusted',
  'unexpected',
  'sign-in-no-role',
  'sign-in-wrong-password',
  'recording-damaged',
  'recording-foreign',
  'recording-truncated',
]);

/** Workstations in a process of their own, to be killed: several people who listen at once, each again and again. */
let going = false;
let wake: (() => void)[] = [];
let busy = 0;

// In one system call each: what was said before a SIGKILL was said.
const say = (line: ClientLine): void => void writeSync(1, `${JSON.stringify(line)}\n`);

function isAllowed(error: unknown): boolean {
  return error instanceof Failed && !neverExcused.has(error.failure.code);
}

async function person(start: ClientStart, office: Settings, at: number): Promise<never> {
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const random = randomFrom(start.seed + at * 7919);
  const one = start.people[at] ?? { login: '', password: '' };
  for (;;) {
    if (!going) await new Promise<void>((resolve) => wake.push(resolve));
    busy += 1;
    try {
      await listenOnce({ office, keeper, person: one, recordings: start.recordings, random, tell: say });
    } catch (error) {
      if (!isAllowed(error)) say({ fault: `the app: ${error instanceof Error ? error.message : 'unknown'}` });
    }
    busy -= 1;
    if (!going && busy === 0) say({ resting: true });
    await pause(random.between(30, 150));
  }
}

function begin(line: string): void {
  const start = JSON.parse(line) as ClientStart;
  const read = readSettings(start.settings);
  if (!read.ok) throw new Error(read.sentence);
  for (const at of start.people.keys()) void person(start, read.settings, at);
  say({ resting: true });
}

let begun = false;
createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (!begun) {
      begun = true;
      begin(line);
      return;
    }
    going = line === 'go';
    if (going) {
      for (const one of wake) one();
      wake = [];
    } else if (busy === 0) say({ resting: true });
  })
  .on('close', () => process.exit(0));
