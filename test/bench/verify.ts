import { createHash, type KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import type { RunningOffice } from '../../build/office/office.ts';
import { databaseConfig } from '../../server/database.ts';
import { LedgerTime, systemClock } from '../../server/keeper/clock.ts';
import { Connection } from '../../server/keeper/connection.ts';
import { Journal } from '../../server/keeper/journal.ts';
import { openKeystore } from '../../server/keeper/keystore.ts';
import { Ledger } from '../../server/keeper/ledger.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { pagesOfDatabase } from '../../server/verify/source.ts';
import {
  entryFault,
  genesisPrev,
  hashHolds,
  type SealedEntry,
  signatureHolds,
} from '../../shared/node/ledger.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { inTurns, median, timed, type Measured } from './measure.ts';
import { startLongLedger } from './parts/long-ledger.ts';
import { lessIsBetter, moreIsBetter, type Bench, type Row } from './row.ts';

/** A verification takes seconds. */
const rounds = 9;
const entries = 50_000;
/** Entries of an office's year; the keeper folds each alike. */
const year = 200_000;

/** The whole ledger, entry by entry: the chain alone, everything, and what the keeper makes of it when it starts. */
export const verification: Bench = {
  name: 'verify',
  rows: async (context) => {
    const office = await startLongLedger(context.root, entries);
    const client = await office.superuser();
    const connection = await Connection.open(databaseConfig(office.settings, 'keeper'), () => undefined);
    try {
      const all = await inMemory(client);
      const key = pinnedKeeperKey(office.keeperPublicKey);
      const chain = await inTurns(rounds, {
        ours: () => timed(() => checkChain(all, key)),
        other: () => timed(() => all.forEach(({ payload }) => createHash('sha256').update(payload).digest())),
      });
      const audit = await inTurns(rounds, {
        ours: () => timed(() => verified(client, office, all.length)),
        other: () => timed(() => checkSignatures(all, key)),
      });
      const starts: number[] = [];
      for (let round = 0; round < rounds; round += 1)
        starts.push(await timed(() => fold(connection, office.settings)));
      return rowsOf(all.length, chain, audit, (median(starts) / 1000) * (year / all.length));
    } finally {
      await connection.close();
      await client.end();
      await office.stop();
    }
  },
};

function rowsOf(count: number, chain: Measured, audit: Measured, yearSeconds: number): Row[] {
  return [
    moreIsBetter(
      {
        name: `chain check (hashes, links, last signature) of ${count} entries ÷ SHA-256 of the same bytes`,
        unit: 'ms',
        goal: '≥ 0.45',
        stretch: '≥ 1',
      },
      median(chain.ours),
      median(chain.other),
    ),
    moreIsBetter(
      {
        name: `full audit of ${count} entries ÷ all their Ed25519 signatures on all cores`,
        unit: 'ms',
        goal: '≥ 1.5',
        stretch: '≥ 3',
      },
      median(audit.ours),
      median(audit.other),
    ),
    lessIsBetter(
      { name: `keeper's start: ${year} entries folded, seconds`, unit: 's', goal: '≤ 4', stretch: '≤ 2' },
      yearSeconds,
      1,
    ),
  ];
}

/** What a head on paper needs to vouch for every payload. */
function checkChain(all: readonly SealedEntry[], key: KeyObject): void {
  let before = genesisPrev;
  for (const entry of all) {
    if (!entry.prev.equals(before) || !hashHolds(entry)) throw new Error('the chain is broken');
    before = entry.hash;
  }
  const last = all.at(-1);
  if (last === undefined || entryFault(last, key) !== null) throw new Error('the last signature is wrong');
}

async function verified(source: Client, office: RunningOffice, count: number): Promise<void> {
  const { keeperPublicKey: keeperKey, settings } = office;
  const { fault, entries: seen } = await verifyLedger({ source, journal: settings.journal, keeperKey });
  if (fault !== null || seen !== count)
    throw new Error(`the ledger does not verify: ${JSON.stringify(fault)}`);
}

async function checkSignatures(all: readonly SealedEntry[], key: KeyObject): Promise<void> {
  const held = await Promise.all(all.map((entry) => signatureHolds(entry, key)));
  if (held.includes(false)) throw new Error('a signature is wrong');
}

/** All that the keeper does before it hears anybody. */
async function fold(
  connection: Connection,
  { keystore, journal: path }: RunningOffice['settings'],
): Promise<void> {
  const keys = openKeystore(keystore);
  const journal = new Journal(path);
  try {
    await new Ledger(keys, journal, new LedgerTime(systemClock)).catchUp(connection);
  } finally {
    journal.close();
  }
}

async function inMemory(client: Client): Promise<SealedEntry[]> {
  const all: SealedEntry[] = [];
  for await (const page of pagesOfDatabase(client)) all.push(...page.map(({ entry }) => entry));
  return all;
}
