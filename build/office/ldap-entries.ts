import { bytesFromGuid } from '../../shared/object-guid.ts';
import { fileTime, type Account, type Accounts } from './ldap-accounts.ts';
import type { LdapAttribute, SearchScope } from './ldap-message.ts';
import {
  type DirectoryPerson,
  type GroupNesting,
  lockoutThreshold,
  lockoutWindow,
  namesOf,
} from './people-types.ts';

/** One object of the directory; attribute names as AD writes them, looked up without case. */
export interface LdapEntry {
  dn: string;
  attributes: ReadonlyMap<string, LdapAttribute>;
}

export interface Names {
  baseDn: string;
  domainDn: string;
  upnSuffix: string;
}

/** Two spellings of one distinguished name become the same text. */
export function normaliseDn(dn: string): string {
  return dn
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s*([,=])\s*/g, '$1')
    .trim();
}

export function valuesOf(entry: LdapEntry, attribute: string): readonly (string | Buffer)[] {
  return entry.attributes.get(attribute.toLowerCase())?.values ?? [];
}

/** Full names are the common names of people; a second bearer of a name gets the login behind it, as in a real office. */
export function commonNames(people: readonly DirectoryPerson[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    people.map(({ login, displayName }) => {
      const name = taken.has(displayName) ? `${displayName} (${login})` : displayName;
      taken.add(name);
      return [login, name];
    }),
  );
}

/** A name one level below `parent`; the characters of RFC 4514 2.4 escaped. */
export function childDn(type: string, name: string, parent: string): string {
  return `${type}=${name.replaceAll(/[,+"\\<>;=#]/g, '\\$&')},${parent}`;
}

/** What an attribute is made of; a person may lack it. */
type Values = string | Buffer | readonly string[] | undefined;

function listOf(value: Values): readonly (string | Buffer)[] {
  if (value === undefined) return [];
  return typeof value === 'string' || Buffer.isBuffer(value) ? [value] : value;
}

function entry(dn: string, attributes: Record<string, Values>): LdapEntry {
  const map = new Map<string, LdapAttribute>();
  for (const [name, value] of Object.entries<Values>({ distinguishedName: dn, ...attributes })) {
    const values = listOf(value);
    // RFC 4512 2.5: an attribute has at least one value, and none of AD's texts may be empty.
    const kept = values.filter((one) => one.length > 0);
    if (kept.length > 0) map.set(name.toLowerCase(), { name, values: kept });
  }
  return { dn, attributes: map };
}

const never = '9223372036854775807';
const normalAccount = 0x200;
const accountDisabled = 0x2;

/** Attributes that follow the state of an account, as they are at this moment. */
function stateAttributes(account: Account): Record<string, string> {
  return {
    userAccountControl: String(normalAccount | (account.state === 'disabled' ? accountDisabled : 0)),
    accountExpires: account.state === 'expired' ? fileTime(Date.now() - 86_400_000) : never,
    pwdLastSet: account.state === 'must-change' ? '0' : account.passwordSet,
    badPwdCount: String(account.badPasswords),
    badPasswordTime: account.failedAt,
    lockoutTime: account.badPasswords >= lockoutThreshold ? fileTime(Date.now()) : '0',
  };
}

const userClasses = ['top', 'person', 'organizationalPerson', 'user'] as const;

function userEntry(
  account: Account,
  dn: string,
  cn: string,
  groupDns: readonly string[],
  names: Names,
): LdapEntry {
  const { person } = account;
  return entry(dn, {
    objectClass: userClasses,
    objectCategory: `CN=Person,CN=Schema,CN=Configuration,${names.domainDn}`,
    cn,
    sAMAccountName: account.login,
    userPrincipalName: `${account.login}@${names.upnSuffix}`,
    displayName: person?.displayName,
    ...(person ? namesOf(person) : {}),
    title: person?.title,
    department: person?.department,
    telephoneNumber: person?.telephone,
    ipPhone: person?.extension,
    objectGUID: person ? Buffer.from(bytesFromGuid(person.guid)) : undefined,
    memberOf: groupDns,
    ...stateAttributes(account),
  });
}

/** Everything that the directory holds at this moment: organisational units, groups, people and the service account. */
export function buildEntries(accounts: Accounts, nesting: GroupNesting, names: Names): LdapEntry[] {
  const ou = (name: string): string => childDn('OU', name, names.baseDn);
  const [usersOu, groupsOu, servicesOu] = [ou('Uzytkownicy'), ou('Grupy'), ou('Konta-uslugowe')];
  const groupDn = (name: string): string => childDn('CN', name, groupsOu);

  const people = [...accounts.values()].flatMap(({ person }) => person ?? []);
  const cns = commonNames(people);
  const users = [...accounts.values()].map((account) => {
    const cn = cns.get(account.login) ?? account.login;
    const dn = childDn('CN', cn, account.person ? usersOu : servicesOu);
    return { dn, groups: account.person?.groups ?? [], account, cn };
  });

  const groupNames = new Set([
    ...users.flatMap(({ groups }) => groups),
    ...Object.entries(nesting).flatMap(([inner, outer]) => [inner, ...outer]),
  ]);
  const groups = [...groupNames].map((name) => {
    const inner = Object.keys(nesting).filter((other) => nesting[other]?.includes(name));
    const members = users.filter((user) => user.groups.includes(name)).map(({ dn }) => dn);
    return entry(groupDn(name), {
      objectClass: ['top', 'group'],
      objectCategory: `CN=Group,CN=Schema,CN=Configuration,${names.domainDn}`,
      cn: name,
      sAMAccountName: name,
      member: [...members, ...inner.map(groupDn)],
      memberOf: (nesting[name] ?? []).map(groupDn),
    });
  });

  const units = [names.baseDn, usersOu, groupsOu, servicesOu].map((dn) =>
    entry(dn, { objectClass: ['top', 'organizationalUnit'], ou: /^OU=([^,]+)/.exec(dn)?.[1] }),
  );
  const domain = entry(names.domainDn, {
    objectClass: ['top', 'domain'],
    lockoutThreshold: String(lockoutThreshold),
    lockOutObservationWindow: String(-lockoutWindow),
  });
  return [
    domain,
    ...units,
    ...groups,
    ...users.map(({ account, dn, cn, groups: own }) => userEntry(account, dn, cn, own.map(groupDn), names)),
  ];
}

/** Whether an entry lies in the scope of a search from `base` (both normalised, RFC 4511 4.5.1.2). */
export function inScope(dn: string, base: string, scope: SearchScope): boolean {
  if (dn === base) return scope !== 'one';
  if (scope === 'base' || !dn.endsWith(`,${base}`)) return false;
  return scope === 'sub' || !/(?<!\\),/.test(dn.slice(0, -base.length - 1));
}
