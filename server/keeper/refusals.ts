import { refusalWindow, type LedgerState } from '../entries/state.ts';
import type { Request } from '../entries/request.ts';

/** From this refusal of an hour on, a person's refusals are counted together. */
const countedFrom = 30;
/** Counting entries of one person are at least so far apart: whoever asked waits 30 seconds for an answer. Milliseconds. */
const pace = 20_000;

/**
 * Refusals that wait to be counted. Their command rows stay in the queue until the counting entry is written, so a
 * crash forgets none; the limit of three pending requests then slows the sender down by itself.
 */
export class CountedRefusals {
  readonly #held = new Map<string, Request[]>();

  /** Ids of held requests: they are not to be decided again. */
  ids(): string[] {
    return [...this.#held.values()].flat().map((request) => request.id);
  }

  hold(request: Request): void {
    this.#held.set(request.login, [...(this.#held.get(request.login) ?? []), request]);
  }

  /** The held requests of a sender, oldest first; they are held no longer. */
  take(login: string): Request[] {
    const held = this.#held.get(login) ?? [];
    this.#held.delete(login);
    return held;
  }

  /** Senders whose held requests may be counted at `now`. */
  due(state: LedgerState, now: number): string[] {
    return [...this.#held.keys()].filter((login) => refusalMode(state, login, now) !== 'hold');
  }

  clear(): void {
    this.#held.clear();
  }
}

/** How the next refusal of a person is entered: by itself, as a count, or (the last count is too young) later. */
export function refusalMode(state: LedgerState, login: string, now: number): 'each' | 'count' | 'hold' {
  const recent = (state.refusals.get(login) ?? []).filter((one) => one.at > now - refusalWindow);
  if (recent.reduce((sum, one) => sum + one.count, 0) + 1 < countedFrom) return 'each';
  const counted = recent.filter((one) => one.counting).at(-1);
  return counted !== undefined && now - counted.at < pace ? 'hold' : 'count';
}
