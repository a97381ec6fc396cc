import type { KeyObject } from 'node:crypto';
import { isFailureCode } from '../../shared/failure.ts';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import type { Pulse } from '../../shared/node/pulse.ts';
import { submitStatement } from '../../shared/node/queries.ts';
import { signRequest, submitValues, type Signer } from '../../shared/node/request.ts';
import { sealPassword } from '../../shared/node/session.ts';
import { type AnswerRow, type Entered, type Verdict, verdict } from '../../shared/node/verdict.ts';
import { fail, Failed } from '../failed.ts';
import type { KeeperPulse } from './pulse.ts';
import { askAnswer } from './queries.ts';
import type { Witness } from './witness.ts';

/** Who asks, over which line, and by whose word. */
type Asker = {
  login: string;
  signer: Signer;
  pulse: Pick<KeeperPulse, 'newest' | 'next'>;
  /** The keeper no longer takes this session for one. */
  onOver(): void;
  ask<Row extends object>(sql: string, params: readonly unknown[]): Promise<Row[]>;
  /** The pinned one of the settings. */
  keeper: KeyObject;
  witness: Pick<Witness, 'confirm' | 'heed'>;
};

/** How long the hint may stay away before the question is asked anyway: a notification is lost with its line. */
const askAgainMs = 250;
const patienceMs = 30_000;

/** What goes beside an act that is signed: the password, and `salted` of the scanned paper that the body names. */
type Beside = { password: string; scan: Buffer | null };

type Refusal = Omit<Extract<Verdict<CommandKind>, { state: 'refused' }>, 'state'>;

/** The keeper refused. The failure is its reason; where somebody else was not admitted also why, and the number of the entry, which says who. */
export class Refused extends Failed {
  readonly seq: number;
  readonly at: string;
  readonly subject: string | null;
  readonly because: string | null;

  constructor({ reason, subject, because, seq, at }: Refusal) {
    // A newer keeper may know reasons that this program has no sentence for.
    const code = isFailureCode(reason) ? reason : 'unexpected';
    super(because === null ? { code } : { code, params: { because, seq } });
    this.seq = seq;
    this.at = at;
    this.subject = subject;
    this.because = because;
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
  submit<K extends CommandKind>(
    kind: K,
    body: Command<K>,
    { timeoutMs = patienceMs }: { timeoutMs?: number } = {},
  ): Promise<Entered<K>> {
    return this.#carryOut(kind, body, null, timeoutMs);
  }

  /**
   * See `Session.sign`.
   * SECURITY: the password is sealed to the keeper's door key for this one request: the server that passes it on can neither read it nor use it
   * for another.
   */
  sign<K extends CommandKind>(
    password: string,
    kind: K,
    body: Command<K>,
    scan: Buffer | null = null,
  ): Promise<Entered<K>> {
    return this.#carryOut(kind, body, { password, scan }, patienceMs);
  }

  async #carryOut<K extends CommandKind>(
    kind: K,
    body: Command<K>,
    beside: Beside | null,
    timeoutMs: number,
  ): Promise<Entered<K>> {
    const { witness, pulse } = this.#asker;
    const deadline = Date.now() + timeoutMs;
    let said = await this.#ask({ kind, body, beside }, await pulse.newest(), deadline);
    // It lay too long on its way, or the workstation slept: nothing was decided, and the window still waits.
    if (said.state === 'refused' && said.reason === 'stale-request')
      said = await this.#ask({ kind, body, beside }, await pulse.next(deadline - Date.now()), deadline);
    if (said.state === 'entered' && said.sealed !== null) await witness.confirm(said);
    else witness.heed();
    if (said.state === 'refused') throw new Refused(said);
    // It has no entry of its own: not carried out, whatever else.
    if (said.state === 'counted') fail('many-refusals');
    return said;
  }

  /** Signs the command over a pulse, hands it in, and judges what comes back. */
  async #ask<K extends CommandKind>(
    { kind, body, beside }: { kind: K; body: Command<K>; beside: Beside | null },
    { time: seen, doorKey }: Pulse,
    deadline: number,
  ): Promise<Exclude<Verdict<K>, { state: 'untrusted' }>> {
    const { login, ask, keeper, signer, onOver } = this.#asker;
    const heard = this.#hints;
    const seal = beside && ((hash: Buffer) => sealPassword(beside.password, 'sign', hash, doorKey));
    const request = signRequest(signer, { kind, body, seen, scan: beside?.scan }, seal);
    await ask(submitStatement, submitValues(request));
    const row = await this.#answerTo(request, deadline, heard);
    if (row.state === 'unknown' && row.reason === 'session-over') {
      onOver();
      fail('session-over');
    }
    const said = verdict({ id: request.id, kind, login, body }, row, keeper);
    return said.state === 'untrusted' ? fail('answer-untrusted') : said;
  }

  /** `heard`: the hints before the question; one that came while it was on its way is not waited for again. */
  async #answerTo(
    { id, kind }: Record<'id' | 'kind', string>,
    deadline: number,
    heard: number,
  ): Promise<AnswerRow> {
    for (;;) {
      if (this.#hints === heard) await this.#hintOrPause();
      heard = this.#hints;
      const row = await this.#row(id);
      if (row !== null && row.state !== 'pending') return row;
      if (Date.now() >= deadline) fail('answer-late', { asked: kind });
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
