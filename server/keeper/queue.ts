import type { LedgerTime } from './clock.ts';
import type { Connection } from './connection.ts';
import { commandOf } from '../entries/families.ts';
import type { LookUp } from './directory.ts';
import type { KeeperDirectory } from './options.ts';
import { ingestLogin, type Request } from '../entries/request.ts';

/** A request at the head of its sender's queue; `answered` = its entry stands already, after a crash. */
export type Waiting = Request & { answered: boolean };

type Row = {
  id: string;
  kind: string;
  login: string;
  body: string;
  address: string | null;
  at: Date;
  connected_at: Date;
  answered: boolean;
  now: Date;
};

/** The oldest request of each sender, without those in $1. A command whose row stands has not been answered yet. */
const heads = `
  SELECT DISTINCT ON (c.login) c.id, c.kind, c.login, c.body, host(c.address) AS address, c.at, c.connected_at,
      e.seq IS NOT NULL AS answered, clock_timestamp() AS now
    FROM office.command c
    LEFT JOIN office.entry e ON e.command = c.id
   WHERE c.id <> ALL ($1::uuid[])
   ORDER BY c.login, c.position`;

/**
 * Fair order: one request a sender and round, the sender who was served least recently first, ingest after all people.
 * So nobody's flood delays another by more than one request.
 */
export class Queue {
  readonly #directory: KeeperDirectory;
  readonly #served = new Map<string, number>();
  #turns = 0;

  constructor(directory: KeeperDirectory) {
    this.#directory = directory;
  }

  /** The next round; `except` = ids that wait for something else. The directory is asked about all senders at once. */
  async round(connection: Connection, time: LedgerTime, except: readonly string[]): Promise<Waiting[]> {
    const asked = time.asking();
    const rows = await connection.run<Row>(heads, [except]);
    if (rows[0]) time.hear(rows[0].now, asked);
    return rows
      .sort((one, other) => this.#turnOf(one.login) - this.#turnOf(other.login))
      .map((row) => this.#waiting(row, time));
  }

  served(login: string): void {
    this.#turns += 1;
    this.#served.set(login, this.#turns);
  }

  #turnOf(login: string): number {
    return login === ingestLogin ? Infinity : (this.#served.get(login) ?? 0);
  }

  #waiting(row: Row, time: LedgerTime): Waiting {
    const { id, kind, login, body, address, answered } = row;
    return {
      ...{ id, kind, login, body, address, answered },
      at: time.stored(row.at),
      connectedAt: time.stored(row.connected_at),
      account: !answered && commandOf(kind)?.needsAccount === true ? this.#ask(login) : null,
      lookUp: (other) => this.#ask(other),
      about: { act: null, recording: null, case: null, basis: null, host: null },
    };
  }

  /** A directory that fails in any way is away, and who is not known to be an employee is refused. */
  #ask(login: string): Promise<LookUp> {
    return this.#directory.lookUp(login).catch(() => ({ state: 'away', reason: 'unreachable' }));
  }
}
