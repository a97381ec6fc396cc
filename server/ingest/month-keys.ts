import { entryFault, parsePayload } from '../../shared/node/ledger.ts';
import { UsageError } from '../settings.ts';
import { submit, type Asker } from '../submit.ts';

type KeyEntry = { seq: string; prev: Buffer; payload: string; hash: Buffer; signature: Buffer };

/**
 * Public wrapping keys by Warsaw month `yyyy-mm`, each checked once; a month without one gets it from the keeper.
 * SECURITY: a key counts only when the pinned keeper signed its entry. With a swapped key somebody else would open all that comes.
 */
export class MonthKeys {
  readonly #asker: Asker;
  readonly #formerUpTo: number;
  readonly #known = new Map<string, Buffer>();

  /** `formerUpTo`: the newest entry under a ledger key that was replaced. */
  constructor(asker: Asker, formerUpTo: number) {
    this.#asker = asker;
    this.#formerUpTo = formerUpTo;
  }

  /** 32 raw bytes of an X25519 key. Throws UsageError where the keeper refuses, or somebody else made the key. */
  async of(month: string): Promise<Buffer> {
    const known = this.#known.get(month) ?? (await this.#read(month)) ?? (await this.#ask(month));
    this.#known.set(month, known);
    return known;
  }

  async #read(month: string): Promise<Buffer | null> {
    const { rows } = await this.#asker.client.query<KeyEntry>('SELECT * FROM api.key_entry($1)', [month]);
    const [row] = rows;
    // SECURITY: whoever stole that key could still sign a wrapping key of his own for such a place; the keeper signs its own anew.
    if (!row || Number(row.seq) <= this.#formerUpTo) return null;
    const entry = { ...row, seq: Number(row.seq) };
    const payload = entryFault(entry, this.#asker.keeper) === null ? parsePayload(entry.payload) : null;
    if (payload?.kind !== 'key' || payload.month !== month) {
      throw new UsageError(
        `Klucza na miesiąc ${month} nie podpisał strażnik tego urzędu. Wczytywanie wstrzymano; należy powiadomić Sekretarza.`,
      );
    }
    return Buffer.from(payload.public, 'base64');
  }

  async #ask(month: string): Promise<Buffer> {
    await submit(this.#asker, 'key', { month });
    const made = await this.#read(month);
    if (made === null)
      throw new UsageError(
        `Strażnik nie wydał klucza na miesiąc ${month}. Należy sprawdzić jego dziennik zdarzeń.`,
      );
    return made;
  }
}
