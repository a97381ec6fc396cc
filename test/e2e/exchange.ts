import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { alawHeader } from '../../build/office/calls/wav.ts';
import type { AnyOffice } from '../../build/office/office.ts';
import { databaseConfig } from '../../server/database.ts';
import { ingest } from '../../server/ingest/run.ts';
import { readSender } from '../../server/sender.ts';
import { keeperKeysOf } from '../../server/settings.ts';
import type { Sidecar } from '../../server/ingest/sidecar.ts';

const rate = 8_000;

export type Exchanged = { sidecar: Sidecar; wav: Buffer };

/**
 * Lets the office's telephone exchange leave one more recording, through the real ingest: noise that nobody can
 * mistake for anything else (or A-law samples of the test's own), described as the test wants it.
 */
export async function record(
  office: AnyOffice,
  facts: Partial<Sidecar> & Pick<Sidecar, 'startedAt'>,
  samples: Buffer = randomBytes(20 * rate),
): Promise<Exchanged> {
  const sidecar: Sidecar = {
    callGroup: `${Date.parse(facts.startedAt) / 1_000}.9999`,
    caller: '+48499990321',
    line: '+48270017500',
    extension: '399',
    department: 'Kancelaria Ogólna',
    answeredBy: 'Łucja Wzorcowa',
    answeredLogin: null,
    direction: 'incoming',
    announcement: 'yes',
    channels: ['mixed'],
    ...facts,
  };
  const wav = Buffer.concat([alawHeader(1, rate, samples.length), samples]);
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-exchange-'));
  try {
    await writeFile(join(folder, 'call.wav'), wav);
    await writeFile(join(folder, 'call.json'), JSON.stringify(sidecar));
    const { added, said } = await takeIn(office, folder);
    if (added !== 1) throw new Error(`the recording was not taken in: ${said.join(' ')}`);
    return { sidecar, wav };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What an exchange left in its folder is taken in, as the timer does; and what was destroyed is deleted. */
export async function takeIn(
  { settings }: Pick<AnyOffice, 'settings'>,
  folder: string,
): Promise<{ added: number; said: string[] }> {
  const client = new Client(databaseConfig(settings, 'ingest'));
  await client.connect();
  const said: string[] = [];
  const place = { client, folder, share: settings.share, keys: keeperKeysOf(settings) };
  const how = { settleMs: 0, remove: false, say: (line: string): void => void said.push(line) };
  try {
    const { added } = await ingest({ ...place, ...how, signer: readSender(settings) });
    return { added, said };
  } finally {
    await client.end();
  }
}
