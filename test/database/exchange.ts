import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterEach, beforeEach } from 'vitest';
import type { RunningDirectory } from '../../build/office/people-types.ts';
import { ingest, type IngestResult } from '../../server/ingest/run.ts';
import { readSender } from '../../server/sender.ts';
import { markName } from '../../server/share-mark.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { wav } from '../unit/wav-sample.ts';
import { rowsOf, type FileOffice } from './office.ts';

export type RunOptions = { remove?: boolean; settleMs?: number; client?: Client; share?: string };
export type Run = IngestResult & { said: string[] };

/** The folder of an exchange, a new one for each test, and the ingest that reads it. */
export type Exchange = {
  folder(): string;
  /** Writes a sound under a name, with its description where one is given. Returns the path of the sound. */
  put(name: string, sound?: Buffer, described?: object): string;
  run(options?: RunOptions): Promise<Run>;
  /** Names of all files below the exchange's folder, and below the share but for its mark; sorted. */
  files(): string[];
  onShare(): string[];
};

export function exchangeOf(office: FileOffice<RunningDirectory>): Exchange {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'odsluch-exchange-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder: () => folder,
    put: (name, sound = aSound(), described) => {
      writeFileSync(join(folder, name), sound);
      if (described) writeFileSync(join(folder, name.replace(/\.wav$/i, '.json')), JSON.stringify(described));
      return join(folder, name);
    },
    run: async ({ remove = false, settleMs = 0, client, share = office.running().share } = {}) => {
      const keys = new KeeperKeys(office.running().keeperPublicKey);
      const signer = readSender(office.running().settings);
      const said: string[] = [];
      const say = (line: string): void => void said.push(line);
      const as = client ?? (await office.asProgram('ingest'));
      return {
        ...(await ingest({ client: as, keys, signer, folder, share, settleMs, remove, say })),
        said,
      };
    },
    files: () => filesBelow(folder),
    onShare: () => filesBelow(office.running().share).filter((name) => name !== markName),
  };
}

/** A WAV file of a tenth of a second that no other call has. */
export function aSound({ channels = 1, bytes = 1600 } = {}): Buffer {
  return wav({ channels, data: randomBytes(bytes) });
}

/** The description of an incoming call of yesterday. */
export function aCall(change: object = {}): object {
  const startedAt = new Date(Date.now() - 86_400_000).toISOString();
  return {
    startedAt,
    callGroup: randomBytes(8).toString('hex'),
    caller: '601224417',
    direction: 'incoming',
    ...change,
  };
}

/** A name as FreePBX gives it, for a call that began at `local` (`YYYYMMDD-HHMMSS`) and whose channel was made at `epoch` (seconds). */
export function freePbxName(
  local: string,
  epoch: number,
  { line = '227017500', caller = '601224417' } = {},
): string {
  return `in-${line}-${caller}-${local}-${epoch}.4177.wav`;
}

export const hashOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** Rows of the catalogue with the sound of these bytes. */
export function catalogued(client: Client, sound: Buffer): Promise<Record<string, unknown>[]> {
  return rowsOf(client, 'SELECT * FROM office.recording WHERE plain_sha256 = $1', [hashOf(sound)]);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory())
    .sort();
}
