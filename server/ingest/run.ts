import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { pinnedKeeperKey } from '../../shared/node/keeper-key.ts';
import { UsageError } from '../settings.ts';
import { submit } from '../submit.ts';
import { MonthKeys } from './month-keys.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { sealOne } from './one.ts';
import { takeBack } from './place.ts';
import { planFolder, type Plan } from './plan.ts';
import { Progress } from './progress.ts';
import { quarantine } from './quarantine.ts';
import { recover } from './recover.ts';
import { refusalSentences, SourceRefusal } from './refusal.ts';

export type IngestOptions = {
  /** Logged in as the ingest role. */
  client: Client;
  folder: string;
  share: string;
  /** The pinned `ed25519:<base64>`. */
  keeperPublicKey: string;
  /** A file changed less than this ago is still being written. Milliseconds. */
  settleMs: number;
  /** Delete a source once the keeper's entry vouches for its recording. */
  remove: boolean;
  say: (line: string) => void;
  onProgress?: (line: string) => void;
};

export type IngestResult = {
  added: number;
  known: number;
  quarantined: number;
  waiting: number;
  refused: number;
};

/** The one ingest of an office, by a session lock: two at once would take each other's unfinished rows for leftovers. */
const lock = 7_305_516_202;

/** Reads every WAV of a folder once. A bad file goes to `quarantine/`, the rest goes on; a second run adds nothing. */
export async function ingest(options: IngestOptions): Promise<IngestResult> {
  const { client } = options;
  const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [lock]);
  if (!rows[0]?.free) throw new UsageError('Trwa już inne wczytywanie. Należy poczekać na jego zakończenie.');
  try {
    await recover(client, options.share);
    return await readFolder(options);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]);
  }
}

async function readFolder(options: IngestOptions): Promise<IngestResult> {
  const plans: Plan[] = [];
  for await (const plan of planFolder(options.folder, options.settleMs)) plans.push(plan);
  const progress = new Progress(
    plans.reduce((sum, plan) => sum + (plan.kind === 'recording' ? plan.bytes : 0), 0),
  );
  const keys = new MonthKeys(options.client, pinnedKeeperKey(options.keeperPublicKey));
  const result: IngestResult = { added: 0, known: 0, quarantined: 0, waiting: 0, refused: 0 };
  for (const plan of plans) {
    result[await handle(plan, options, keys, progress)] += 1;
    options.onProgress?.(progress.line());
  }
  return result;
}

async function handle(
  plan: Plan,
  options: IngestOptions,
  keys: MonthKeys,
  progress: Progress,
): Promise<keyof IngestResult> {
  if (plan.kind === 'wait') {
    options.say(`${plan.name}: plik jest jeszcze zapisywany, zostanie wczytany następnym razem.`);
    return 'waiting';
  }
  if (plan.kind === 'quarantine') return setAside(options, plan);
  const place = {
    client: options.client,
    keys,
    share: options.share,
    onProgress: (bytes: number) => progress.add(bytes),
  };
  let recording: string | null;
  try {
    recording = await sealOne(options.folder, plan, place);
  } catch (error) {
    // Some faults show only while the whole file passes; they are this file's, and the others go on.
    if (!(error instanceof SourceRefusal)) throw error;
    return setAside(options, { ...plan, kind: 'quarantine', sentence: refusalSentences[error.code] });
  }
  const outcome = recording === null ? 'known' : await vouch(options, plan, recording);
  if (options.remove && outcome !== 'refused') await removeSource(options.folder, plan);
  return outcome;
}

async function setAside(
  options: IngestOptions,
  plan: Extract<Plan, { kind: 'quarantine' }>,
): Promise<'quarantined'> {
  await quarantine(options.folder, plan);
  options.say(`${plan.name}: odłożono do kwarantanny. ${plan.sentence}`);
  return 'quarantined';
}

/** What the keeper refuses leaves nothing on the share: its source stays, and a later run is not told that it is known. */
async function vouch(
  { client, share, say }: IngestOptions,
  { name, facts }: Extract<Plan, { kind: 'recording' }>,
  recording: string,
): Promise<'added' | 'refused'> {
  const answer = await submit(client, 'ingest', { recording });
  if (answer.state === 'done') return 'added';
  if (answer.state === 'refused') await takeBack(client, share, legalMonth(facts.startedAt), recording);
  say(`${name}: strażnik nie przyjął nagrania (${answer.reason ?? answer.state}).`);
  return 'refused';
}

async function removeSource(folder: string, plan: Extract<Plan, { kind: 'recording' }>): Promise<void> {
  await rm(join(folder, plan.name));
  if (plan.sidecar !== null) await rm(join(folder, plan.sidecar));
}

/** What each file would become, one line a file; touches nothing and needs no database. */
export async function explain(folder: string, settleMs: number, say: (line: string) => void): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory()) throw new UsageError(`${folder} nie jest folderem.`);
  for await (const plan of planFolder(folder, settleMs)) say(`${plan.name}: ${describe(plan)}`);
}

function describe(plan: Plan): string {
  if (plan.kind === 'wait') return 'jeszcze zapisywany – poczeka.';
  if (plan.kind === 'quarantine') return `kwarantanna. ${plan.sentence}`;
  const { facts, wav } = plan;
  const seconds = Math.round(wav.durationMs / 1000);
  // No number here: what is printed in a server room may be read by anybody who passes.
  return `nagranie z ${facts.startedAt.toISOString()}, ${seconds} s, kanały: ${wav.channels}, wewn. ${facts.extension || '–'}.`;
}
