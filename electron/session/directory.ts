import { Client, type Entry, escapeFilter, InvalidCredentialsError } from 'ldapts';
import type { FailureCode } from '../../shared/failure.ts';
import { guidFromBytes } from '../../shared/object-guid.ts';
import { directoryClientOptions } from '../../shared/node/directory-client.ts';
import { isTlsFailure } from '../../shared/tls-failure.ts';
import { loginPattern } from '../../shared/values.ts';
import { fail } from '../failed.ts';

export interface DirectorySettings {
  /** `ldaps://host[:port]`; nothing else is spoken. */
  url: string;
  /** PEM of the office CA: the only one believed. */
  ca: string;
  /** Name that the certificate must bear, where it is not the host of the URL. */
  serverName?: string;
  /** What follows `@` in user principal names. */
  upnSuffix: string;
  /** Where people are looked for; default: the domain named by `upnSuffix`. */
  baseDn?: string;
  /** Milliseconds that one attempt may take in all. */
  timeoutMs?: number;
}

export interface DirectoryIdentity {
  login: string;
  /** objectGUID as lower-case uuid text. */
  guid: string;
  displayName: string;
  /** Post, empty where the directory does not say. */
  title: string;
  /** Organisational unit, empty where the directory does not say. */
  department: string;
}

export type Authentication = { ok: true; person: DirectoryIdentity } | { ok: false; failure: FailureCode };

/** AD's sub-codes of invalidCredentials: Windows error numbers in hexadecimal, found in the error's text only. */
const failureOfSubCode: Readonly<Record<string, FailureCode>> = {
  '52e': 'sign-in-wrong-password',
  '525': 'sign-in-wrong-password',
  '530': 'sign-in-hours',
  '531': 'sign-in-workstation',
  '532': 'sign-in-password-expired',
  '533': 'sign-in-disabled',
  '701': 'sign-in-account-expired',
  '773': 'sign-in-must-change',
  '775': 'sign-in-locked',
};

const attributes = ['objectGUID', 'sAMAccountName', 'displayName', 'title', 'department'];

/** The office's accounts, looked for on the connection on which somebody signed in: the password is not kept for it. */
export type People = {
  /**
   * Enabled accounts whose name has each of the typed words, or whose login begins with it: at most 20, by name. Fails with
   * 'directory-unbound' where the connection has ended, with 'directory-unreachable' where nothing is answered.
   */
  search(typed: string): Promise<DirectoryIdentity[]>;
  /** The same, of the departments whose name has these words: at most 100. */
  inDepartment(typed: string): Promise<DirectoryIdentity[]>;
  close(): void;
};

const mostFound = 20;
const mostInDepartment = 100;
/** A domain controller ends a connection that says nothing for 15 minutes (MaxConnIdleTime). Milliseconds. */
const aliveEveryMs = 5 * 60_000;

/**
 * Asks the directory whether this is the person's password, and who the person is. One connection, one bind, whatever
 * the outcome: a wrong password costs exactly one try of the account's lockout. Never throws; the password is not kept. `keep` is given the
 * connection of whoever gave the right password, and closes it; without it, it is closed here.
 */
export async function authenticate(
  settings: DirectorySettings,
  typedLogin: string,
  password: string,
  keep?: (people: People) => void,
): Promise<Authentication> {
  const login = typedLogin.toLowerCase();
  if (!loginPattern.test(login)) return { ok: false, failure: 'sign-in-malformed-login' };
  // SECURITY: a bind with a name and no password is "unauthenticated" and may answer success (RFC 4513 5.1.2; Windows
  // does): whoever let it out would let everybody in. A NUL would cut the password off at the server.
  if (password.trim() === '' || password.includes('\0'))
    return { ok: false, failure: 'sign-in-empty-password' };
  // SECURITY: the password would leave in clear over ldap://; without a CA of the office Node would trust every public one.
  if (!settings.url.startsWith('ldaps://') || settings.ca.trim() === '') {
    return { ok: false, failure: 'directory-untrusted' };
  }
  const client = new Client(directoryClientOptions(settings));
  const answer = await withDeadline(settings.timeoutMs ?? 3000, () =>
    bindAndRead(client, settings, login, password),
  ).catch((error: unknown): Authentication => ({ ok: false, failure: failureOf(error) }));
  if (answer.ok && keep) keep(peopleOver(client, settings));
  else close(client);
  return answer;
}

/** The answer is known; a connection that does not end politely is destroyed all the same. */
function close(client: Client): void {
  client.unbind().catch(() => undefined);
}

function peopleOver(client: Client, { baseDn, upnSuffix }: DirectorySettings): People {
  const alive = setInterval(() => {
    // Whether it still stands the next search finds out.
    if (client.isBound)
      client.search('', { scope: 'base', attributes: ['defaultNamingContext'] }).catch(() => undefined);
  }, aliveEveryMs);
  const found = async (filter: string, sizeLimit: number): Promise<DirectoryIdentity[]> => {
    // SECURITY: ldapts connects anew by itself, as nobody; what nobody is told is not the office's list of people.
    if (!client.isBound) fail('directory-unbound');
    const { searchEntries } = await client
      .search(baseDn ?? domainDn(upnSuffix), {
        ...{ scope: 'sub', filter, sizeLimit, attributes },
        explicitBufferAttributes: ['objectGUID'],
      })
      .catch((error: unknown) => fail(client.isBound ? failureOf(error) : 'directory-unbound'));
    return searchEntries
      .flatMap((entry) => identityOf(entry) ?? [])
      .sort((one, other) => one.displayName.localeCompare(other.displayName, 'pl'));
  };
  return {
    search: (typed) =>
      found(
        peopleFilter(typed, (word) => escapeFilter`(|(displayName=*${word}*)(sAMAccountName=${word}*))`),
        mostFound,
      ),
    inDepartment: (typed) =>
      found(
        peopleFilter(typed, (word) => escapeFilter`(department=*${word}*)`),
        mostInDepartment,
      ),
    close: () => {
      clearInterval(alive);
      close(client);
    },
  };
}

/** `userAccountControl` 2: a disabled account. */
function peopleFilter(typed: string, filterOf: (word: string) => string): string {
  const named = typed.trim().split(/\s+/).slice(0, 5).map(filterOf);
  return `(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2))${named.join('')})`;
}

async function bindAndRead(
  client: Client,
  settings: DirectorySettings,
  login: string,
  password: string,
): Promise<Authentication> {
  await client.bind(`${login}@${settings.upnSuffix}`, password);
  const { searchEntries } = await client.search(settings.baseDn ?? domainDn(settings.upnSuffix), {
    scope: 'sub',
    filter: escapeFilter`(&(objectClass=user)(sAMAccountName=${login}))`,
    sizeLimit: 2,
    attributes,
    explicitBufferAttributes: ['objectGUID'],
  });
  const [found] = searchEntries;
  const person = found && identityOf(found);
  // Bound, yet not found: the base DN in the settings is wrong. The account is in order, so it is not said to be otherwise.
  if (!person || searchEntries.length > 1) return { ok: false, failure: 'unexpected' };
  return { ok: true, person: { ...person, login } };
}

/** Null for what has no objectGUID. */
function identityOf(entry: Entry): DirectoryIdentity | null {
  const guid = guidOf(entry);
  const login = text(entry['sAMAccountName']).toLowerCase();
  if (guid === null) return null;
  const { displayName, title, department } = entry;
  return {
    login,
    guid,
    displayName: text(displayName) || login,
    title: text(title),
    department: text(department),
  };
}

const domainDn = (suffix: string): string =>
  suffix
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');

function guidOf(entry: Entry): string | null {
  const value = entry['objectGUID'];
  const bytes = Array.isArray(value) ? value[0] : value;
  return Buffer.isBuffer(bytes) ? guidFromBytes(bytes) : null;
}

/** ldapts gives one value as a text, several as a list and none as an empty list. */
function text(value: Entry[string] | undefined): string {
  const first = Array.isArray(value) ? value[0] : value;
  return first?.toString() ?? '';
}

function failureOf(error: unknown): FailureCode {
  if (error instanceof InvalidCredentialsError) {
    const subCode = /\bdata ([0-9a-f]+)/.exec(error.message)?.[1] ?? '';
    return failureOfSubCode[subCode] ?? 'sign-in-wrong-password';
  }
  return isTlsFailure(error) ? 'directory-untrusted' : 'directory-unreachable';
}

/** The steps have time limits of their own; this one bounds their sum, against a server that answers drop by drop. */
async function withDeadline<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the directory did not answer in time')), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
