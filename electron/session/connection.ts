import type { Client, Pool } from 'pg';
import { fail, Failed } from '../failed.ts';
import type { Settings } from '../settings.ts';
import {
  clientConfig,
  databaseFailure,
  isRefusedPerson,
  isWithoutPlace,
  numbersAndDays,
  prepared,
} from './database.ts';
import { Gate, gated } from './gate.ts';
import { commitWithoutWaiting, listenForAnswers } from './queries.ts';

type LineEvents = {
  /** The line was lost, or stands again. */
  onLine(up: boolean): void;
  /** The server no longer knows this person: the session is over. */
  onRefused(): void;
  /** The keeper says that something was answered, or `closed`; a hint, never trusted. */
  onAnswer(what: string): void;
};

/** Milliseconds between attempts to get a lost line back; the last one repeats. */
const pauses = [250, 500, 1_000, 2_000, 5_000, 10_000];
/** With the line three of the four places that the server grants a person. */
const poolSize = 2;

/**
 * The person's own way into the database: one line that listens and carries commands, and a pool for lists.
 * A lost line comes back by itself; a person whom the server refused is not announced again.
 */
export class PersonConnection {
  readonly #config: ReturnType<typeof clientConfig>;
  readonly #events: LineEvents;
  readonly #gate: Gate;
  #line: Client | null = null;
  #pool: Promise<Pool> | null = null;
  /** Connections of the pool that stand. */
  #places = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(office: Settings['database'], login: string, password: string, events: LineEvents) {
    this.#config = clientConfig(office, login, password);
    this.#events = events;
    this.#gate = new Gate(
      () => {
        events.onRefused();
      },
      () => this.#line === null || this.#places === 0,
    );
  }

  /** Opens the line once. Fails with 'sign-in-no-role', 'database-untrusted', 'database-taken' or 'database-unreachable'. */
  async open(): Promise<void> {
    try {
      await this.#openLine();
    } catch (error) {
      await this.close();
      throw isRefusedPerson(error) ? new Failed({ code: 'sign-in-no-role' }) : databaseFailure(error);
    }
  }

  /** One statement on the line: commands, answers, signs of life. */
  async ask<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const line = this.#line ?? fail('database-unreachable');
    try {
      return (await line.query<Row>(prepared(sql, params))).rows;
    } catch (error) {
      const failure = databaseFailure(error);
      // A line that does not answer in time is dead, whatever the network stack still believes.
      if (failure instanceof Failed && failure.failure.code === 'database-unreachable') this.#drop(line);
      throw failure;
    }
  }

  /**
   * Takes the pool's first place. Fails with 'database-taken' where the person holds them all elsewhere: told at the sign-in,
   * and not by every list after it.
   */
  async takePlace(): Promise<void> {
    const pool = await this.pool();
    try {
      (await pool.connect()).release();
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  /** One statement on the pool: lists and registers, which may take longer. */
  async query<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const pool = await this.pool();
    try {
      return await atPlace<Row>(pool, prepared(sql, params));
    } catch (error) {
      // Full, or a newer session elsewhere has replaced the secret: the places that stand are used.
      if ((isWithoutPlace(error) || isRefusedPerson(error)) && this.#makeDo(pool))
        return this.query(sql, params);
      throw databaseFailure(error);
    }
  }

  pool(): Promise<Pool> {
    if (this.#gate.isShut) fail('database-unreachable');
    this.#pool ??= this.#makePool();
    return this.#pool;
  }

  /** Ends everything and forgets the password. */
  async close(): Promise<void> {
    this.#gate.shut();
    clearTimeout(this.#retry);
    delete this.#config.password;
    const line = this.#line;
    this.#line = null;
    const pool = await this.#pool;
    await Promise.allSettled([line?.end(), pool?.end()]);
  }

  async #makePool(): Promise<Pool> {
    const pg = await import('pg');
    const pool = new pg.Pool({
      ...this.#config,
      types: numbersAndDays(pg.TypeOverrides),
      Client: gated(pg.Client, this.#gate),
      max: poolSize,
      // A place once taken is kept: its statements are planned, and coming back would cost a bind.
      idleTimeoutMillis: 0,
    });
    // An idle connection that dies leaves the pool by itself; without a listener it would end the program.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => {
      this.#places += 1;
      // One that dies while a statement runs at it fails that statement; it tells this listener as well, and the program where none is.
      client.on('error', () => undefined);
    });
    pool.on('remove', () => (this.#places -= 1));
    return pool;
  }

  /**
   * A pool that cannot grow works with the places it has; false where it has none. Its own count of clients holds those that are still
   * trying, and one that fails is followed by the next before anybody hears of it.
   */
  #makeDo({ options }: Pool): boolean {
    if (this.#places === 0) return false;
    options.max = this.#places;
    return true;
  }

  async #openLine(): Promise<void> {
    const pg = await import('pg');
    const line = new pg.Client({ ...this.#config, types: numbersAndDays(pg.TypeOverrides) });
    line.on('error', () => {
      this.#drop(line);
    });
    line.on('end', () => {
      this.#drop(line);
    });
    line.on('notification', ({ payload }) => {
      this.#events.onAnswer(payload ?? '');
    });
    try {
      await this.#gate.pass(() => line.connect());
      await line.query(commitWithoutWaiting);
      await line.query(listenForAnswers);
      if (this.#gate.isShut) fail('database-unreachable');
    } catch (error) {
      void line.end();
      throw error;
    }
    this.#line = line;
    this.#events.onLine(true);
  }

  #drop(line: Client): void {
    if (this.#line !== line) return;
    this.#line = null;
    void line.end();
    if (this.#gate.isShut) return;
    this.#events.onLine(false);
    this.#reopen(0);
  }

  #reopen(attempt: number): void {
    this.#retry = setTimeout(
      () => {
        this.#openLine().catch(() => {
          if (!this.#gate.isShut) this.#reopen(attempt + 1);
        });
      },
      pauses[Math.min(attempt, pauses.length - 1)],
    );
  }
}

/**
 * One statement at a place of the pool. The pool's own `query` gives a place up whenever a statement fails: coming back costs a connection,
 * and is refused where a newer session elsewhere has replaced the secret. A place that answered, whatever it answered, stands.
 */
async function atPlace<Row extends object>(
  pool: Pool,
  statement: ReturnType<typeof prepared>,
): Promise<Row[]> {
  const place = await pool.connect();
  let stands = true;
  try {
    return (await place.query<Row>(statement)).rows;
  } catch (error) {
    stands = error instanceof Error && 'severity' in error;
    throw error;
  } finally {
    place.release(!stands);
  }
}
