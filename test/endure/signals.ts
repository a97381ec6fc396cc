import { setTimeout as pause } from 'node:timers/promises';
import type { Step } from './choices.ts';

/** Steps as they are seen, by whoever sees them. */
export class Signals {
  #seen = new Map<Step, number>();
  #waiting: { step: Step; count: number; wake: () => void }[] = [];

  happened(step: Step): void {
    const count = (this.#seen.get(step) ?? 0) + 1;
    this.#seen.set(step, count);
    for (const one of this.#waiting) if (one.step === step && count >= one.count) one.wake();
  }

  /** Resolves when `step` has happened `nth` more times, or after `limitMs`; returns whether it has. */
  async next(step: Step, nth: number, limitMs: number): Promise<boolean> {
    const count = (this.#seen.get(step) ?? 0) + nth;
    const came = new Promise<boolean>((resolve) => {
      this.#waiting.push({ step, count, wake: () => resolve(true) });
    });
    const late = new AbortController();
    const over = pause(limitMs, false, { signal: late.signal }).catch(() => false);
    const result = await Promise.race([came, over]);
    late.abort();
    this.#waiting = this.#waiting.filter((one) => one.count !== count || one.step !== step);
    return result;
  }
}

/** Asks until the answer is yes. Throws what was awaited after `limitMs`. */
export async function waitFor(
  what: string,
  look: () => boolean | Promise<boolean>,
  limitMs = 100_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`it did not come about: ${what}`);
    await pause(5);
  }
}
