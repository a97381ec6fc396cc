/** What a directory answers to a person who gives the right password; each but `ok` is an answer of its own in AD. */
export const accountStates = [
  'ok',
  'disabled',
  'locked',
  'must-change',
  'expired',
  'password-expired',
  'hours',
  'workstation',
] as const;
export type AccountState = (typeof accountStates)[number];

/** An employee as an office's directory knows him or her. What he or she may do is not here: that is the Mayor's act. */
export interface DirectoryPerson {
  login: string;
  password: string;
  displayName: string;
  /** Post in the office (AD `title`). */
  title: string;
  /** Organisational unit (AD `department`). */
  department: string;
  /** objectGUID as lower-case uuid text. */
  guid: string;
  /** Names of the groups of which the person is a direct member. */
  groups: readonly string[];
  accountState: AccountState;
  /** As people write it (AD `telephoneNumber`). */
  telephone?: string;
  /** AD `ipPhone`. */
  extension?: string;
}

/** First name and the rest (AD `givenName`, `sn`). */
export function namesOf({ displayName }: DirectoryPerson): { givenName: string; sn: string } {
  const [givenName = '', ...rest] = displayName.split(' ');
  return { givenName, sn: rest.join(' ') };
}

/** The account with which the keeper searches (and nothing else): it holds no rights. */
export interface ServiceAccount {
  login: string;
  password: string;
}

/** A group inside groups: `{'WOI-Pracownicy': ['RR-Odsluchujacy']}` puts everybody of the first into the second. */
export type GroupNesting = Readonly<Record<string, readonly string[]>>;

/** What an office's directory is told to hold, whichever program plays it. */
export interface DirectorySeed {
  people: readonly DirectoryPerson[];
  serviceAccount: ServiceAccount;
  /** DNS name of the AD domain, also the suffix of user principal names. Default `ad.office.test`. */
  domain?: string;
  /** NetBIOS name of the domain for `DOMAIN\login`. Default `OFFICE`. */
  shortDomain?: string;
  nesting?: GroupNesting;
}

/** A running directory. `suspend` takes it away as a power cut would; `resume` brings it back at the same address. */
export interface RunningDirectory {
  /** `ldaps://127.0.0.1:port`. */
  url: string;
  /** PEM of the office CA that vouches for it. */
  ca: string;
  upnSuffix: string;
  shortDomain: string;
  /** `OU=Urzad,DC=…`: everybody and every group lies below it. */
  baseDn: string;
  serviceAccount: { bindName: string; password: string };
  /** Wrong passwords counted against the account since its last success. */
  badPasswords(login: string): Promise<number>;
  /** What an administrator does in the middle of a day. */
  disable(login: string): Promise<void>;
  changePassword(login: string, password: string): Promise<void>;
  enable(login: string): Promise<void>;
  /** As after a wedding: the same account under another login and name. */
  rename(login: string, renamed: { login: string; displayName: string }): Promise<void>;
  remove(login: string): Promise<void>;
  /** Another account, for somebody new; returns its objectGUID. */
  add(account: { login: string; password: string; displayName: string }): Promise<string>;
  suspend(): Promise<void>;
  resume(): Promise<void>;
  /** From now on connections are taken and nothing is answered, until `thaw`. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** `ad.office.test` → `OU=Urzad,DC=ad,DC=office,DC=test`. */
export function baseDnOf(domain: string): string {
  return ['OU=Urzad', ...domain.split('.').map((label) => `DC=${label}`)].join(',');
}

/** Wrong passwords after which an account locks, in every directory of this folder (AD `lockoutThreshold`). */
export const lockoutThreshold = 5;
/** After so long without another one the count begins anew, in 100 ns (AD `lockOutObservationWindow`). */
export const lockoutWindow = 18_000_000_000n;
