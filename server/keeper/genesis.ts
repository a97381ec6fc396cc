import { existsSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { legalBases, type BasisProposal } from '../legal-bases.ts';
import { LedgerTime, systemClock } from './clock.ts';
import { Connection } from './connection.ts';
import { createJournal, Journal } from './journal.ts';
import { createKeystore, openKeystore } from './keystore.ts';
import { Ledger, type Prepared } from './ledger.ts';
import { ownHead, type Content } from '../entries/request.ts';
import { renewSender } from '../sender.ts';

export type GenesisOptions = {
  /** Connects as `odsluch_keeper` to a migrated database whose ledger is empty. */
  database: ClientConfig;
  /** Folder for the private keys; made with 0700 where it is missing. */
  keystore: string;
  /** File of the journal; made with 0600. */
  journal: string;
  /** File of the key that `ingest` asks with; made with 0600. */
  ingestKey: string;
  /** Name of the office, as the genesis entry carries it. */
  office: string;
  /** The office's approval of the legal bases that are loaded: its number. */
  approval: string;
  bases?: readonly BasisProposal[];
  /** `paper` = number of the paper act that appoints the Secretary. */
  secretary: { login: string; guid: string; displayName: string; post: string; unit: string; paper: string };
};

/** There is a ledger, or the remains of one: nothing was changed. */
export class LedgerExists extends Error {}

/**
 * Begins a ledger: keys in the keystore, the genesis entry, one `basis` entry a legal basis, the `person` entry of the
 * first Secretary with the login that goes with it, the key that ingest asks with – all in one transaction, then the journal. Returns the keeper's
 * public key as the office pins it. May be repeated after a crash. Throws LedgerExists where there are entries already.
 */
export async function initialiseLedger(options: GenesisOptions): Promise<{ keeperPublicKey: string }> {
  const connection = await Connection.open(options.database, () => undefined);
  try {
    const [row] = await connection.run<{ any: boolean }>(`SELECT EXISTS (SELECT FROM office.entry) AS any`);
    if (row?.any) throw new LedgerExists('the database has a ledger');
    createKeystore(options.keystore);
    if (!existsSync(options.journal)) createJournal(options.journal);
    return await begin(connection, options);
  } finally {
    await connection.close();
  }
}

async function begin(connection: Connection, options: GenesisOptions): Promise<{ keeperPublicKey: string }> {
  const journal = new Journal(options.journal);
  const keys = openKeystore(options.keystore);
  try {
    // SECURITY: a database emptied or exchanged under a keeper that has written is no new office.
    journal.reread();
    if (journal.head !== null) throw new LedgerExists('the journal has entries');
    const ledger = new Ledger(keys, journal, new LedgerTime(systemClock));
    const now = await databaseNow(connection);
    const written: Prepared[] = [];
    await connection.run('BEGIN');
    for (const content of firstEntries(options, keys.publicKey, now)) {
      const prepared = ledger.prepare(content);
      await ledger.commit(connection, prepared);
      written.push(prepared);
    }
    await connection.run('COMMIT');
    for (const prepared of written) ledger.journal(prepared);
    return { keeperPublicKey: `ed25519:${keys.publicKey}` };
  } finally {
    keys.dispose();
    journal.close();
  }
}

async function databaseNow(connection: Connection): Promise<number> {
  const [row] = await connection.run<{ now: Date }>('SELECT clock_timestamp() AS now');
  if (!row) throw new Error('the database told no time');
  return row.now.getTime();
}

function firstEntries(
  { office, approval, secretary, ingestKey, bases = legalBases }: GenesisOptions,
  keeper: string,
  now: number,
): Content[] {
  const { login, guid, displayName, post, unit, paper } = secretary;
  const person = { subject: login, subjectGuid: guid, roles: ['secretary' as const], employee: true, paper };
  return [
    { words: null, payload: () => ({ ...ownHead('genesis', now), office, keeper }) },
    ...bases.map((basis) => ({
      words: null,
      payload: () => ({ ...ownHead('basis', now), ...basis, approval }),
    })),
    {
      words: { displayName, post, unit },
      payload: (text) => ({ ...ownHead('person', now), ...person, text }),
    },
    renewSender(ingestKey, now),
  ];
}
