import { randomUUID } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { OfficeCa } from './certificates.ts';
import {
  type Account,
  accountOf,
  checkPassword,
  createAccounts,
  fileTime,
  findAccount,
  refusalText,
} from './ldap-accounts.ts';
import { buildEntries, inScope, type LdapEntry, normaliseDn, valuesOf } from './ldap-entries.ts';
import { bytesFromGuid } from '../../shared/object-guid.ts';
import { matchesFilter } from './ldap-filter.ts';
import { listenLdaps, type Session } from './ldap-listener.ts';
import * as ldap from './ldap-message.ts';
import { baseDnOf, type DirectorySeed, type RunningDirectory } from './people-types.ts';

export interface DirectoryOptions extends DirectorySeed {
  certificates: OfficeCa;
  /** Default: a free one, chosen by the system. */
  port?: number;
  /**
   * Only for tests: answer "success" to a name without a password, as RFC 4513 5.1.2 lets a server do and as Windows
   * does. A client that lets an empty password out is then seen to let everybody in.
   */
  acceptEmptyPassword?: boolean;
}

/** The demo's directory, with what tests ask of it besides. */
export interface DemoDirectory extends RunningDirectory {
  /** Binds asked for since the start, whatever the answer. */
  binds(): number;
  /** Searches asked for since the start, whatever the answer. */
  searches(): number;
  /** TCP connections since the start, even those that said nothing. */
  connections(): number;
}

/**
 * A small directory on 127.0.0.1 that answers over LDAPS as a domain controller does: binds with AD's sub-codes and
 * lockout, searches after a bind. Read-only; everything is in memory. Its contract is tested against a real Samba AD
 * domain controller in the same file (`test/directory`).
 */
export async function startDirectory(options: DirectoryOptions): Promise<DemoDirectory> {
  const { certificates, nesting = {}, domain = 'ad.office.test', shortDomain = 'OFFICE', port = 0 } = options;
  const baseDn = baseDnOf(domain);
  const names = { baseDn, domainDn: baseDn.slice(baseDn.indexOf(',') + 1), upnSuffix: domain };
  const accounts = createAccounts(options.people, options.serviceAccount);
  const entries = (): LdapEntry[] => buildEntries(accounts, nesting, names);
  let binds = 0;
  let searches = 0;

  const loginOfDn = (dn: string): string | null => {
    const found = entries().find((one) => normaliseDn(one.dn) === normaliseDn(dn));
    return found?.attributes.get('samaccountname')?.values[0]?.toString() ?? null;
  };

  const bind = (request: ldap.BindRequest, session: Session): Buffer => {
    binds += 1;
    session.bound = false; // RFC 4513 4: a bind that fails leaves the connection anonymous.
    const { id, name, password } = request;
    if (password === null) {
      return ldap.bindAnswer(id, ldap.resultCode.authMethodNotSupported, 'simple bind only');
    }
    if (password === '') {
      // Unauthenticated, even where it "succeeds": the connection stays anonymous.
      if (options.acceptEmptyPassword) return ldap.bindAnswer(id, ldap.resultCode.success);
      return ldap.bindAnswer(id, ldap.resultCode.invalidCredentials, refusalText('52e'));
    }
    const account = findAccount(accounts, name, { upnSuffix: domain, shortDomain, loginOfDn });
    const refusal = checkPassword(account, password);
    if (refusal) return ldap.bindAnswer(id, ldap.resultCode.invalidCredentials, refusalText(refusal));
    session.bound = true;
    return ldap.bindAnswer(id, ldap.resultCode.success);
  };

  const search = (request: ldap.SearchRequest, session: Session): Buffer => {
    searches += 1;
    const done = (code: ldap.ResultCode, text = ''): Buffer => ldap.searchDone(request.id, code, text);
    if (!session.bound) {
      const comment =
        'In order to perform this operation a successful bind must be completed on the connection.';
      return done(
        ldap.resultCode.operationsError,
        `000004DC: LdapErr: DSID-0C090A5C, comment: ${comment}, data 0, v4563`,
      );
    }
    if (request.criticalControl) return done(ldap.resultCode.unavailableCriticalExtension);
    return answerSearch(request, entries(), names.domainDn, done);
  };

  const answer = (message: Buffer, session: Session, socket: TLSSocket): void => {
    const request = ldap.readRequest(message);
    if (request.op === 'bind') socket.write(bind(request, session));
    else if (request.op === 'search') socket.write(search(request, session));
    else if (request.op === 'unbind') socket.end();
    else if (request.op === 'unsupported')
      socket.write(ldap.unsupportedAnswer(request.id, request.answerTag));
  };

  const listener = await listenLdaps({ certificates, port, answer });
  const account = (login: string): Account => {
    const found = accounts.get(login);
    if (!found) throw new Error(`no account ${login} in this directory`);
    return found;
  };
  const { login, password } = options.serviceAccount;

  return {
    url: `ldaps://127.0.0.1:${listener.port}`,
    ca: certificates.ca,
    upnSuffix: domain,
    shortDomain,
    baseDn,
    serviceAccount: { bindName: `${login}@${domain}`, password },
    badPasswords: async (of) => account(of).badPasswords,
    disable: async (of) => void (account(of).state = 'disabled'),
    changePassword: async (of, changed) => {
      Object.assign(account(of), { password: changed, passwordSet: fileTime(Date.now()) });
    },
    enable: async (of) => void Object.assign(account(of), { state: 'ok', badPasswords: 0 }),
    rename: async (of, renamed) => {
      const known = account(of);
      accounts.delete(of);
      const person = known.person && { ...known.person, ...renamed };
      accounts.set(renamed.login, { ...known, login: renamed.login, person });
    },
    remove: async (of) => void accounts.delete(account(of).login),
    add: async (of) => {
      const guid = randomUUID();
      const unsaid = { title: '', department: '', groups: [], accountState: 'ok' as const };
      accounts.set(of.login, accountOf({ ...of, guid, ...unsaid }, fileTime(Date.now())));
      return guid;
    },
    binds: () => binds,
    searches: () => searches,
    connections: listener.connections,
    freeze: listener.freeze,
    thaw: listener.thaw,
    suspend: listener.close,
    resume: listener.open,
    stop: listener.close,
  };
}

function answerSearch(
  request: ldap.SearchRequest,
  entries: readonly LdapEntry[],
  domainDn: string,
  done: (code: ldap.ResultCode, text?: string) => Buffer,
): Buffer {
  // The root says what time it is; it is also asked for to keep a connection alive.
  if (request.base === '' && request.scope === 'base')
    return Buffer.concat([entryAnswer(request, rootNow(domainDn)), done(ldap.resultCode.success)]);
  const tree = new Map(entries.map((entry) => [normaliseDn(entry.dn), entry]));
  const base = baseOf(request.base, entries);
  if (!tree.has(base)) return done(ldap.resultCode.noSuchObject);
  let found: LdapEntry[];
  try {
    found = [...tree]
      .filter(([dn, entry]) => inScope(dn, base, request.scope) && matchesFilter(request.filter, entry, tree))
      .map(([, entry]) => entry);
  } catch (error) {
    return done(ldap.resultCode.unwillingToPerform, error instanceof Error ? error.message : '');
  }
  const over = request.sizeLimit > 0 && found.length > request.sizeLimit;
  const shown = over ? found.slice(0, request.sizeLimit) : found;
  const code = over ? ldap.resultCode.sizeLimitExceeded : ldap.resultCode.success;
  return Buffer.concat([...shown.map((entry) => entryAnswer(request, entry)), done(code)]);
}

/** The rootDSE, as far as anybody here asks for it. */
function rootNow(domainDn: string): LdapEntry {
  const currentTime = `${new Date().toISOString().replace(/[-:T]|\.\d+Z$/g, '')}.0Z`;
  const attributes = Object.entries({ currentTime, defaultNamingContext: domainDn });
  return {
    dn: '',
    attributes: new Map(attributes.map(([name, value]) => [name.toLowerCase(), { name, values: [value] }])),
  };
}

/** As it stands, or as AD also takes it: an object by its objectGUID, in the form of its text. */
function baseOf(base: string, entries: readonly LdapEntry[]): string {
  const guid = /^<guid=([\da-f-]{36})>$/i.exec(base)?.[1]?.toLowerCase();
  if (guid === undefined) return normaliseDn(base);
  const wanted = Buffer.from(bytesFromGuid(guid));
  const found = entries.find((entry) =>
    valuesOf(entry, 'objectGUID').some((value) => Buffer.isBuffer(value) && value.equals(wanted)),
  );
  return normaliseDn(found?.dn ?? base);
}

function entryAnswer(request: ldap.SearchRequest, entry: LdapEntry): Buffer {
  const asked = new Set(request.attributes.map((name) => name.toLowerCase()));
  const all = asked.size === 0 || asked.has('*');
  const attributes = [...entry.attributes]
    .filter(([name]) => all || asked.has(name))
    .map(([, { name, values }]) => ({ name, values: request.typesOnly ? [] : values }));
  return ldap.searchEntry(request.id, entry.dn, attributes);
}
