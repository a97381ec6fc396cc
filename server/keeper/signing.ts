import type { RefusalCode } from '../../shared/failure.ts';
import type { Desk } from '../entries/request.ts';
import { passwordOf, type Proofs } from './proofs.ts';
import { signatureOf, type Row } from './row.ts';

/** What is known of the password that came with a signing act. `asking` = the directory has not answered yet. */
export type Outcome = 'proved' | 'asking' | RefusalCode;

const outcomeOf = {
  proved: 'proved',
  refused: 'password-not-proved',
  'too-many': 'session-too-many',
  away: 'directory-away',
} as const;

/**
 * Acts for which the person gives the directory password once more, sealed for that one request.
 * SECURITY: a session that somebody else got hold of, at a workstation left open say, signs none of them. What was found is kept for
 * exactly what was signed, so that a request is asked about once, also where the line to the database is lost before its entry.
 */
export class Signing {
  readonly #proofs: Proofs;
  readonly #ring: () => void;
  readonly #known = new Map<string, { signature: Buffer; outcome: Outcome }>();

  /** `ring` is called when a proof has come. */
  constructor(proofs: Proofs, ring: () => void) {
    this.#proofs = proofs;
    this.#ring = ring;
  }

  /** Requests of which the directory is being asked: nobody waits for them, the same person neither. */
  ids(): string[] {
    return [...this.#known].flatMap(([id, { outcome }]) => (outcome === 'asking' ? [id] : []));
  }

  /** The request has been answered. */
  forget(id: string): void {
    this.#known.delete(id);
  }

  /** Begins to ask where nothing is known yet. `login` is the one whose session signed the row. */
  outcome(desk: Desk, row: Row, login: string): Outcome {
    const signed = signatureOf(row);
    const person = desk.state.people.get(login);
    if (signed === null || person === undefined) return 'password-not-proved';
    const known = this.#known.get(row.id);
    if (known?.signature.equals(signed.signature)) return known.outcome;
    if (!desk.pulses.isFresh(signed.seen, desk.time.own())) return 'stale-request';
    const password = passwordOf(desk, row, 'sign', signed);
    // eslint-disable-next-line security/detect-possible-timing-attacks -- whether there is one, not what it is
    if (password === null) return 'password-not-proved';
    const asked = { signature: signed.signature, outcome: 'asking' as Outcome };
    this.#known.set(row.id, asked);
    void this.#proofs.prove(person.guid, null, password).then(({ state }) => {
      asked.outcome = outcomeOf[state];
      this.#ring();
    });
    return 'asking';
  }
}
