import type { Client } from 'pg';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { genesisPrev, linkHash, parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import { entryOfRow, type EntryRow } from '../database.ts';
import { trustedPulse, type Asker } from '../submit.ts';

const length = 32;

/**
 * The ledger up to the entry that the keeper's pulse names, by its hashes.
 * SECURITY: a signature alone says that the keeper once made an entry, and not that the ledger has it: whoever owns the tables may have kept it out.
 * What leads to the head that the keeper signs is the ledger, and nothing else.
 */
export class Chain {
  /** Of entry 1, of entry 2, and so on. */
  readonly #hashes: Buffer;

  private constructor(hashes: Buffer) {
    this.#hashes = hashes;
  }

  /** Null where what the database has does not lead there. */
  static async read({ client, keeper }: Pick<Asker, 'client' | 'keeper'>): Promise<Chain | null> {
    const head = await trustedPulse({ client, keeper });
    const hashes = Buffer.alloc(head.seq * length);
    let [seq, hash] = [0, genesisPrev];
    while (seq < head.seq) {
      // In their order, and none left out: the number of each is in its hash.
      const { rows } = await client.query<{ digest: Buffer }>(
        'SELECT digest FROM api.chain($1) ORDER BY seq',
        [seq],
      );
      if (rows.length === 0) return null;
      for (const { digest } of rows.slice(0, head.seq - seq)) {
        hash = linkHash(seq + 1, hash, digest);
        hash.copy(hashes, seq * length);
        seq += 1;
      }
    }
    return hash.equals(head.hash) ? new Chain(hashes) : null;
  }

  /** Whether an entry is the ledger's; one of after the pulse is not yet. */
  holds({ seq, hash }: Pick<SealedEntry, 'seq' | 'hash'>): boolean {
    const at = (seq - 1) * length;
    return seq >= 1 && at < this.#hashes.length && this.#hashes.subarray(at, at + length).equals(hash);
  }

  /** Whether the ledger has another entry in its place. */
  lacks(entry: Pick<SealedEntry, 'seq' | 'hash'>): boolean {
    return entry.seq * length <= this.#hashes.length && !this.holds(entry);
  }
}

/**
 * Which of the entries that the database gives the ledger has.
 * SECURITY: a file is deleted by no other: whoever owns the tables can write there what he likes.
 */
export class Vouched {
  readonly #client: Client;
  readonly #keys: KeeperKeys;
  readonly #say: (line: string) => void;
  /** Read once something is to go; null where the database has no ledger that its keeper vouches for. */
  #chain: Promise<Chain | null> | null = null;

  constructor(client: Client, keys: KeeperKeys, say: (line: string) => void) {
    this.#client = client;
    this.#keys = keys;
    this.#say = say;
  }

  /** An entry with what it says; null of one that our keeper did not sign. */
  signed(row: EntryRow) {
    const entry = entryOfRow(row);
    if (this.#keys.faultOf(entry) !== null) return null;
    return { ...entry, payload: parsePayload(entry.payload) };
  }

  /** Whether the ledger has an entry. */
  async holds(entry: Pick<SealedEntry, 'seq' | 'hash'>): Promise<boolean> {
    this.#chain ??= this.#readChain();
    return (await this.#chain)?.holds(entry) === true;
  }

  /** Whether an entry is not the ledger's, though the keeper signed it; of one of after the pulse nobody can tell yet. */
  async lacks(entry: Pick<SealedEntry, 'seq' | 'hash'>): Promise<boolean> {
    this.#chain ??= this.#readChain();
    return (await this.#chain)?.lacks(entry) === true;
  }

  async #readChain(): Promise<Chain | null> {
    const chain = await Chain.read({ client: this.#client, keeper: this.#keys.current });
    if (chain === null)
      this.#say(
        'Księga w bazie nie kończy się wpisem, który podaje strażnik, więc niczego nie usunięto. Należy wykonać verify.',
      );
    return chain;
  }
}
