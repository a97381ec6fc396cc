import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startOffice, type RunningOffice } from '../../../build/office/office.ts';
import { databaseConfig } from '../../../server/database.ts';
import { ingest } from '../../../server/ingest/run.ts';
import { readSender } from '../../../server/sender.ts';
import { KeeperKeys } from '../../../shared/node/keeper-keys.ts';
import { legalDay } from '../../../shared/warsaw.ts';
import { writeWav } from './wav.ts';

/** A recording of the office that is measured, and the same sound as a plain file beside it. */
export type BenchCall = {
  /** `YYYY-MM-DD`, yesterday. */
  day: string;
  /** By which the list tells it from the other one. */
  extension: string;
  seconds: number;
  bytes: number;
  /** The unencrypted WAV, readable by every account. */
  plain: string;
};

/** A whole office with two recordings, one of two hours and one of five minutes. */
export type BenchOffice = RunningOffice & { long: BenchCall; short: BenchCall; stop(): Promise<void> };

const lengths = { long: 7200, short: 300 };

export async function startBenchOffice(root: string): Promise<BenchOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-bench-'));
  // The other players run as somebody else and read the plain files here.
  await chmod(folder, 0o755);
  const office = await startOffice({ root, calls: { choose: () => [], destroyed: 0 } });
  const stop = async (): Promise<void> => {
    await office.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const exchange = join(folder, 'exchange');
    await mkdir(exchange);
    const long = await yesterday(exchange, lengths.long, '214', 9);
    const short = await yesterday(exchange, lengths.short, '227', 12);
    await takeIn(office, exchange, 2);
    return { ...office, long, short, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function yesterday(
  folder: string,
  seconds: number,
  extension: string,
  hour: number,
): Promise<BenchCall> {
  const day = legalDay(new Date(Date.now() - 86_400_000));
  const startedAt = `${day}T${String(hour).padStart(2, '0')}:00:00Z`;
  const answered = { department: 'Kancelaria', answeredBy: 'Barbara Zych' };
  const facts = { startedAt, callGroup: `bench-${extension}`, extension, ...answered };
  const plain = await record(folder, facts, seconds, hour);
  return { day, extension, seconds, bytes: 44 + seconds * 16_000, plain };
}

type Described = {
  startedAt: string;
  callGroup: string;
  extension: string;
  department: string;
  answeredBy: string;
  answeredLogin?: string;
};

/** One WAV and its description, as an exchange leaves them; returns where the WAV lies. Two of another `seed` differ. */
export async function record(
  folder: string,
  facts: Described,
  seconds: number,
  seed: number,
): Promise<string> {
  const stem = join(folder, facts.callGroup);
  await writeWav(`${stem}.wav`, seconds, seed);
  const sidecar = {
    ...{ caller: '+48600100417', line: '+48270017500', ...facts },
    ...{ direction: 'incoming', announcement: 'yes', channels: ['mixed'] },
  };
  await writeFile(`${stem}.json`, JSON.stringify(sidecar));
  return `${stem}.wav`;
}

/** Takes in what lies in the folder of an exchange. Throws unless that are so many calls, all of them new. */
export async function takeIn(
  { settings, share, keeperPublicKey }: RunningOffice,
  folder: string,
  calls: number,
): Promise<void> {
  const client = new Client(databaseConfig(settings, 'ingest'));
  await client.connect();
  const complaints: string[] = [];
  const say = (line: string): void => void complaints.push(line);
  try {
    const { added } = await ingest({
      ...{ client, folder, share, say, keys: new KeeperKeys(keeperPublicKey) },
      signer: readSender(settings),
      ...{ settleMs: 0, remove: false },
    });
    if (added !== calls) throw new Error(`the recordings were not taken in: ${complaints.join(' ')}`);
  } finally {
    await client.end();
  }
}
