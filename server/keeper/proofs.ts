import { sha256 } from '../../shared/node/ledger.ts';
import { requestBytes } from '../../shared/node/request.ts';
import type { Purpose } from '../../shared/node/session.ts';
import type { Desk } from '../entries/request.ts';
import type { LedgerTime } from './clock.ts';
import type { Proof } from './directory.ts';
import type { KeeperDirectory } from './options.ts';
import type { Row, Signature } from './row.ts';

/** A refused bind keeps the next one from its kind of place for so long. Milliseconds. */
const refusalMemory = 3_600_000;

/** For what a password is tried: a session from an address that the person is known at, one from another, a signing act. */
export type Place = 'known' | 'other' | 'signing';

/**
 * Passwords that came sealed are proved here, beside the queue.
 * SECURITY: one bind at a time for an account and place, and after one that was refused none for an hour: nobody locks a person's account
 * through the keeper, or guesses here unseen, however many he asks about at once.
 */
export class Proofs {
  readonly #directory: KeeperDirectory;
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #refused = new Map<string, number>();

  constructor(directory: KeeperDirectory) {
    this.#directory = directory;
  }

  /** At most one bind; never rejects. `too-many`: none, since one of that place was refused within the hour. */
  prove(
    time: Pick<LedgerTime, 'now'>,
    { guid }: { guid: string },
    place: Place,
    password: string,
  ): Promise<Proof | { state: 'too-many' }> {
    const key = `${guid} ${place}`;
    const proof = (this.#last.get(key) ?? Promise.resolve()).then(async () => {
      const now = time.now();
      if (now - (this.#refused.get(key) ?? -Infinity) < refusalMemory) return { state: 'too-many' as const };
      const found = await this.#directory
        .prove(guid, password)
        .catch((): Proof => ({ state: 'away', reason: 'unreachable' }));
      if (found.state === 'refused') this.#refused.set(key, now);
      return found;
    });
    this.#last.set(key, proof);
    return proof;
  }
}

/**
 * The password that came sealed beside a request; null where there is none that could be one.
 * SECURITY: to an empty one a directory may say yes (RFC 4513 5.1.2), and a NUL would cut it off there.
 */
export function passwordOf(
  { keys, pulses }: Pick<Desk, 'keys' | 'pulses'>,
  { sealed }: Pick<Row, 'sealed'>,
  purpose: Purpose,
  signed: Signature,
): string | null {
  const bytes = requestBytes(signed, Buffer.from(keys.publicKey, 'base64'));
  const opened = sealed && pulses.openPassword(sealed, purpose, sha256(bytes));
  if (!opened) return null;
  try {
    const password = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened);
    return password.trim() === '' || password.includes('\0') ? null : password;
  } catch {
    return null; // Not UTF-8.
  } finally {
    opened.fill(0);
  }
}
