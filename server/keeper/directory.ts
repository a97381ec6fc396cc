import {
  AndFilter,
  Client,
  EqualityFilter,
  type Entry,
  escapeFilter,
  InvalidCredentialsError,
  NoSuchObjectError,
  OrFilter,
} from 'ldapts';
import { bytesFromGuid, guidFromBytes } from '../../shared/object-guid.ts';
import { directoryClientOptions } from '../../shared/node/directory-client.ts';
import { isTlsFailure } from '../../shared/tls-failure.ts';
import { loginPattern } from '../../shared/values.ts';

export interface DirectoryOptions {
  /** `ldaps://host[:port]`; nothing else is spoken. */
  url: string;
  /** PEM of the office CA: the only one believed. */
  ca: string;
  /** Name that the certificate must bear, where it is not the host of the URL. */
  serverName?: string;
  /** The keeper's own read-only account, e.g. `svc-odsluch@ad.office.example`. */
  serviceAccount: { bindName: string; password: string };
  /** Where people are looked for. */
  baseDn: string;
  /** Milliseconds for a connection and for each answer. Default 3000. */
  timeoutMs?: number;
}

/** What the directory knows of an account that exists. */
export interface DirectoryAccount {
  /** Lockout and a password to be changed do not matter here: they concern signing in, not who the person is. */
  state: 'ok' | 'disabled' | 'expired';
  /** objectGUID as lower-case uuid text. */
  guid: string;
  displayName: string;
  title: string;
  department: string;
  /** When the password was set, as the directory counts (MS-ADTS 3.1.1.8.7); '0' where it has to be changed. */
  pwdLastSet: string;
}

/** Nobody knows, hence a refusal; `service-account` = the directory is there and does not take our own account. */
type Away = { state: 'away'; reason: 'unreachable' | 'untrusted' | 'service-account' };

export type LookUp = DirectoryAccount | { state: 'absent' } | Away;

/** Those of several accounts that there are, each with the login that it has now. */
export type LookUpAll = { state: 'known'; accounts: FoundAccount[] } | Away;
export type FoundAccount = DirectoryAccount & { login: string };

/** Whether a password is the account's; `refused` whatever the reason. */
export type Proof = { state: 'proved'; pwdLastSet: string } | { state: 'refused' } | Away;

/** How many wrong passwords the directory counts of an account, and how it locks accounts. */
export type Tries =
  | {
      state: 'known';
      /** Wrong passwords. The directory starts from zero after a right one, and once `windowMs` have passed since `failedAt`. */
      count: number;
      /** Milliseconds since 1970, by the directory's clock, as `now`. */
      failedAt: number;
      now: number;
      /** 0 = it locks nobody; null = it, or the count, cannot be read. */
      threshold: number | null;
      windowMs: number | null;
    }
  | Away;

export interface Directory {
  /** Never throws. */
  lookUp(login: string): Promise<LookUp>;
  /** Asks about the accounts with these objectGUIDs, whatever their logins: one search for five hundred of them. Never throws. */
  lookUpAll(guids: readonly string[]): Promise<LookUpAll>;
  /**
   * Asks whether this is the password of the account with this objectGUID: one bind, over a connection of its own. Never throws; the
   * password is not kept. It is not empty, blank or with a NUL: to such a one a directory may say yes.
   */
  prove(guid: string, password: string): Promise<Proof>;
  /** Never throws. */
  tries(guid: string): Promise<Tries>;
  /** What its clock shows, in whole seconds; milliseconds since 1970. Null where it is away, or does not tell. Never throws. */
  currentTime(): Promise<number | null>;
  dispose(): Promise<void>;
}

const attributes = [
  'objectGUID',
  'sAMAccountName',
  'displayName',
  'title',
  'department',
  'userAccountControl',
  'accountExpires',
  'pwdLastSet',
];

/**
 * The keeper's view of the directory, over one bound connection that is opened when first needed and again when it was
 * lost. Answers come from the directory each time: a person disabled a second ago is refused.
 */
export function openDirectory(options: DirectoryOptions): Directory {
  let connection: Promise<Client> | null = null;
  const opened = new WeakSet<Promise<Client>>();
  // A wrong service password is not tried again until the keeper is started with another one: at the pace of requests
  // it would lock the account within seconds.
  let passwordRefused = false;
  // Whoever asks in the background may ask once more at the very end: a connection made then would keep the program from ending.
  let disposed = false;

  const connected = (): Promise<Client> => {
    if (disposed) return Promise.reject(new Error('nobody is asked any more'));
    const opening = connect(options);
    // It came too late to be used.
    void opening
      .then((client) => {
        opened.add(opening);
        return disposed ? client.unbind() : undefined;
      })
      .catch(() => undefined);
    opening.catch((error: unknown) => {
      drop(opening);
      passwordRefused ||= error instanceof InvalidCredentialsError && /\bdata 52e\b/.test(error.message);
    });
    return opening;
  };

  /** Gives up one connection, but not the newer one that another look-up may have opened meanwhile. */
  const drop = (broken: Promise<Client>): void => {
    if (connection === broken) connection = null;
    // It is broken already; there is nothing to save and nobody to tell.
    broken.then((client) => client.unbind()).catch(() => undefined);
  };

  /** An idle connection may have died unnoticed: one more try, over a new one. One that is still being opened by somebody else is no idle one. */
  const search = async <Found>(work: (client: Client) => Promise<Found>): Promise<Found> => {
    const reused = connection !== null && opened.has(connection);
    const current = (connection ??= connected());
    try {
      const client = await current;
      if (!client.isConnected) throw new Error('the connection was closed');
      return await work(client);
    } catch (error) {
      drop(current);
      if (!reused || error instanceof InvalidCredentialsError) throw error;
      return work(await (connection ??= connected()));
    }
  };

  /** What is in the way before anything is asked. */
  const unasked = (): Away | null => {
    if (!isTrustworthy(options)) return { state: 'away', reason: 'untrusted' };
    return passwordRefused ? { state: 'away', reason: 'service-account' } : null;
  };

  return {
    lookUp: async (login) => {
      if (!loginPattern.test(login)) return { state: 'absent' };
      return (
        unasked() ??
        search((client) => find(client, options.baseDn, login)).catch((error: unknown) => ({
          state: 'away',
          reason: reasonOf(error),
        }))
      );
    },
    lookUpAll: async (guids) => {
      const inTheWay = unasked();
      if (inTheWay !== null) return inTheWay;
      try {
        const accounts = [];
        for (let at = 0; at < guids.length; at += mostAtOnce)
          accounts.push(
            ...(await search((client) => findAll(client, options.baseDn, guids.slice(at, at + mostAtOnce)))),
          );
        return { state: 'known', accounts };
      } catch (error) {
        return { state: 'away', reason: reasonOf(error) };
      }
    },
    prove: async (guid, password) => {
      const inTheWay = unasked();
      if (inTheWay !== null) return inTheWay;
      try {
        const account = await search((client) => read(client, byGuid(guid), anAccount, ['objectGUID']));
        return account ? await bindAs(options, account.dn, guid, password) : { state: 'refused' };
      } catch (error) {
        return { state: 'away', reason: reasonOf(error) };
      }
    },
    tries: async (guid) =>
      unasked() ??
      search((client) => triesOf(client, guid)).catch((error: unknown) => ({
        state: 'away',
        reason: reasonOf(error),
      })),
    currentTime: async () =>
      unasked() === null
        ? search(async (client) => timeIn(await read(client, '', anything, ['currentTime']))).catch(
            () => null,
          )
        : null,
    dispose: async () => {
      disposed = true;
      const open = await connection?.catch(() => null); // What failed to connect needs no farewell.
      connection = null;
      await open?.unbind().catch(() => undefined);
    },
  };
}

/** `currentTime` of the rootDSE (MS-ADTS 3.1.1.3.2.3), a GeneralizedTime in UTC: `20261202174000.0Z`. */
function timeIn(root: Entry | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text(root?.['currentTime']));
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export async function triesOf(client: Client, guid: string): Promise<Tries> {
  const root = await read(client, '', anything, ['currentTime', 'defaultNamingContext']);
  const account = await read(client, byGuid(guid), anAccount, [
    'badPwdCount',
    'badPasswordTime',
    'msDS-ResultantPSO',
  ]);
  // Password settings of the account's own take the place of the domain's (MS-ADTS 3.1.1.4.5.36).
  const own = text(account?.['msDS-ResultantPSO']);
  const [threshold, window] = own
    ? (['msDS-LockoutThreshold', 'msDS-LockoutObservationWindow'] as const)
    : (['lockoutThreshold', 'lockOutObservationWindow'] as const);
  const policy = await read(client, own || text(root?.['defaultNamingContext']), '(objectClass=top)', [
    threshold,
    window,
  ]);
  const windowed = numberIn(policy?.[window]);
  const count = numberIn(account?.['badPwdCount']);
  return {
    state: 'known',
    // SECURITY: without the count its time is worth nothing: it would pass for a count of zero at that time.
    ...(count === null
      ? { count: 0, failedAt: 0, threshold: null }
      : {
          count,
          failedAt: unixMs(numberIn(account?.['badPasswordTime']) ?? 0),
          threshold: numberIn(policy?.[threshold]),
        }),
    now: timeIn(root) ?? Date.now(),
    // Negative, in 100 ns. No domain has 0.
    windowMs: windowed === null || windowed === 0 ? null : Math.abs(windowed) / 10_000,
  };
}

const numberIn = (value: Entry[string] | undefined): number | null =>
  /^-?\d+$/.test(text(value)) ? Number(text(value)) : null;

/** A FILETIME counts 100 ns from 1601. */
const unixMs = (fileTime: number): number => fileTime / 10_000 - 11_644_473_600_000;

/** SECURITY: as in the app: the service password would leave in clear, or go to whoever has a public certificate. */
export function isTrustworthy({ url, ca }: DirectoryOptions): boolean {
  return url.startsWith('ldaps://') && ca.trim() !== '';
}

/** A connection bound as the service account; one bind, whatever comes of it. Rejects with what ldapts says. */
export async function connect(options: DirectoryOptions): Promise<Client> {
  const { serviceAccount } = options;
  const client = new Client(directoryClientOptions(options));
  try {
    await client.bind(serviceAccount.bindName, serviceAccount.password);
    return client;
  } catch (error) {
    client.unbind().catch(() => undefined); // The bind's own error is the one to tell.
    throw error;
  }
}

/** MS-ADTS 3.1.1.3.1.2.4: an object by its objectGUID, wherever it was moved. */
const byGuid = (guid: string): string => `<GUID=${guid}>`;

const anAccount = '(objectClass=user)';
/** The rootDSE is of no class that could be asked for. */
const anything = '(objectClass=*)';

/** Undefined where there is no such entry, or we may not see it. */
async function read(
  client: Client,
  base: string,
  filter: string,
  wanted: string[],
): Promise<Entry | undefined> {
  try {
    return (await client.search(base, { scope: 'base', filter, attributes: wanted })).searchEntries[0];
  } catch (error) {
    if (error instanceof NoSuchObjectError) return undefined;
    throw error;
  }
}

/**
 * One bind as the account itself.
 * SECURITY: its objectGUID is read over that same connection: the name may have passed to somebody else in between.
 */
async function bindAs(options: DirectoryOptions, dn: string, guid: string, password: string): Promise<Proof> {
  const client = new Client(directoryClientOptions(options));
  try {
    await client.bind(dn, password);
    const { searchEntries } = await client.search(byGuid(guid), {
      scope: 'base',
      filter: anAccount,
      attributes: ['objectGUID', 'pwdLastSet'],
      explicitBufferAttributes: ['objectGUID'],
    });
    const [found] = searchEntries;
    if (found?.dn !== dn || guidOf(found) !== guid) return { state: 'refused' };
    return { state: 'proved', pwdLastSet: text(found['pwdLastSet']) };
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return { state: 'refused' };
    return { state: 'away', reason: reasonOf(error) };
  } finally {
    client.unbind().catch(() => undefined); // The answer is known.
  }
}

async function find(client: Client, baseDn: string, login: string): Promise<LookUp> {
  const { searchEntries } = await client.search(baseDn, {
    scope: 'sub',
    filter: escapeFilter`(&(objectClass=user)(sAMAccountName=${login}))`,
    sizeLimit: 2,
    attributes,
    explicitBufferAttributes: ['objectGUID'],
  });
  const [found] = searchEntries;
  if (!found || searchEntries.length > 1) return { state: 'absent' };
  return accountIn(found, login) ?? { state: 'absent' };
}

/** A domain controller gives no more than a thousand entries to one search (MaxPageSize). */
const mostAtOnce = 500;

async function findAll(client: Client, baseDn: string, guids: readonly string[]) {
  const wanted = guids.map(
    (guid) => new EqualityFilter({ attribute: 'objectGUID', value: Buffer.from(bytesFromGuid(guid)) }),
  );
  const anyOf = new OrFilter({ filters: wanted });
  const { searchEntries } = await client.search(baseDn, {
    scope: 'sub',
    filter: new AndFilter({
      filters: [new EqualityFilter({ attribute: 'objectClass', value: 'user' }), anyOf],
    }),
    attributes,
    explicitBufferAttributes: ['objectGUID'],
  });
  return searchEntries.flatMap((entry) => {
    const login = text(entry['sAMAccountName']).toLowerCase();
    const account = accountIn(entry, login);
    return account === null ? [] : [{ ...account, login }];
  });
}

/** Null where there is no objectGUID to compare with the authorisation's: nobody who could be authorised. */
function accountIn(entry: Entry, login: string): DirectoryAccount | null {
  const guid = guidOf(entry);
  if (guid === null) return null;
  return {
    state: stateOf(entry),
    guid,
    displayName: text(entry['displayName']) || login,
    title: text(entry['title']),
    department: text(entry['department']),
    pwdLastSet: text(entry['pwdLastSet']),
  };
}

/** MS-ADTS 2.2.16: bit 1 of userAccountControl is ACCOUNTDISABLE. An account without the attribute is none of a person. */
const accountDisabled = 0x2;

export function stateOf(entry: Entry): DirectoryAccount['state'] {
  const control = text(entry['userAccountControl']);
  if (control === '' || (Number(control) & accountDisabled) !== 0) return 'disabled';
  return hasExpired(text(entry['accountExpires'])) ? 'expired' : 'ok';
}

/** MS-ADA1 2.2: accountExpires counts 100 ns from 1601; 0, the greatest value and its absence mean never. */
function hasExpired(accountExpires: string): boolean {
  if (!/^\d+$/.test(accountExpires)) return false;
  const fileTime = BigInt(accountExpires);
  if (fileTime === 0n || fileTime === 0x7fffffffffffffffn) return false;
  const unixMs = fileTime / 10_000n - 11_644_473_600_000n;
  return unixMs <= BigInt(Date.now());
}

function guidOf(entry: Entry): string | null {
  const value = entry['objectGUID'];
  const bytes = Array.isArray(value) ? value[0] : value;
  return Buffer.isBuffer(bytes) ? guidFromBytes(bytes) : null;
}

/** ldapts gives one value as a text, several as a list and none as an empty list. */
export function text(value: Entry[string] | undefined): string {
  const first = Array.isArray(value) ? value[0] : value;
  return first?.toString() ?? '';
}

/** Why the directory is away, from what `connect` or a search failed with. */
export function reasonOf(error: unknown): 'unreachable' | 'untrusted' | 'service-account' {
  if (error instanceof InvalidCredentialsError) return 'service-account';
  return isTlsFailure(error) ? 'untrusted' : 'unreachable';
}
