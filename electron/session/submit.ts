import { type FailureCode, isFailureCode } from '../../shared/failure.ts';
import { fail, Failed } from '../failed.ts';
import type { Answer } from './current.ts';
import { askAnswer, submitCommand } from './queries.ts';

type Ask = <Row extends object>(sql: string, params: readonly unknown[]) => Promise<Row[]>;
type AnswerRow = Omit<Answer, 'command' | 'state' | 'reason'> & {
  state: Answer['state'] | 'pending';
  reason: string | null;
};

/** How long the hint may stay away before the question is asked anyway: a notification is lost with its line. */
const askAgainMs = 250;
const patienceMs = 30_000;

/**
 * Commands and their answers. The keeper's notification only says that it is worth asking; what counts is what
 * `api.answer` returns, so a lost hint costs a moment and a forged one nothing.
 */
export class Answers {
  readonly #ask: Ask;
  readonly #waiting = new Set<() => void>();
  #hints = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Wakes everybody who waits for an answer. */
  hint(): void {
    this.#hints += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** See `Session.submit`. */
  async submit(kind: string, body: object, options: { timeoutMs?: number } = {}): Promise<Answer> {
    const heard = this.#hints;
    const [made] = await this.#ask<{ id: string }>(submitCommand, [kind, JSON.stringify(body)]);
    if (made === undefined) throw new Error('a command was stored without an id');
    return this.#answerTo(made.id, Date.now() + (options.timeoutMs ?? patienceMs), heard);
  }

  /** `heard`: the hints before the question; one that came while it was on its way is not waited for again. */
  async #answerTo(command: string, deadline: number, heard: number): Promise<Answer> {
    for (;;) {
      if (this.#hints === heard) await this.#hintOrPause();
      heard = this.#hints;
      const row = await this.#row(command);
      if (row !== null && row.state !== 'pending') {
        return { ...row, command, state: row.state, reason: reasonOf(row) };
      }
      if (Date.now() >= deadline) fail('answer-late');
    }
  }

  /** null while the database is away: the answer waits there, and the line comes back by itself. */
  async #row(command: string): Promise<AnswerRow | null> {
    try {
      const [row] = await this.#ask<AnswerRow>(askAnswer, [command]);
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

function reasonOf(row: AnswerRow): FailureCode | null {
  if (row.reason === null) return null;
  // A newer keeper may know reasons that this program has no sentence for.
  return isFailureCode(row.reason) ? row.reason : 'unexpected';
}
