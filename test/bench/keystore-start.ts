import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningOffice } from '../../build/office/office.ts';
import { databaseConfig } from '../../server/database.ts';
import type { LedgerState } from '../../server/entries/state.ts';
import { LedgerTime, systemClock } from '../../server/keeper/clock.ts';
import { Connection } from '../../server/keeper/connection.ts';
import { Journal } from '../../server/keeper/journal.ts';
import { openKeystore } from '../../server/keeper/keystore.ts';
import { Ledger } from '../../server/keeper/ledger.ts';
import { agreeWithLedger } from '../../server/keeper/recording-keys.ts';
import { keySha256 } from '../../shared/node/release.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { inTurns, median, timed } from './measure.ts';
import { startLongLedger } from './parts/long-ledger.ts';
import { lessIsBetter, type Bench } from './row.ts';

/** A start takes ten seconds. */
const rounds = 5;
/** Each recording has an entry at least. */
const keys = 200_000;
const entries = keys;
const days = 250;

/** What the keeper does before it hears anybody: its ledger folded and held against the names of a keystore, against the ledger alone. */
export const keystoreStart: Bench = {
  name: 'keystore-start',
  rows: async ({ root, say }) => {
    const office = await startLongLedger(root, entries);
    const connection = await Connection.open(databaseConfig(office.settings, 'keeper'), () => undefined);
    try {
      say(`writing ${String(keys)} keys …`);
      const known = writeKeys(office.settings.keystore);
      const start = (named: Known | null) => () => timed(() => begin(connection, office.settings, named));
      const { ours, other } = await inTurns(rounds, { ours: start(known), other: start(null) });
      const name = `keeper's start with ${String(keys)} keys, ${String(entries)} entries ÷ without keystore`;
      return [lessIsBetter({ name, unit: 'ms', goal: '≤ 1.2' }, median(ours), median(other))];
    } finally {
      await connection.close();
      await office.stop();
    }
  },
};

/** Recordings as a ledger knows them that has an entry of each. */
type Known = Pick<LedgerState, 'recordings' | 'days' | 'keyHashes'>;

function writeKeys(keystore: string): Known {
  const known: Known = { recordings: new Map(), days: new Map(), keyHashes: new Map() };
  const today = legalDay();
  for (let n = 0; n < keys; n += 1) {
    const day = addDays(today, -2 - (n % days));
    const folder = join(keystore, day);
    if (n < days) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const recording = randomUUID();
    const key = randomBytes(32);
    writeFileSync(join(folder, recording), key, { mode: 0o600 });
    known.recordings.set(recording, n + 1);
    known.days.set(recording, day);
    known.keyHashes.set(recording, keySha256(recording, key));
  }
  return known;
}

async function begin(
  connection: Connection,
  { keystore, journal: path }: RunningOffice['settings'],
  known: Known | null,
): Promise<void> {
  const opened = openKeystore(keystore);
  const journal = new Journal(path);
  try {
    const ledger = new Ledger(opened, journal, new LedgerTime(systemClock));
    await ledger.catchUp(connection);
    if (known === null) return;
    const state = { ...ledger.state, ...known };
    const { lacking } = await agreeWithLedger(opened.recordings, state, 30, () => undefined);
    if (lacking.length > 0) throw new Error(`${String(lacking.length)} keys are missing`);
  } finally {
    journal.close();
  }
}
