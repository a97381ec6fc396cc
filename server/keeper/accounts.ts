import type { Payload } from '../../shared/ledger/kinds.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { personContent, renamedOf } from '../entries/accounts.ts';
import { rolesOn } from '../entries/rights.ts';
import { ownHead, type Desk, type Grant } from '../entries/request.ts';
import { isLive, sessionEnd } from '../entries/session.ts';
import { registered, type LedgerState, type Person, type Session } from '../entries/state.ts';
import type { FoundAccount, LookUpAll } from './directory.ts';
import type { KeeperDirectory } from './options.ts';

/** The accounts that the directory was asked about, by objectGUID; none where there is no such account. */
type Found = ReadonlyMap<string, readonly FoundAccount[]>;
/** What the directory answered, and the newest entry of rights when it was asked. */
type Answered = { accounts: Found; asked: number };

/**
 * From papers to rights: what everybody has in the database is made what offices and authorisations of the day give, as far as the account
 * stands; whose account has another login by now is registered under that, and the former one is nobody's; and the sessions of accounts that
 * do not stand, or whose password was changed, end.
 * SECURITY: a session outlives the bind that it was made with. Who was disabled, or whose password was reset because somebody else
 * knew it, asks for nothing more a moment later. A directory that is away gives nobody anything, and takes nothing: what ends by its
 * day or by an entry goes without asking it, and what matters is asked again for each request that does.
 */
export class Accounts {
  readonly #directory: KeeperDirectory;
  readonly #every: number;
  readonly #ring: () => void;
  #due = 0;
  /** The newest entry of rights at the last question. */
  #asked = 0;
  #asking = false;
  #answer: Answered | null = null;
  /** The head and the day of the last look. */
  #seen = { seq: 0, day: '' };

  /** `every` = milliseconds between two questions; `ring` is called when the directory has answered. */
  constructor(directory: KeeperDirectory, every: number, ring: () => void) {
    this.#directory = directory;
    this.#every = every;
    this.#ring = ring;
  }

  /** Asks at the next turn, whatever the time. */
  soon(): void {
    this.#due = 0;
  }

  /** Whether the directory has answered since the last look. */
  get hasAnswer(): boolean {
    return this.#answer !== null;
  }

  /**
   * Whether that answer counts.
   * SECURITY: by a clock that is put back an ended authorisation would count again; and an answer from before somebody was entered tells
   * whose the login was, and would give it back.
   */
  isUsable({ state, time }: Desk): boolean {
    return time.isSure() && this.#answer?.asked === state.rightsSeq;
  }

  /** Asks about everybody at once, without waiting: when it is time to, on each new day, and after what changes rights. */
  ask({ state, time }: Desk): void {
    const now = time.now();
    const isNew = legalDay(new Date(now)) !== this.#seen.day || state.rightsSeq !== this.#asked;
    if (this.#asking || (now < this.#due && !isNew)) return;
    this.#due = now + this.#every;
    const asked = (this.#asked = state.rightsSeq);
    this.#asking = true;
    const guids = [...registered(state).keys()];
    void this.#directory
      .lookUpAll(guids)
      .catch((): LookUpAll => ({ state: 'away', reason: 'unreachable' }))
      .then((answer) => {
        this.#asking = false;
        if (answer.state === 'away') return;
        const accounts = new Map(
          guids.map((guid) => [guid, answer.accounts.filter((one) => one.guid === guid)]),
        );
        this.#answer = { accounts, asked };
        this.#ring();
      });
  }

  /** What has to be entered now, one after the other: each is looked for once the one before it was entered. */
  *due(desk: Desk): Generator<Pick<Grant, 'content' | 'call'>> {
    const { state, time } = desk;
    const found = this.isUsable(desk) ? (this.#answer?.accounts ?? null) : null;
    this.#answer = null;
    const now = time.now();
    const day = legalDay(new Date(time.counted()));
    if (found === null && state.head.seq === this.#seen.seq && day === this.#seen.day) return;
    for (const one of found === null ? [] : renamedOf(state, found))
      yield { content: personContent(ownHead('person', now), [one]) };
    for (const person of [...state.people.values()]) {
      const change = changeOf(state, person, found?.get(person.guid) ?? null, day);
      if (change === null) continue;
      const { login: subject, guid: subjectGuid } = person;
      const payload: Payload<'roles'> = { ...ownHead('roles', now), subject, subjectGuid, ...change };
      yield { content: { payload: () => payload, words: null } };
    }
    for (const session of [...state.sessions.values()])
      if (isLive(session, now) && !stands(state, session, found))
        yield sessionEnd(state, session, 'account', now);
    this.#seen = { seq: state.head.seq, day };
  }
}

/** What a person's login is to have, null where it has that. `accounts` null: nobody knows how the account stands now. */
function changeOf(
  state: LedgerState,
  person: Person,
  accounts: readonly FoundAccount[] | null,
  day: string,
): Pick<Payload<'roles'>, 'roles' | 'account'> | null {
  const known = accounts?.find(({ login }) => login === person.login);
  const account = accounts === null ? person.account : (known?.state ?? 'absent');
  const wanted = account === 'ok' ? rolesOn(state, person, day) : [];
  const roles = accounts === null ? wanted.filter((role) => person.roles.includes(role)) : wanted;
  const isSame = roles.length === person.roles.length && roles.every((role) => person.roles.includes(role));
  return isSame && account === person.account ? null : { roles, account };
}

/** Whether an account stands as it did when the session was proved. */
function stands({ people }: LedgerState, { login, account }: Session, found: Found | null): boolean {
  if (account === null) return true;
  // SECURITY: a login that was given to somebody else is not gone on with by whoever had it before.
  if (people.get(login)?.guid !== account.guid) return false;
  const accounts = found?.get(account.guid);
  return (
    accounts === undefined ||
    accounts.some((one) => one.login === login && one.state === 'ok' && one.pwdLastSet === account.pwdLastSet)
  );
}
