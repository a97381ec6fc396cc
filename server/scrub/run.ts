import type { Client } from 'pg';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { databaseConfig, withConnection } from '../database.ts';
import { Progress } from '../ingest/progress.ts';
import { keeperKeysOf, type ServerSettings } from '../settings.ts';
import { enteredMark, markName, mustBeOurs } from '../share-mark.ts';
import { catalogueRows, vouchedBytes, vouchedRecordings, type ExpectedFile } from './expected.ts';
import { checkFile } from './file.ts';
import { straysOf } from './strays.ts';
import { fileSentence, rowSentence, straySentence, summary, unsignedSentence } from './words.ts';

export type ScrubOptions = {
  /** Only lengths: no file is read. */
  quick: boolean;
  /** One sentence a finding. */
  say: (line: string) => void;
  onProgress?: (line: string) => void;
};

export type ScrubResult = { recordings: number; bytes: number; findings: number; sentence: string };

/** The one ingest of an office holds this lock while it works. */
const ingestLock = 7_305_516_202;

/**
 * Compares the share with the signed `ingest` entries and with the catalogue, and names every missing, foreign, cut or changed
 * file. Reads only, and only as the keeper's role. Throws UsageError where the share is away or no key is pinned.
 */
export async function scrub(settings: ServerSettings, options: ScrubOptions): Promise<ScrubResult> {
  const { share } = settings;
  const keys = keeperKeysOf(settings);
  return withConnection(databaseConfig(settings, 'keeper'), async (client) => {
    // A share that is not mounted would read as the loss of every recording.
    await mustBeOurs(share, await enteredMark(client, keys));
    return compare(client, share, keys, options);
  });
}

async function compare(
  client: Client,
  share: string,
  keys: KeeperKeys,
  { quick, say, onProgress }: ScrubOptions,
): Promise<ScrubResult> {
  const progress = new Progress(quick ? 0 : await vouchedBytes(client));
  const result = { recordings: 0, bytes: 0, findings: 0 };
  const find = (sentence: string): void => {
    result.findings += 1;
    say(sentence);
  };
  const onBytes = (bytes: number): void => {
    result.bytes += bytes;
    progress.add(bytes);
    if (!quick) onProgress?.(progress.line());
  };
  const known = new Map<string, ExpectedFile[]>();
  for await (const one of vouchedRecordings(client, keys)) {
    if ('unsigned' in one) {
      find(unsignedSentence(one.unsigned));
      continue;
    }
    known.set(one.recording, one.files);
    result.recordings += 1;
    if (!one.rowAgrees) find(rowSentence(one.recording, one.seq));
    for (const file of one.files) {
      const fault = await checkFile(share, file, quick, onBytes);
      if (fault !== null) find(fileSentence(file, fault));
    }
  }
  await findUnvouched(client, share, known, find);
  return { ...result, sentence: summary(result, quick) };
}

/** Rows and files that no entry vouches for. What a running ingest is at work on is no finding. */
async function findUnvouched(
  client: Client,
  share: string,
  known: ReadonlyMap<string, ExpectedFile[]>,
  find: (sentence: string) => void,
): Promise<void> {
  const isExpected = (path: string): boolean =>
    path === markName || known.get(idOf(path))?.some((file) => file.path === path) === true;
  const strays = [];
  for await (const stray of straysOf(share, isExpected)) strays.push(stray);
  const busy = await isIngesting(client);
  const underway = new Set<string>();
  for await (const { id, pending } of catalogueRows(client)) {
    // What was entered since the entries were read is looked at the next time.
    if (pending || (busy && !known.has(id))) underway.add(id);
    else if (!known.has(id)) find(rowSentence(id, null));
  }
  for (const { path, what } of strays) {
    if (busy && (what === 'part' || underway.has(idOf(path)))) continue;
    find(straySentence(path, what === 'foreign' && underway.has(idOf(path)) ? 'unentered' : what));
  }
}

/** `2026/11/<uuid>.rec` → `<uuid>`. */
function idOf(path: string): string {
  return /([0-9a-f-]{36})\.(rec|peaks)$/.exec(path)?.[1] ?? '';
}

async function isIngesting(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [
    ingestLock,
  ]);
  if (rows[0]?.free !== true) return true;
  await client.query('SELECT pg_advisory_unlock($1)', [ingestLock]);
  return false;
}
