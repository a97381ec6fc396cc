import {
  type AccountState,
  type DirectoryPerson,
  lockoutThreshold,
  lockoutWindow,
  type ServiceAccount,
} from './people-types.ts';

/** A name that can bind: a person's account or the keeper's service account. */
export interface Account {
  login: string;
  password: string;
  state: AccountState;
  /** Wrong passwords since the last success. */
  badPasswords: number;
  /** When the last of them came, a FILETIME; '0' = never. */
  failedAt: string;
  /** When the password was set, a FILETIME. */
  passwordSet: string;
  person: DirectoryPerson | null;
}

/** Milliseconds since 1970 as a FILETIME: 100 ns units since 1601 (MS-DTYP 2.3.3). */
export function fileTime(unixMs: number): string {
  return String((BigInt(unixMs) + 11_644_473_600_000n) * 10_000n);
}

const month = 30 * 86_400_000;

/** AD's sub-codes of invalidCredentials: Windows error numbers in hexadecimal (ERROR_LOGON_FAILURE = 1326 = 52e …). */
export type SubCode = '52e' | '530' | '531' | '532' | '533' | '701' | '773' | '775';

const subCodeOf: Readonly<Record<Exclude<AccountState, 'ok'>, SubCode>> = {
  hours: '530',
  workstation: '531',
  'password-expired': '532',
  disabled: '533',
  expired: '701',
  'must-change': '773',
  locked: '775',
};

export type Accounts = ReadonlyMap<string, Account>;

export function createAccounts(
  people: readonly DirectoryPerson[],
  service: ServiceAccount,
): Map<string, Account> {
  const accounts = new Map<string, Account>();
  const passwordSet = fileTime(Date.now() - month);
  for (const person of people) accounts.set(person.login.toLowerCase(), accountOf(person, passwordSet));
  accounts.set(service.login.toLowerCase(), {
    ...service,
    ...{ state: 'ok', badPasswords: 0, failedAt: '0', passwordSet, person: null },
  });
  return accounts;
}

/** The account that a bind name means: `login@suffix`, `DOMAIN\login` or a distinguished name. */
export function findAccount(
  accounts: Accounts,
  bindName: string,
  names: { upnSuffix: string; shortDomain: string; loginOfDn: (dn: string) => string | null },
): Account | null {
  const name = bindName.toLowerCase();
  const suffix = `@${names.upnSuffix.toLowerCase()}`;
  const prefix = `${names.shortDomain.toLowerCase()}\\`;
  const login = name.endsWith(suffix)
    ? name.slice(0, -suffix.length)
    : name.startsWith(prefix)
      ? name.slice(prefix.length)
      : names.loginOfDn(bindName);
  return login === null ? null : (accounts.get(login.toLowerCase()) ?? null);
}

export function accountOf(person: DirectoryPerson, passwordSet: string): Account {
  const { login, password, accountState: state } = person;
  return {
    login,
    password,
    state,
    badPasswords: state === 'locked' ? lockoutThreshold : 0,
    failedAt: '0',
    passwordSet,
    person,
  };
}

/**
 * What AD answers to a name with a password: `null` for success, else a sub-code. As in AD, a lock hides every other
 * answer, and the state of an account is told only to who knows its password; a disabled account also counts and locks.
 */
export function checkPassword(account: Account | null, password: string): SubCode | null {
  if (!account) return '52e';
  if (account.badPasswords >= lockoutThreshold) return subCodeOf.locked;
  if (password !== account.password) {
    const now = fileTime(Date.now());
    const isOver = BigInt(now) - BigInt(account.failedAt) >= lockoutWindow;
    Object.assign(account, { badPasswords: isOver ? 1 : account.badPasswords + 1, failedAt: now });
    return '52e';
  }
  if (account.state !== 'ok') return subCodeOf[account.state];
  account.badPasswords = 0;
  return null;
}

/** The text in which AD hides the sub-code; clients look for `data 533`. */
export function refusalText(subCode: SubCode): string {
  return `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${subCode}, v1db1`;
}
