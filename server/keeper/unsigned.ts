import type { Payload } from '../../shared/ledger/kinds.ts';
import { loginPattern } from '../../shared/values.ts';
import type { LedgerTime } from './clock.ts';
import { ownHead, type Content } from '../entries/request.ts';
import type { LedgerState } from '../entries/state.ts';

/** Such entries are at least so far apart. Milliseconds. */
const pace = 60_000;
const mostClaimed = 10;

/**
 * Requests behind which no session stands. All of them together are entered at most once a minute, and count against nobody: whoever
 * puts rows into the queue in another's name shall neither hear anything nor have that other refused.
 */
export class Unsigned {
  readonly #claimed = new Set<string>();
  #count = 0;

  /** `claimed`: in whose name, as the row says. */
  count(claimed: string): void {
    this.#count += 1;
    if (loginPattern.test(claimed) && this.#claimed.size < mostClaimed) this.#claimed.add(claimed);
  }

  /** What is to be entered now; null where nothing came, or the last entry is too young. Counts anew from here. */
  due({ unsignedAt }: Pick<LedgerState, 'unsignedAt'>, time: Pick<LedgerTime, 'now'>): Content | null {
    const now = time.now();
    if (this.#count === 0 || now - unsignedAt < pace) return null;
    const payload: Payload<'unsigned-request'> = {
      ...ownHead('unsigned-request', now),
      claimed: [...this.#claimed].sort(),
      count: this.#count,
    };
    this.#claimed.clear();
    this.#count = 0;
    return { payload: () => payload, words: null };
  }
}
