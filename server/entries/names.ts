import type { PersonName } from '../../shared/ledger/head.ts';
import { texts } from '../../shared/ledger/kinds.ts';
import { wordsHold } from '../../shared/node/ledger.ts';
import type { Connection } from '../keeper/connection.ts';
import type { Person } from './state.ts';

/** Reads the words behind an entry and checks them against the commitment; null where they were erased or are not the committed ones. */
export async function readWords(
  connection: Connection,
  seq: number,
  commitment: string | null,
): Promise<string | null> {
  const [row] = await connection.run<{ salt: Buffer; text: string }>(
    `SELECT salt, text FROM office.entry_text WHERE seq = $1`,
    [seq],
  );
  return row && wordsHold(row, commitment) ? row.text : null;
}

/** Names of people as their newest `person` entry has them, each read once an entry. */
export class Names {
  readonly #known = new Map<number, readonly PersonName[]>();

  /** Where the words were erased, the login stands for the name. */
  async of(
    connection: Connection,
    { login, seq, place, text }: Pick<Person, 'login' | 'seq' | 'place' | 'text'>,
  ): Promise<PersonName> {
    const names = this.#known.get(seq) ?? (await this.#read(connection, seq, text));
    return names[place] ?? { displayName: login, post: '', unit: '' };
  }

  async #read(connection: Connection, seq: number, text: string | null): Promise<readonly PersonName[]> {
    const words = await readWords(connection, seq, text);
    if (words === null) return [];
    const { names } = texts.person.parse(JSON.parse(words));
    this.#known.set(seq, names);
    return names;
  }
}
