import type { Desk, Grant } from '../entries/request.ts';
import { isLive, sessionEnd } from '../entries/session.ts';
import type { Session } from '../entries/state.ts';
import type { LookUp } from './directory.ts';
import type { KeeperDirectory } from './options.ts';

/** The directory is asked so often whether those who have a session still are who they were. Milliseconds. */
const every = 120_000;

/**
 * Whether the accounts behind the sessions stand: active, the same objectGUID, the same password as when it was proved.
 * SECURITY: a session outlives the bind that it was made with. Who was disabled, or whose password was reset because somebody else
 * knew it, asks for nothing more a moment later. A directory that is away ends nobody's session: what matters is asked again for
 * each request that does.
 */
export class Accounts {
  readonly #directory: KeeperDirectory;
  readonly #found = new Map<string, LookUp>();
  #due = 0;

  constructor(directory: KeeperDirectory) {
    this.#directory = directory;
  }

  /** Asks when it is time to, without waiting; the answers are looked at by `nextEnding`. */
  ask({ state, time }: Desk): void {
    const now = time.now();
    if (now < this.#due) return;
    this.#due = now + every;
    const logins = new Set(
      [...state.sessions.values()]
        .filter((one) => one.account !== null && isLive(one, now))
        .map(({ login }) => login),
    );
    for (const login of logins) {
      void this.#directory.lookUp(login).then(
        (found) => this.#found.set(login, found),
        () => undefined, // As one that is away.
      );
    }
  }

  /** The next session whose account does not stand any more; null when there is none. */
  nextEnding({ state, time }: Desk): Grant | null {
    const now = time.now();
    for (const [login, found] of this.#found) {
      const lost = [...state.sessions.values()].find(
        (one) => one.login === login && isLive(one, now) && !stands(one, found),
      );
      if (lost !== undefined) return sessionEnd(state, lost, 'account', now);
      this.#found.delete(login);
    }
    return null;
  }

  /** What `nextEnding` gave last could not be entered: that account is asked about anew at the next time. */
  putOff(): void {
    const [login] = this.#found.keys();
    if (login !== undefined) this.#found.delete(login);
  }
}

function stands({ account }: Session, found: LookUp): boolean {
  if (account === null || found.state === 'away') return true;
  return found.state === 'ok' && found.guid === account.guid && found.pwdLastSet === account.pwdLastSet;
}
