import type { KeyObject } from 'node:crypto';
import { isFailureCode } from '../../shared/failure.ts';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import { type AnswerRow, type Entered, verdict } from '../../shared/node/verdict.ts';
import { fail, Failed } from '../failed.ts';
import { askAnswer, submitCommand } from './queries.ts';
import type { Witness } from './witness.ts';

/** Who asks, over which line, and by whose word. */
type Asker = {
  login: string;
  ask<Row extends object>(sql: string, params: readonly unknown[]): Promise<Row[]>;
  /** The pinned one of the settings. */
  keeper: KeyObject;
  witness: Pick<Witness, 'confirm' | 'heed'>;
};

/** How long the hint may stay away before the question is asked anyway: a notification is lost with its line. */
const askAgainMs = 250;
const patienceMs = 30_000;

/** The keeper refused. The failure is its reason; number and time are those of the refusal's entry. */
export class Refused extends Failed {
  readonly seq: number;
  readonly at: string;

  constructor({ reason, seq, at }: { reason: string; seq: number; at: string }) {
    // A newer keeper may know reasons that this program has no sentence for.
    super({ code: isFailureCode(reason) ? reason : 'unexpected' });
    this.seq = seq;
    this.at = at;
  }
}

/**
 * The one door for commands. The keeper's notification only says that it is worth asking; what counts is what
 * `api.answer` returns, so a lost hint costs a moment and a forged one nothing.
 */
export class Commands {
  readonly #asker: Asker;
  readonly #waiting = new Set<() => void>();
  #hints = 0;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Wakes everybody who waits for an answer. */
  hint(): void {
    this.#hints += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /**
   * See `Session.submit`.
   * SECURITY: nothing leaves here that the verdict did not believe, and no released key of which the ledger does not go on from what
   * this workstation saw. Of all other entries that is found out beside, and the banner tells.
   */
  async submit<K extends CommandKind>(
    kind: K,
    body: Command<K>,
    options: { timeoutMs?: number } = {},
  ): Promise<Entered<K>> {
    const { login, ask, keeper, witness } = this.#asker;
    const heard = this.#hints;
    const [made] = await ask<{ id: string }>(submitCommand, [kind, JSON.stringify(body)]);
    if (made === undefined) throw new Error('a command was stored without an id');
    const row = await this.#answerTo(made.id, Date.now() + (options.timeoutMs ?? patienceMs), heard);
    const said = verdict({ id: made.id, kind, login, body }, row, keeper);
    if (said.state === 'untrusted') fail('answer-untrusted');
    if (said.state === 'entered' && said.sealed !== null) await witness.confirm(said);
    else witness.heed();
    if (said.state === 'refused') throw new Refused(said);
    // It has neither entry nor reason.
    if (said.state === 'counted') fail('answer-late');
    return said;
  }

  /** `heard`: the hints before the question; one that came while it was on its way is not waited for again. */
  async #answerTo(command: string, deadline: number, heard: number): Promise<AnswerRow> {
    for (;;) {
      if (this.#hints === heard) await this.#hintOrPause();
      heard = this.#hints;
      const row = await this.#row(command);
      if (row !== null && row.state !== 'pending') return row;
      if (Date.now() >= deadline) fail('answer-late');
    }
  }

  /** null while the database is away: the answer waits there, and the line comes back by itself. */
  async #row(command: string): Promise<AnswerRow | null> {
    try {
      const [row] = await this.#asker.ask<AnswerRow>(askAnswer, [command]);
      return row ?? null;
    } catch (error) {
      if (error instanceof Failed && error.failure.code === 'database-unreachable') return null;
      throw error;
    }
  }

  #hintOrPause(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, askAgainMs);
      this.#waiting.add(wake);
    });
  }
}
