import { genesisPrev, linkHash, type SealedEntry } from '../../shared/node/ledger.ts';
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
}
