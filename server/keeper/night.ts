import { setTimeout as pause } from 'node:timers/promises';
import { nextOfNight, waitsFor, type Waiting } from '../entries/destruction.ts';
import { namedBy } from '../../shared/ledger/keeping.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { ownHead, type Desk } from '../entries/request.ts';
import { forgottenSessions } from '../entries/session.ts';
import { addDays, legalDay, localTime } from '../../shared/warsaw.ts';
import { codeOf, Interrupted } from './connection.ts';
import { KeeperEnd } from './options.ts';
import { agreeWithLedger, mostOpen, type KeyPlace } from './recording-keys.ts';
import { withForeignKey } from './own-keys.ts';
import { unusable } from './secret-file.ts';
import { enterOwn, type Office } from './serve.ts';
import { shareFault } from '../share-mark.ts';

/** A share that does not answer for so long is away. Milliseconds. */
const shareMs = 5_000;

/**
 * §3.4: each night what is over goes: first the entry, some hundreds of recordings at once, and then their keys. In steps, between which requests
 * are served. Whatever ends it between two of them, a start goes on: it sweeps the keys of what was entered, and the next night takes the rest.
 */
export class Night {
  /** The last day whose night is over, or was missed; null before the first look. */
  #over: string | null = null;
  #keys: KeyPlace[] = [];
  #destroyed = 0;
  readonly #share: string;
  /** A look at the share that has not come back. */
  #look: Promise<boolean> | null = null;
  readonly #atOnce: number | undefined;

  /** `atOnce`: recordings of one entry, if not as many as may be. */
  constructor(share: string, atOnce?: number) {
    this.#share = share;
    this.#atOnce = atOnce;
  }

  /** Over a new line the start has swept the keys already. */
  begin(): void {
    this.#keys = [];
  }

  /** Does the next step, if it is night and there is one. Resolves with whether more is to be done. */
  async step(office: Pick<Office, 'ledger' | 'log' | 'onStep'>, desk: Desk): Promise<boolean> {
    if (this.#keys.length > 0) {
      await this.#destroyKeys(office, desk);
      return true;
    }
    const now = desk.time.now();
    const today = legalDay(new Date(now));
    const isNight = localTime(new Date(now)).hour >= desk.destruction.hour;
    // Who begins later waits for the next: nobody is to be surprised by the end of recordings in the middle of the day.
    // One that lies ahead was told by a clock that has been put right since.
    if (this.#over === null || this.#over > today) this.#over = isNight ? today : addDays(today, -1);
    if (!isNight || today <= this.#over) return false;
    const waits = waitsFor(desk, now) ?? ((await this.#isShareOurs(desk)) ? null : 'share');
    if (waits !== null) {
      await this.#end(office, desk, today, waits);
      return false;
    }
    const next = nextOfNight(desk, this.#atOnce);
    if (next === null) {
      await this.#end(office, desk, today, null);
      await sweep(office, desk);
      return false;
    }
    try {
      const payload = next.payload(null);
      const foreign = payload.kind === 'destroyed' ? withForeignKey(desk, namedBy(payload)) : null;
      if (foreign !== null) {
        office.log.error({ recording: foreign }, 'its file has the key of another recording; nothing goes');
        await this.#end(office, desk, today, 'keys');
        return false;
      }
      await this.#enter(office, desk, payload);
    } catch (error) {
      if (error instanceof Interrupted || error instanceof KeeperEnd) throw error;
      // SECURITY: whoever makes the rows refuse it ends no keeper by that; what is due stays so, and is seen.
      office.log.error({ code: codeOf(error) }, 'recordings could not be destroyed');
      await this.#end(office, desk, today, 'failed');
      return false;
    }
    return true;
  }

  /**
   * Whether the share answers, and is the office's.
   * SECURITY: while it is away nobody can tell whether the recordings of the last days came in there, and what is destroyed cannot go from it.
   */
  async #isShareOurs({ state }: Desk): Promise<boolean> {
    // One look at a time: each that a dead file server holds up holds one of the few threads for the disk.
    this.#look ??= shareFault(this.#share, state.share)
      .then((fault) => fault === null)
      .finally(() => (this.#look = null));
    const late = new AbortController();
    const away = pause(shareMs, false, { signal: late.signal }).catch(() => false);
    return Promise.race([this.#look, away]).finally(() => late.abort());
  }

  async #enter(
    office: Pick<Office, 'ledger' | 'log' | 'onStep'>,
    desk: Desk,
    payload: Payload,
  ): Promise<void> {
    await enterOwn(office, desk, { payload: () => payload, words: null });
    if (payload.kind === 'stopped')
      office.log.error({ count: payload.count }, 'more is due than a night destroys unasked');
    if (payload.kind !== 'destroyed') return;
    this.#keys = namedBy(payload).map((recording) => ({
      recording,
      day: desk.state.days.get(recording) ?? '',
    }));
    this.#destroyed += this.#keys.length;
  }

  async #destroyKeys({ onStep }: Pick<Office, 'onStep'>, { keys }: Desk): Promise<void> {
    const places = this.#keys.slice(0, mostOpen);
    await keys.recordings.destroyAll(places, () => onStep('overwritten', ''));
    await onStep('unlinked', '');
    this.#keys = this.#keys.slice(mostOpen);
  }

  async #end(
    { log }: Pick<Office, 'log'>,
    desk: Desk,
    today: string,
    waits: Waiting | 'share' | 'keys' | 'failed' | null,
  ): Promise<void> {
    const { connection } = desk;
    await forgetSessions({ log }, desk);
    await forgetSamples({ log }, desk);
    this.#over = today;
    log.info({ destroyed: this.#destroyed, waits }, 'the night is over');
    this.#destroyed = 0;
    // For the page alone.
    await connection.run(
      `WITH told AS (
         UPDATE office.pulse SET night = $1, waits = $2, waits_since = CASE WHEN $2 <> 'order' THEN coalesce(waits_since, $1) END
       ) SELECT set_config('synchronous_commit', 'off', true)`,
      [today, waits],
    );
  }
}

/** From where somebody signed in is not kept for ever, whatever becomes of recordings. */
async function forgetSessions(
  { log }: Pick<Office, 'log'>,
  { connection, state }: Pick<Desk, 'connection' | 'state'>,
): Promise<void> {
  try {
    await connection.run('SELECT office.forget_sessions($1)', [forgottenSessions(state).at(-1) ?? 0]);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    log.error({ code: codeOf(error) }, 'the words of former sessions could not be erased');
  }
}

/** What was destroyed is not to stand in the planner's statistics. Every night, so that a crash leaves nothing there for longer than a day. */
async function forgetSamples(
  { log }: Pick<Office, 'log'>,
  { connection }: Pick<Desk, 'connection'>,
): Promise<void> {
  try {
    await connection.run('SELECT office.forget_samples()');
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    log.error({ code: codeOf(error) }, 'the statistics of the tables could not be renewed');
  }
}

/** What `what` of an incident says of it. */
const cameBack = 'zniszczony klucz powrócił';

/**
 * Holds the keystore against the ledger. Throws KeeperEnd.
 * SECURITY: that a destroyed key had come back is an entry, also where another one is missing, as in every old copy; and a recording that is said to
 * be available and cannot be heard is a loss that somebody has to see while there is still a copy of its key.
 */
export async function sweep(office: Pick<Office, 'ledger' | 'log' | 'onStep'>, desk: Desk): Promise<void> {
  const warn = (line: string): void => office.log.warn(line);
  // SECURITY: behind a newest entry that ran ahead every key that no entry names looks old.
  const keepDays = desk.time.isApart() ? Infinity : desk.keepDays;
  const { returned, lacking } = await agreeWithLedger(desk.keys.recordings, desk.state, keepDays, warn);
  if (returned > 0) {
    office.log.error({ returned }, 'keys of destroyed recordings had come back; they are destroyed again');
    const head = ownHead('incident', desk.time.now());
    await enterOwn(office, desk, { payload: () => ({ ...head, what: cameBack, text: null }), words: null });
  }
  if (lacking.length > 0)
    throw unusable(
      `the keys of ${lacking.length} recordings are missing or spoilt, the first of them ${lacking[0]}; put them back from a copy, or enter their loss (resume-after-restore)`,
    );
}
