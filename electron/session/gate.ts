import type { Client } from 'pg';
import { Failed } from '../failed.ts';
import { isRefusedPerson } from './database.ts';

/**
 * SECURITY: every connection attempt of a session passes here, one at a time, and none after the server refused the
 * person: a secret that opens nothing any more belongs to a session that has ended, or that a newer one elsewhere has replaced. What
 * still stands of it goes on.
 */
export class Gate {
  #last: Promise<unknown> = Promise.resolve();
  #shut = false;
  readonly #isOver: () => boolean;
  readonly #onRefused: () => void;

  /** `onRefused` is told once, when the server answers 28000 or 28P01, and `isOver` says that nothing stands beside what was refused. */
  constructor(onRefused: () => void, isOver = (): boolean => true) {
    this.#isOver = isOver;
    this.#onRefused = onRefused;
  }

  /** Runs `connect` after the attempts before it; fails with 'database-unreachable' once the gate is shut. */
  pass<T>(connect: () => Promise<T>): Promise<T> {
    const attempt = this.#last.then(() => {
      if (this.#shut) throw new Failed({ code: 'database-unreachable' });
      return connect();
    });
    this.#last = attempt.catch((error: unknown) => {
      if (!isRefusedPerson(error) || this.#shut || !this.#isOver()) return;
      this.#shut = true;
      this.#onRefused();
    });
    return attempt;
  }

  get isShut(): boolean {
    return this.#shut;
  }

  shut(): void {
    this.#shut = true;
  }
}

/** pg's Client, for a pool that connects by itself, with every attempt through the gate. */
export function gated(Base: typeof Client, gate: Gate): typeof Client {
  class Gated extends Base {}
  const connect: (this: Client) => Promise<Client> = Base.prototype.connect;
  // Assigned instead of overridden: pg types the two ways to call it as overloads that no one body satisfies.
  Gated.prototype.connect = function (
    this: Client,
    callback?: (error: Error | null, client?: Client) => void,
  ): Promise<Client> | undefined {
    const attempt = gate.pass(() => connect.call(this));
    if (callback === undefined) return attempt;
    attempt.then(
      (client) => {
        callback(null, client);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return undefined;
  } as Client['connect'];
  return Gated;
}
