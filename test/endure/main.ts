import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CallPlan } from '../../build/office/calls.ts';
import { startOffice, type RunningOffice } from '../../build/office/office.ts';
import type { Findings } from './findings.ts';
import { tableOf } from './report.ts';
import { endure } from './rounds.ts';
import type { WindowOptions } from './window.ts';

/** Who sits at the window. */
const atWindow = 'anna.nowak';

export type Program = { root: string; runtime: { path: string; version: string } };

/** `npm run endure`. Prints one table; returns 0 only if nothing was found. */
export async function runEndure({ root, runtime }: Program, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '25' },
      seed: { type: 'string' },
      // The real window each so many rounds: it costs as much time as three others. 0 = never.
      window: { type: 'string', default: '20' },
    },
  });
  const seed = values.seed === undefined ? randomInt(1, 1_000_000) : Number(values.seed);
  const rounds = Number(values.rounds);
  const every = Number(values.window);
  if (![seed, rounds, every].every(Number.isInteger) || rounds < 1 || every < 0) {
    process.stderr.write('npm run endure -- --rounds N [--seed S] [--window N], whole numbers\n');
    return 2;
  }
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`seed ${seed}`);
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => abort.abort());
  const begun = performance.now();
  const office = await startOffice({ root, calls: { choose: chosen, destroyed: 0 } });
  try {
    // Before anything is killed: a round that went wrong may leave no database, and what went wrong is still to be told.
    const postgres = await versionOf(office);
    const findings = await endure({
      ...{ office, rounds, seed, say, settle: true, signal: abort.signal },
      client: join(import.meta.dirname, 'client.mjs'),
      window: { every, options: windowOf(office, root, runtime.path) },
    });
    const seconds = (performance.now() - begun) / 1000;
    for (const fault of findings.faults) say(`FAULT: ${fault}`);
    say(tableOf(findings, { seed, postgres, electron: runtime.version, seconds }));
    return ended(findings, rounds);
  } finally {
    await office.stop();
  }
}

function ended(findings: Findings, rounds: number): number {
  return findings.faultless && findings.rounds === rounds ? 0 : 1;
}

/** A few short calls that everybody who listens may hear: refusals that come in heaps are counted and answered a minute later. */
export function chosen(plans: CallPlan[]): CallPlan[] {
  const others = plans.filter(
    ({ sidecar }) => sidecar.answeredLogin !== 'barbara.zych' && sidecar.announcement === 'yes',
  );
  return others.sort((one, other) => one.durationMs - other.durationMs).slice(0, 3);
}

function windowOf(office: RunningOffice, root: string, electron: string): Omit<WindowOptions, 'tell'> {
  const [plan] = office.plans;
  if (plan === undefined) throw new Error('the office has no call');
  const { startedAt, extension } = plan.sidecar;
  return {
    ...{ root, electron, settings: office.appSettingsFile },
    displayName: office.person(atWindow).displayName,
    call: {
      day: startedAt.slice(0, 10).split('-').reverse().join('.'),
      row: [startedAt.slice(11, 16), extension],
    },
  };
}

async function versionOf(office: RunningOffice): Promise<string> {
  const superuser = await office.superuser();
  const { rows } = await superuser.query<{ v: string }>("SELECT current_setting('server_version') AS v");
  await superuser.end();
  return `PostgreSQL ${rows[0]?.v ?? ''}`;
}
