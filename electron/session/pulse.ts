import type { KeyObject } from 'node:crypto';
import { lastPulse, type Ask } from '../../shared/node/door.ts';
import type { Pulse } from '../../shared/node/pulse.ts';
import { fail } from '../failed.ts';

/** The keeper signs a pulse every 5 s; after 30 s without a new one nothing plays. */
export const keeperLostMs = 30_000;
/**
 * After so long without a new one the page says that the keeper is away, and nothing is asked of it. Looked for as often as
 * `session/watch.ts` does, that is said within 15 s of the last pulse that the keeper signed.
 */
export const keeperAwayMs = 9_000;
/** A request is signed over a pulse seen within this time, else it is looked for first. */
const freshMs = 10_000;
/** Of what is printed the keeper makes a pulse at once, of everything else within 5 s. */
const patienceMs = 6_000;

/**
 * When the keeper was last seen.
 * SECURITY: only a new pulse under the pinned keeper's signature counts, by a clock that nobody sets: a database that goes on without
 * its keeper, or repeats what it once said, is not the keeper.
 */
export class KeeperPulse {
  readonly #ask: Ask;
  readonly #keeper: KeyObject;
  #newest: Pulse | null = null;
  #seenAt = -Infinity;

  /** `first`: what was seen a moment ago on another line; nothing that is older counts from then on. */
  constructor(ask: Ask, keeper: KeyObject, first: Pulse | null = null) {
    this.#ask = ask;
    this.#keeper = keeper;
    if (first !== null) this.#see(first);
  }

  /** Looks for a new one. Fails as a question to the server does. */
  async look(): Promise<void> {
    const pulse = await lastPulse(this.#ask, this.#keeper);
    if (typeof pulse === 'string' || pulse.time <= (this.#newest?.time ?? 0)) return;
    this.#see(pulse);
  }

  #see(pulse: Pulse): void {
    this.#newest = pulse;
    this.#seenAt = performance.now();
  }

  /** Milliseconds since a new pulse was seen. */
  get age(): number {
    return performance.now() - this.#seenAt;
  }

  /** What the keeper's clock says about now, as far as its newest pulse tells; milliseconds since 1970. Fails as `newest` does. */
  async now(): Promise<number> {
    const { time } = await this.newest();
    return Math.round(time + this.age);
  }

  /** The one to sign a request over. Fails with 'keeper-unreachable', or as a question to the server does. */
  async newest(): Promise<Pulse> {
    if (this.age > freshMs) await this.look();
    return this.#newest ?? fail('keeper-unreachable');
  }

  /**
   * One of a keeper that lives, over entry `seq` or a later one; a little waited for. Fails with 'document-not-confirmed', or as a question
   * to the server does.
   */
  async over(seq: number): Promise<Pulse> {
    for (const end = performance.now() + patienceMs; ;) {
      await this.look();
      if (this.#newest !== null && this.#newest.seq >= seq && this.age <= keeperLostMs) return this.#newest;
      if (performance.now() >= end) return fail('document-not-confirmed');
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** One to sign over after whatever was seen is too old: waits for the next one, for at most `patienceMs`. */
  async next(patienceMs: number): Promise<Pulse> {
    const before = this.#newest;
    for (const end = performance.now() + patienceMs; performance.now() < end;) {
      await this.look();
      if (this.#newest !== null && this.#newest !== before) return this.#newest;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return fail('keeper-unreachable');
  }
}
