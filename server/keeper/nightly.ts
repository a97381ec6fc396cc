import type { Payload } from '../../shared/ledger/kinds.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isNewFault } from '../entries/office.ts';
import { ownHead, type Desk } from '../entries/request.ts';
import { codeOf } from './connection.ts';
import type { Check, Report } from './options.ts';
import { enterOwn, type Office } from './serve.ts';

/** A night begins at 02:00 of Europe/Warsaw; milliseconds after midnight. */
const begins = 2 * 3_600_000;
/** After a check that came to nothing another one is begun so much later. Milliseconds. */
const pause = 600_000;

/** The legal day in whose night an instant lies, or after whose night it comes. */
const nightOf = (at: number): string => legalDay(new Date(at - begins));

/**
 * Has everything checked each night, the first one after the office began, and enters what was found. A keeper that did not run at two
 * o'clock does it once it does.
 * SECURITY: who owns the database can change rows that decide nothing and show much, and nobody might look for a year. What was not wrong
 * the night before stops listening until the desk has looked at it. It is not the keeper that checks, but a process with rules of its own,
 * and the keeper goes on meanwhile.
 */
export class Nightly {
  readonly #check: Check | undefined;
  readonly #signal: AbortSignal;
  #busy = false;
  #report: Report | null = null;
  #notBefore = -Infinity;

  /** Without `check` nothing is checked. */
  constructor(check: Check | undefined, signal: AbortSignal) {
    this.#check = check;
    this.#signal = signal;
  }

  /** Begins a check when it is time to, without waiting for it, and enters what one came to. */
  async look(office: Pick<Office, 'ledger' | 'log' | 'onStep'>, desk: Desk): Promise<void> {
    const report = this.#report;
    // Should the entry fail with the line, the check is begun anew.
    this.#report = null;
    if (report === null) {
      this.#begin(office, desk);
      return;
    }
    const payload: Payload<'checked'> = { ...ownHead('checked', desk.time.now()), ...report };
    const isNew = isNewFault(desk.state, payload);
    await enterOwn(office, desk, { payload: () => payload, words: null });
    if (report.first === null) office.log.info({ upTo: report.upTo }, 'the ledger was checked');
    else
      office.log.error(
        { faults: report.faults, ...report.first },
        isNew
          ? 'the check found a new fault; listening is suspended'
          : 'the check found what it had found before',
      );
  }

  #begin({ log }: Pick<Office, 'log'>, { state, time }: Desk): void {
    const now = time.now();
    if (this.#check === undefined || this.#busy || now < this.#notBefore || !time.isSure()) return;
    if (nightOf(now) <= nightOf(state.check.at)) return;
    this.#busy = true;
    void this.#check(this.#signal)
      .then(
        (report) => {
          this.#report = report;
        },
        (error: unknown) => {
          this.#notBefore = now + pause;
          if (!this.#signal.aborted)
            log.error({ code: codeOf(error) }, 'the nightly check could not be done; it is begun anew');
        },
      )
      .finally(() => {
        this.#busy = false;
      });
  }
}
