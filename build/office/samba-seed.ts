import { bytesFromGuid } from '../../shared/object-guid.ts';
import { childDn, commonNames } from './ldap-entries.ts';
import { baseDnOf, type DirectorySeed, lockoutThreshold, namesOf } from './people-types.ts';

/** What `samba-seed.py` reads: the same people, groups and distinguished names that the demo's directory shows. */
export function seedText(seed: DirectorySeed & { domain: string }): string {
  const { people, serviceAccount, domain, nesting = {} } = seed;
  const baseDn = baseDnOf(domain);
  const cns = commonNames(people);
  const below = (cn: string, unit: string): string => childDn('CN', cn, `OU=${unit},${baseDn}`);
  const groupNames = new Set([
    ...people.flatMap(({ groups }) => groups),
    ...Object.entries(nesting).flatMap(([inner, outer]) => [inner, ...outer]),
  ]);
  return JSON.stringify({
    domain,
    baseDn,
    domainDn: baseDn.slice(baseDn.indexOf(',') + 1),
    lockoutThreshold,
    serviceAccount: { ...serviceAccount, dn: below(serviceAccount.login, 'Konta-uslugowe') },
    people: people.map((person) => ({
      ...person,
      ...namesOf(person),
      dn: below(cns.get(person.login) ?? person.login, 'Uzytkownicy'),
      objectGUID: Buffer.from(bytesFromGuid(person.guid)).toString('base64'),
    })),
    groups: [...groupNames].map((name) => ({
      name,
      members: [
        ...people.filter(({ groups }) => groups.includes(name)).map(({ login }) => login),
        ...Object.keys(nesting).filter((inner) => nesting[inner]?.includes(name)),
      ],
    })),
  });
}
