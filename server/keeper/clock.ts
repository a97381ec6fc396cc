/** Where the keeper takes its time from. A test shifts both. Milliseconds since 1970, UTC. */
export type Clock = {
  /** This host's own clock. */
  own(): number;
  /** What the database told, as the keeper is to take it: every instant read from the database passes here. */
  database(told: number): number;
};

export const systemClock: Clock = { own: () => Date.now(), database: (told) => told };

/** Further apart than this, or so far behind the last entry, one of the clocks is wrong and nothing is released. Milliseconds. */
const tolerance = 5_000;

/**
 * The keeper's time: the database's clock as last heard, carried on by a clock that cannot be set, and never before
 * the last entry.
 * SECURITY: the host's own clock only bears witness against the database's. Set alone, neither yields a release.
 */
export class LedgerTime {
  readonly #clock: Clock;
  #told = 0;
  #heardAt = 0;
  #apart = true;
  #last = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** This host's own clock. Taken before the database is asked for its: the answer must fit between this and its arrival. */
  own(): number {
    return this.#clock.own();
  }

  /** Takes in what the database's clock showed in answer to a question of the own instant `asked`. */
  hear(told: Date, asked: number): void {
    this.#told = this.stored(told);
    this.#heardAt = performance.now();
    this.#apart = this.#told < asked - tolerance || this.#told > this.#clock.own() + tolerance;
  }

  /** Takes in the instant of the newest entry. */
  lastEntry(at: string): void {
    this.#last = Math.max(this.#last, Date.parse(at));
  }

  /** An instant that the database stored. */
  stored(at: Date): number {
    return this.#clock.database(at.getTime());
  }

  now(): number {
    return Math.floor(Math.max(this.#current(), this.#last));
  }

  /** Whether the clocks disagree, or the database's has gone back behind the ledger. */
  isApart(): boolean {
    return this.#apart || this.#current() < this.#last - tolerance;
  }

  /**
   * Of two clocks that disagree the earlier: an entry that was dated by one that had run ahead would hold the ledger's time,
   * and with it every release, until the true time has caught up.
   */
  #current(): number {
    const told = this.#told + (performance.now() - this.#heardAt);
    return this.#apart ? Math.min(told, this.#clock.own()) : told;
  }
}
