import type { KeyObject } from 'node:crypto';
import type { FormerKeeperKey } from '../settings.ts';
import { entryFault, type SealedEntry } from './ledger.ts';
import { pinnedKeeperKey } from './signing-key.ts';

/** What the `keeper` entry says by which a key took over from the one before; keys in base64, `hash` in hex. */
type KeyChange = { publicKey: string; former: string; upTo: number; hash: string };

/**
 * Which ledger key counts at which place of the chain, as the office pins it.
 * SECURITY: a former key counts up to the entry at which it was replaced, and not for what its holder signs afterwards. Since he can still
 * sign for a place before, an entry of that time counts only as a part of the chain that ends there in the pinned hash: whoever reads
 * the whole chain finds that out by reading, whoever reads one entry has to look.
 */
export class KeeperKeys {
  /** Signs pulses and answers, and the requests of people are signed for it. */
  readonly current: KeyObject;
  /** As the settings have it. */
  readonly pinned: string;
  /** Oldest first. */
  readonly #former: readonly (Omit<FormerKeeperKey, 'hash'> & { object: KeyObject; hash: Buffer })[];

  /** `ed25519:<base64>` each. Throws RangeError for another length. */
  constructor(pinned: string, former: readonly FormerKeeperKey[] = []) {
    this.pinned = pinned;
    this.current = pinnedKeeperKey(pinned);
    this.#former = former.map((one) => ({
      ...one,
      object: pinnedKeeperKey(one.key),
      hash: Buffer.from(one.hash, 'hex'),
    }));
  }

  /** The key with which the ledger began, base64: whatever was changed since, it is this ledger. */
  get first(): string {
    return rawOf(this.#former[0]?.key ?? this.pinned);
  }

  /** The newest entry of the time before the present key; null where there was none. */
  get formerHead(): { seq: number; hash: Buffer } | null {
    const last = this.#former.at(-1);
    return last === undefined ? null : { seq: last.upTo, hash: last.hash };
  }

  /** Whether the present key signs at this place. */
  isCurrentAt(seq: number): boolean {
    return seq > (this.formerHead?.seq ?? 0);
  }

  /** The key whose signature counts at this place. */
  at(seq: number): KeyObject {
    return this.#former.find(({ upTo }) => seq <= upTo)?.object ?? this.current;
  }

  /** Whether the pins have the change of a key that a `keeper` entry at this place tells of. */
  isPinned(seq: number, change: KeyChange): boolean {
    const index = this.#former.findIndex(({ upTo }) => upTo === seq - 1);
    const before = this.#former[index];
    if (before === undefined) return false;
    const publicKey = rawOf(this.#former[index + 1]?.key ?? this.pinned);
    return (
      change.publicKey === publicKey &&
      change.former === rawOf(before.key) &&
      change.upTo === before.upTo &&
      change.hash === before.hash.toString('hex')
    );
  }

  /** Whether a key took over with the entry at this place. */
  isChangedAt(seq: number): boolean {
    return this.#former.some(({ upTo }) => upTo === seq - 1);
  }

  /** Whether the pins say nothing else of the entry at this place: one that is pinned has exactly this hash. */
  agreesWith({ seq, hash }: Pick<SealedEntry, 'seq' | 'hash'>): boolean {
    const pinned = this.#former.find(({ upTo }) => upTo === seq)?.hash;
    return pinned === undefined || pinned.equals(hash);
  }

  /** What is wrong with an entry, looked at alone. */
  faultOf(entry: SealedEntry): 'hash' | 'signature' | null {
    return entryFault(entry, this.at(entry.seq)) ?? (this.agreesWith(entry) ? null : 'signature');
  }
}

function rawOf(pinned: string): string {
  return pinned.replace(/^ed25519:/, '');
}
