import { setTimeout as pause } from 'node:timers/promises';
import type { RunningOffice } from '../../build/office/office.ts';
import { databaseConfig } from '../../server/database.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { Check } from './check.ts';
import { chanceOf, choiceOf, type Choice } from './choices.ts';
import { Findings } from './findings.ts';
import { JournalReader } from './journal-reader.ts';
import type { Known } from './listener.ts';
import { Load } from './load.ts';
import { Signals, waitFor } from './signals.ts';
import { Watcher } from './watcher.ts';
import type { WindowOptions } from './window.ts';

export type EndureOptions = {
  office: RunningOffice;
  /** client.ts, bundled. */
  client: string;
  rounds: number;
  seed: number;
  /** Each so many-th round drives the real window; null = none. */
  window: { every: number; options: Omit<WindowOptions, 'tell'> } | null;
  /** At the end, waits until the keeper has ended every opening whose listener was killed: up to 100 seconds. */
  settle: boolean;
  say: (line: string) => void;
  signal?: AbortSignal;
};

/** A step that does not come makes no round endless. Milliseconds. */
const longestWait = { client: 4_000, window: 40_000 };

/** Kills parts of an office again and again while people listen, and looks behind the screen after each round. */
export async function endure(options: EndureOptions): Promise<Findings> {
  const { office, rounds, seed, settle, signal } = options;
  const findings = new Findings();
  const signals = new Signals();
  const journal = new JournalReader(office.settings.journal);
  await loseMore(office);
  const watcher = new Watcher(databaseConfig(office.settings, 'superuser'), findings, journal, signals);
  const recordings = await recordingsOf(office);
  const window = options.window?.options ?? null;
  const load = await Load.begin({ ...options, recordings, window, findings, journal, signals });
  const check = new Check(office, findings, journal);
  try {
    for (let round = 1; round <= rounds && signal?.aborted !== true && findings.faultless; round += 1) {
      const begun = performance.now();
      const choice = choiceOf(seed, round, options.window?.every ?? 0);
      await oneRound(options, choice, round, load, signals, findings);
      await quiet(office);
      await check.run();
      findings.rounds = round;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      options.say(`${described(choice, round, findings)}; ${seconds} s`);
    }
    if (settle && findings.faultless) {
      await waitFor('the end of every opening', async () => (await count(office, openOpenings)) === 0);
      await check.run();
    }
  } catch (error) {
    findings.faults.push(error instanceof Error ? error.message : 'unknown');
  }
  await load.end();
  await watcher.stop();
  return findings;
}

async function oneRound(
  { office, seed }: EndureOptions,
  choice: Choice,
  round: number,
  load: Load,
  signals: Signals,
  findings: Findings,
): Promise<void> {
  const { victims, step, nth, delayMs, window, way } = choice;
  const coming = signals.next(step, nth, window ? longestWait.window : longestWait.client);
  await load.go(window);
  await coming;
  await pause(delayMs);
  const { kills } = findings;
  const strikes = {
    keeper: () => ((kills.keeper += 1), office.keeper.kill()),
    database: () => {
      kills[way === 'kill' ? 'databaseKilled' : 'databaseImmediate'] += 1;
      return office.database.crash(way);
    },
    app: () => ((kills.app += 1), load.killApp()),
  };
  await Promise.all(victims.map((victim) => strikes[victim]()));
  await Promise.all([
    victims.includes('database') ? office.database.resume() : null,
    victims.includes('keeper') ? office.keeper.start() : null,
    victims.includes('app') && !window ? load.startApp(round) : null,
  ]);
  // They go on for a while with what was brought back.
  await pause(chanceOf(seed, round).between(20, 200));
  await load.rest();
}

/** The keeper lives and has nothing left to do. */
async function quiet(office: RunningOffice): Promise<void> {
  await waitFor('an empty queue', async () => {
    if (!isAlive(office.keeper.pid())) throw new Error(`the keeper has ended: ${lastWords(office)}`);
    return (await count(office, 'office.command')) === 0;
  });
}

const openOpenings = 'office.opening WHERE closed_at IS NULL';

async function count(office: RunningOffice, rows: string): Promise<number> {
  const superuser = await office.superuser();
  try {
    const found = await superuser.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${rows}`);
    return found.rows[0]?.n ?? 0;
  } finally {
    await superuser.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function lastWords(office: RunningOffice): string {
  return office.keeper.log().trim().split('\n').slice(-2).join(' ');
}

/** A commit that nobody flushes reaches the disk within 0.6 s by itself; with ten seconds a killed server loses many. */
async function loseMore(office: RunningOffice): Promise<void> {
  const superuser = await office.superuser();
  await superuser.query("ALTER SYSTEM SET wal_writer_delay = '10s'");
  await superuser.query('SELECT pg_reload_conf()');
  await superuser.end();
}

async function recordingsOf(office: RunningOffice): Promise<Known[]> {
  const superuser = await office.superuser();
  const { rows } = await superuser.query<{ id: string; started_at: Date }>(
    'SELECT id, started_at FROM office.recording',
  );
  await superuser.end();
  return rows.map(({ id, started_at: at }) => ({ recording: id, day: legalDay(at) }));
}

function described(
  { victims, way, step, nth, delayMs, window }: Choice,
  round: number,
  found: Findings,
): string {
  const killed = victims.map((victim) => (victim === 'database' ? `database (${way})` : victim)).join(', ');
  const app = window ? ', with the window' : '';
  return `round ${round}: ${killed} killed ${delayMs.toFixed(1)} ms after „${step}” ${nth}${app}; ${found.readable.size} releases so far`;
}
