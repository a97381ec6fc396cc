import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { databaseConfig } from '../../server/database.ts';
import { importDirectory, sourceOfFile } from '../../server/directory/import.ts';
import { ingest, type IngestOptions } from '../../server/ingest/run.ts';
import { readSender } from '../../server/sender.ts';
import { keeperKeyOf, type ServerSettings } from '../../server/settings.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { composeCalls, loadVoices, renderCall, type CallPlan, type Voices } from './calls.ts';
import { destroyedCalls, takeOverDestroyed } from './stubs.ts';

export type CallsSeed = {
  /** Which of the demo's recordings to make; default all. */
  choose?: (plans: CallPlan[]) => CallPlan[];
  /** Stubs of destroyed calls; default 10,000. */
  destroyed?: number;
};

/**
 * Speaks the demo's calls, imports the extension directory, lets the real ingest seal the calls and takes the destroyed ones over.
 * Returns what was spoken.
 */
export async function seedCalls(
  root: string,
  settings: ServerSettings,
  today: string,
  seed: CallsSeed,
): Promise<CallPlan[]> {
  const voices = loadVoices(join(root, 'build/office/voices'));
  const all = composeCalls({ voices, today });
  const plans = seed.choose?.(all) ?? all;
  const client = new Client(databaseConfig(settings, 'ingest'));
  await client.connect();
  const keeper = pinnedKeeperKey(keeperKeyOf(settings));
  const asker = { client, keeper, signer: readSender(settings) };
  const folder = await mkdtemp(join(settings.share, '..', 'exchange-'));
  try {
    for (const plan of plans) await speak(folder, plan, voices);
    await seedDirectory(client, folder, voices);
    await ingestAll({ ...asker, folder, share: settings.share }, plans.length);
    const { destroyed = 10_000 } = seed;
    if (destroyed > 0) await takeOverDestroyed(asker, destroyedCalls(today, telephones(all), destroyed));
    return plans;
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One WAV file with its description, as an exchange leaves them in its folder. */
export async function speak(folder: string, plan: CallPlan, voices: Voices): Promise<void> {
  const file = createWriteStream(join(folder, `${plan.stem}.wav`), { mode: 0o600 });
  for (const piece of renderCall(plan, voices)) if (!file.write(piece)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  await writeFile(join(folder, `${plan.stem}.json`), JSON.stringify(plan.sidecar), { mode: 0o600 });
}

/** The clerks of the demo, each with the extension of the calls, as an administrator would import them. */
async function seedDirectory(client: Client, folder: string, { dialogues }: Voices): Promise<void> {
  const rows = dialogues.clerks.map(
    ({ extension, name, department, login }) => `${extension};${name};${department};${login};2024-01-01;`,
  );
  const file = join(folder, 'directory.csv');
  await writeFile(file, ['wewnętrzny;osoba;komórka;konto;od;do', ...rows, ''].join('\r\n'), { mode: 0o600 });
  const source = await sourceOfFile(file, true);
  await importDirectory({ client, source, apply: true, say: () => undefined });
}

async function ingestAll(
  place: Pick<IngestOptions, 'client' | 'folder' | 'share' | 'keeper' | 'signer'>,
  wanted: number,
): Promise<void> {
  const complaints: string[] = [];
  const say = (line: string) => complaints.push(line);
  const { added } = await ingest({ ...place, settleMs: 0, remove: true, say });
  if (added !== wanted)
    throw new Error(`only ${added} of ${wanted} recordings were taken in: ${complaints.join(' ')}`);
}

function telephones(plans: readonly CallPlan[]) {
  const seen = new Map(plans.map(({ sidecar }) => [sidecar.extension, sidecar.department]));
  return [...seen].map(([extension, department]) => ({ extension, department }));
}
