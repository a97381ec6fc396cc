import type { Payload } from '../../shared/ledger/kinds.ts';
import { fingerprintOf, schemaParts } from './fingerprint.ts';
import { changedParts } from '../entries/office.ts';
import { ownHead, type Desk } from '../entries/request.ts';
import { enterOwn, type Office } from './serve.ts';

/**
 * Looks from time to time whether the database is still built as the ledger last said.
 * SECURITY: who owns the database can replace a function, switch a trigger off or grant rights, and no row would tell. What differs
 * is an entry, which stops all listening until the Secretary resumes it: one person alone changes nothing that is listened with.
 */
export class SchemaWatch {
  readonly #every: number;
  #due = 0;

  /** `every` = milliseconds between two looks. */
  constructor(every: number) {
    this.#every = every;
  }

  /** The next turn looks, whatever the time. */
  soon(): void {
    this.#due = 0;
  }

  /** Looks if it is time to. The first look of a ledger only states what there is. */
  async look(office: Pick<Office, 'ledger' | 'log' | 'onStep'>, desk: Desk): Promise<void> {
    if (performance.now() < this.#due) return;
    const parts = await schemaParts(desk.connection, desk.state);
    this.#due = performance.now() + this.#every;
    const before = desk.state.schema?.fingerprint ?? null;
    const fingerprint = fingerprintOf(parts);
    if (before === fingerprint) return;
    const changed = changedParts(desk.state.schema, parts);
    const head = ownHead('schema', desk.time.now());
    const payload: Payload<'schema'> = { ...head, before, fingerprint, changed, parts };
    await enterOwn(office, desk, { payload: () => payload, words: null });
    if (before !== null) office.log.error({ changed }, 'the database was changed; listening is suspended');
  }
}
