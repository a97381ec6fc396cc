import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError, type ClientConfig, type QueryResultRow } from 'pg';

/** A statement of which only the values change. */
export type Part = { sql: string; values: readonly unknown[] };

/** Answers later than this are none: the line is given up and another one made. Milliseconds. */
const patience = 30_000;
const farewell = 2_000;
/** SQLSTATE classes that speak of the statement and its values; any other is about the server, the line or its disk. */
const statementFaults = /^(22|23|42|55|P0|OD)/;
const names = new Map<string, string>();

/**
 * Something that may pass by itself is in the way: the line, the server, a full disk. What was asked may or may not
 * have happened; the ledger will say. `code` is harmless.
 */
export class Interrupted extends Error {
  readonly code: string;
  constructor(cause: unknown) {
    const code = codeOf(cause);
    super(`interrupted (${code})`, { cause });
    this.code = code;
  }
}

/**
 * The keeper's one line to the database. One line, because the lock that makes this keeper the only one lives and dies
 * with it: whoever has lost the lock can write nothing any more.
 */
export class Connection {
  readonly #client: Client;
  #lost: Interrupted | null = null;

  private constructor(client: Client, onNotice: () => void) {
    this.#client = client;
    const lose = (cause: unknown) => {
      this.#lost ??= new Interrupted(cause);
      onNotice();
    };
    client.on('error', lose);
    client.on('end', () => lose(new Error('closed')));
    client.on('notification', onNotice);
  }

  /** `onNotice` is called at every notification and when the line breaks. Throws Interrupted. */
  static async open(config: ClientConfig, onNotice: () => void): Promise<Connection> {
    const client = new Client({
      application_name: 'odsluch keeper',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      ...config,
      query_timeout: patience,
      // What is asked before the last answer has come goes out behind it: still one statement after the other, each a transaction of its own.
      pipeline: true,
    });
    const connection = new Connection(client, onNotice);
    try {
      await client.connect();
      // SECURITY: an entry is on the disk of the database when its COMMIT returns, whatever the role's or the server's default is.
      // And a name without a schema is PostgreSQL's own, whatever somebody has made beside it.
      await client.query(
        `SET synchronous_commit = 'on'; SET datestyle = 'ISO'; SET timezone = 'UTC'; SET search_path = pg_catalog, pg_temp; SET jit = off`,
      );
    } catch (error) {
      await connection.close();
      throw new Interrupted(error);
    }
    return connection;
  }

  /** Runs one statement, prepared at its first use. Throws DatabaseError where the statement is at fault, else Interrupted. */
  async run<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.#lost) throw this.#lost;
    try {
      const { rows } = await this.#client.query<Row>({
        name: nameOf(sql),
        text: sql,
        values: [...values],
      });
      return rows;
    } catch (error) {
      if (error instanceof DatabaseError && statementFaults.test(error.code ?? '')) throw error;
      throw new Interrupted(error);
    }
  }

  /** Says goodbye, but waits no longer than a moment: over a line that is dead nobody answers. */
  async close(): Promise<void> {
    const goodbye = this.#client.end().catch(() => undefined);
    await Promise.race([goodbye, pause(farewell, undefined, { ref: false })]);
  }
}

/** SQLSTATE or the system's code: says what happened and names nobody. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function nameOf(sql: string): string {
  const known = names.get(sql) ?? `k${names.size + 1}`;
  names.set(sql, known);
  return known;
}

/**
 * Several writing statements and one reading one as ONE statement, hence one transaction and one flush. Each part
 * counts its own values from $1.
 */
export function together(writes: readonly Part[], last: Part): Part {
  const values: unknown[] = [];
  const placed = [...writes, last].map((part) => {
    const offset = values.length;
    values.push(...part.values);
    return part.sql.replace(/\$(\d+)/g, (_all, number: string) => `$${Number(number) + offset}`);
  });
  const main = placed.pop() ?? '';
  return { sql: `WITH ${placed.map((sql, at) => `w${at} AS (${sql})`).join(', ')} ${main}`, values };
}
