import { sha256 } from '../../shared/node/ledger.ts';
import { requestBytes } from '../../shared/node/request.ts';
import type { Purpose } from '../../shared/node/session.ts';
import type { Desk } from '../entries/request.ts';
import type { Proof } from './directory.ts';
import type { KeeperDirectory } from './options.ts';
import type { Row, Signature } from './row.ts';

/** A policy that cannot be read is taken for a strict one. */
const unreadable = { threshold: 3, windowMs: 3_600_000 };
/** A domain without a lockout (threshold 0) is treated as if it locked here: nobody guesses at the door without end. */
const withoutLockout = 10;

/** What the keeper remembers of an account. */
type Account = {
  /** Proofs of an account run one after another: at the same time each would see the same count. */
  last: Promise<unknown>;
  /** Refused binds that the directory does not show; `failedAt` is what it showed before the last of them. */
  own: { count: number; failedAt: number; at: number } | null;
  /** Unknown addresses from which a password was refused, and until when (`performance.now()`). */
  closed: Map<string, number>;
};

/**
 * Passwords that came sealed are proved here, beside the queue, for sign-ins and signing acts together.
 * SECURITY: the keeper stays two wrong passwords below the domain's lockout threshold, so nobody locks an account through it. Addresses
 * unknown for that person leave one of these to the known ones, so a stranger in the building cannot keep the person out. One try is left
 * below a threshold of three, too, else nobody could sign in: at a threshold of one it locks the account.
 */
export class Proofs {
  readonly #directory: KeeperDirectory;
  readonly #accounts = new Map<string, Account>();

  constructor(directory: KeeperDirectory) {
    this.#directory = directory;
  }

  /**
   * At most one bind; never rejects. `too-many`: none, too many were wrong lately.
   * `unknownAddress`: where the person never signed in from it; null otherwise.
   */
  prove(
    guid: string,
    unknownAddress: string | null,
    password: string,
  ): Promise<Proof | { state: 'too-many' }> {
    const account = this.#accounts.get(guid) ?? { last: Promise.resolve(), own: null, closed: new Map() };
    this.#accounts.set(guid, account);
    const proof = account.last
      .then(() => this.#try(account, guid, unknownAddress, password))
      .catch((): Proof => ({ state: 'away', reason: 'unreachable' }));
    account.last = proof;
    return proof;
  }

  async #try(account: Account, guid: string, unknownAddress: string | null, password: string) {
    const { closed } = account;
    for (const [address, until] of closed) if (until <= performance.now()) closed.delete(address);
    // SECURITY: before the directory is asked: its one line serves everybody who listens.
    if (unknownAddress !== null && closed.has(unknownAddress)) return { state: 'too-many' as const };
    const tries = await this.#directory.tries(guid);
    if (tries.state === 'away') return tries;
    const { now, failedAt } = tries;
    const { threshold, windowMs } = {
      threshold: tries.threshold ?? unreadable.threshold,
      windowMs: tries.windowMs ?? unreadable.windowMs,
    };
    const isRecent = (at: number): boolean => now - at < windowMs;
    const { own } = account;
    const shown = isRecent(failedAt) ? tries.count : 0;
    // Another domain controller may not know of our last bind, and none counts a former password.
    const isShown = own === null || failedAt > own.failedAt || !isRecent(own.at);
    const count = isShown ? shown : Math.max(shown, own.count);
    const most = (threshold || withoutLockout) - (unknownAddress === null ? 2 : 3);
    if (count >= Math.max(1, most)) return { state: 'too-many' as const };
    const found = await this.#directory.prove(guid, password);
    // Without an answer nothing changes here: if the bind was counted, the directory shows it next time.
    if (found.state === 'proved') account.own = null;
    if (found.state === 'refused') {
      account.own = { count: count + 1, failedAt, at: now };
      if (unknownAddress !== null) closed.set(unknownAddress, performance.now() + windowMs);
    }
    return found;
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
