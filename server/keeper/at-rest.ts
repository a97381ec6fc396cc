import { databaseConfig } from '../database.ts';
import type { Content } from '../entries/request.ts';
import { UsageError, type ServerSettings } from '../settings.ts';
import { LedgerTime, systemClock } from './clock.ts';
import { Connection } from './connection.ts';
import { Journal } from './journal.ts';
import { openKeystore, type Keystore } from './keystore.ts';
import type { LedgerState } from '../entries/state.ts';
import { Ledger } from './ledger.ts';
import { hearTime, takeLock } from './loop.ts';
import { exitCodes, KeeperEnd } from './options.ts';

/** The one line that may write the ledger, and the journal at its end. */
export type AtRest = { connection: Connection; journal: Journal };

/** Works in the keeper's place. Throws UsageError while a keeper runs, KeeperEnd where the journal is unusable. */
export async function atRest<Value>(
  settings: ServerSettings,
  work: (place: AtRest) => Promise<Value>,
): Promise<Value> {
  const connection = await Connection.open(databaseConfig(settings, 'keeper'), () => undefined);
  const journal = new Journal(settings.journal);
  try {
    await takeLock(connection, 0, new AbortController().signal).catch((error: unknown) => {
      throw error instanceof KeeperEnd && error.code === exitCodes.anotherKeeper
        ? new UsageError('Strażnik działa. Należy go zatrzymać i powtórzyć polecenie.')
        : error;
    });
    journal.reread();
    return await work({ connection, journal });
  } finally {
    journal.close();
    await connection.close();
  }
}

type OwnKeys = Pick<ServerSettings, 'keystore' | 'keeperPublicKey' | 'formerKeeperKeys'>;

/** The ledger as a keeper's start has it; `enter` makes an entry more, of its own transaction, and journals it. */
export type LedgerAtRest = {
  state: LedgerState;
  now(): number;
  enter(content: Content): Promise<number>;
};

/** Works on the ledger itself. Throws as `enterAtRest`. */
export async function ledgerAtRest<Value>(
  settings: OwnKeys,
  { connection, journal }: AtRest,
  work: (ledger: LedgerAtRest & { time: LedgerTime }) => Promise<Value>,
  clock = systemClock,
): Promise<Value> {
  const time = new LedgerTime(clock);
  const ledger = new Ledger(openOwnKeys(settings), journal, time, settings.formerKeeperKeys);
  await ledger.catchUp(connection);
  await hearTime({ connection, time });
  return work({
    state: ledger.state,
    time,
    now: () => time.now(),
    enter: async (content) => {
      const prepared = ledger.prepare(content);
      await ledger.commit(connection, prepared);
      ledger.journal(prepared);
      return prepared.entry.seq;
    },
  });
}

/** Throws UsageError where the key is not the pinned one, KeeperEnd where the keystore is not whole. */
function openOwnKeys(settings: OwnKeys): Keystore {
  const keys = openKeystore(settings.keystore);
  if (`ed25519:${keys.publicKey}` === settings.keeperPublicKey) return keys;
  throw new UsageError('Klucz w magazynie strażnika nie jest kluczem z ustawień (keeperPublicKey).');
}

/**
 * Makes one entry, journals it, and returns its number. `refill` runs first, in the same transaction; then the ledger is verified as at a
 * keeper's start. Throws UsageError where the keystore's key is not the pinned one, KeeperEnd where keystore or ledger are not whole.
 */
export async function enterAtRest(
  settings: ServerSettings,
  { connection, journal }: AtRest,
  make: (now: number) => Content,
  refill?: () => Promise<void>,
): Promise<number> {
  const time = new LedgerTime(systemClock);
  const ledger = new Ledger(openOwnKeys(settings), journal, time, settings.formerKeeperKeys);
  await connection.run('BEGIN');
  await refill?.();
  await ledger.catchUp(connection, refill !== undefined);
  await hearTime({ connection, time });
  const prepared = ledger.prepare(make(time.now()));
  await ledger.commit(connection, prepared);
  await connection.run('COMMIT');
  // Should this fail, the keeper's start adds the line.
  ledger.journal(prepared);
  return prepared.entry.seq;
}
