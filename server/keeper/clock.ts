import { jumped } from '../../shared/ledger/office.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';

/** Where the keeper takes its time from. A test shifts them. Milliseconds since 1970, UTC. */
export type Clock = {
  /** This host's own clock. */
  own(): number;
  /** What the database told, as the keeper is to take it: every instant read from the database passes here. */
  database(told: number): number;
  /** The same of what the directory told; without it a test's directory goes with the host's clock. */
  directory?: (told: number) => number;
};

export const systemClock: Clock = {
  own: () => Date.now(),
  database: (told) => told,
  directory: (told) => told,
};

/** Further apart than this, or so far behind the last entry, one of the clocks is wrong and nothing is released. Milliseconds. */
export const clockTolerance = 5_000;
/** The directory tells whole seconds. Milliseconds. */
const wholeSecond = 1_000;
/** An answer of the directory bears witness for so long. Milliseconds. */
const witnessed = 30_000;

/**
 * The keeper's time: the database's clock as last heard, carried on by a clock that cannot be set, and never before
 * the last entry.
 * SECURITY: the host's own clock only bears witness against the database's. Set alone, neither yields a release. On one host both
 * jump together: the directory's clock is the third, and where it is silent nothing is counted by days.
 */
export class LedgerTime {
  readonly #clock: Clock;
  #told = 0;
  #heardAt = 0;
  #apart = true;
  #last = 0;
  #third: { told: number; askedAt: number; heardAt: number } | null = null;

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
    this.#apart = this.#told < asked - clockTolerance || this.#told > this.#clock.own() + clockTolerance;
  }

  /** Takes in what the directory's clock showed in answer to a question that was asked at `askedAt` of `performance.now()`. */
  hearDirectory(told: number, askedAt: number): void {
    this.#third = { told, askedAt, heardAt: performance.now() };
  }

  /** Takes in the instant of the newest entry. Time falls at the entry alone by which the desk lets an office go on after a jump. */
  lastEntry(payload: Payload): void {
    const at = Date.parse(payload.at);
    const isBack = payload.kind === 'incident' && payload.what === jumped;
    this.#last = isBack ? at : Math.max(this.#last, at);
  }

  /** How far the newest entry lies ahead of the clocks; negative where it does not. Milliseconds. */
  ahead(): number {
    return this.#last - this.#current();
  }

  /** What is dated next goes by the clocks alone. */
  forgetLast(): void {
    this.#last = 0;
  }

  /** An instant that the database stored. */
  stored(at: Date): number {
    return this.#clock.database(at.getTime());
  }

  now(): number {
    return Math.floor(Math.max(this.#current(), this.#last));
  }

  /** Whether the clocks disagree, or have gone back behind the ledger. */
  isApart(): boolean {
    return this.#apart || this.#isThirdApart() || this.ahead() > clockTolerance;
  }

  /** Whether all three clocks agree, the directory's within the last seconds: only then does anything come about by itself because a day has come. */
  isSure(): boolean {
    return this.#witness() !== null && !this.isApart();
  }

  /** By when what ends by its day has ended: no day passes while the time is not sure. */
  counted(): number {
    return this.isSure() || this.#last === 0 ? this.now() : this.#last;
  }

  /** Between which instants the directory's clock is; null where it was not heard lately. Carried on by a clock that cannot be set: a jump is seen at once. */
  #witness(): { from: number; to: number } | null {
    if (this.#third === null) return null;
    const now = performance.now();
    if (now - this.#third.heardAt > witnessed) return null;
    const { told, askedAt, heardAt } = this.#third;
    const { directory = (at: number): number => at + this.own() - Date.now() } = this.#clock;
    return { from: directory(told + now - heardAt), to: directory(told + now - askedAt + wholeSecond) };
  }

  /** Held against both of the others: what the database told is carried on until it is asked anew, and may be from before a jump. */
  #isThirdApart(): boolean {
    const third = this.#witness();
    if (third === null) return false;
    const isOff = (at: number): boolean => at < third.from - clockTolerance || at > third.to + clockTolerance;
    return isOff(this.own()) || isOff(this.#carried());
  }

  /** What the database told, by now. */
  #carried(): number {
    return this.#told + (performance.now() - this.#heardAt);
  }

  /**
   * Of clocks that disagree the earliest: an entry that was dated by one that had run ahead would hold the ledger's time,
   * and with it every release, until the true time has caught up.
   */
  #current(): number {
    if (!this.#apart && !this.#isThirdApart()) return this.#carried();
    return Math.min(this.#carried(), this.own(), this.#witness()?.from ?? Infinity);
  }
}
