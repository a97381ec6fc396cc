import { Client, escapeFilter } from 'ldapts';
import { expect, it } from 'vitest';
import type { RunningDirectory } from '../../build/office/people-types.ts';
import { password } from './people.fixture.ts';

/** The protocol itself, without our clients: the part of the contract that keeps the two directories alike. */
export function ldapContract(directory: () => RunningDirectory): void {
  const withClient = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ url: directory().url, timeout: 3000, tlsOptions: { ca: [directory().ca] } });
    return work(client).finally(() => client.unbind());
  };
  const bound = <T>(work: (client: Client) => Promise<T>): Promise<T> =>
    withClient(async (client) => {
      await client.bind(directory().serviceAccount.bindName, directory().serviceAccount.password);
      return work(client);
    });
  const logins = async (filter: string, scope: 'base' | 'one' | 'sub' = 'sub', base = directory().baseDn) => {
    const { searchEntries } = await bound((client) =>
      client.search(base, { scope, filter, attributes: ['sAMAccountName'] }),
    );
    return searchEntries.map((entry) => String(entry['sAMAccountName'])).sort();
  };

  it('refuses a search before a bind', async () => {
    const search = withClient((client) =>
      client.search(directory().baseDn, { filter: '(objectClass=user)' }),
    );
    await expect(search).rejects.toMatchObject({ code: 1 });
  });

  it('refuses a name with an empty password', async () => {
    const bind = withClient((client) => client.bind(`jkowalska@${directory().upnSuffix}`, ''));
    await expect(bind).rejects.toThrow(/data 52e/);
  });

  it('lets in by DOMAIN\\login', async () => {
    await withClient((client) => client.bind(`${directory().shortDomain}\\jkowalska`, password));
  });

  it('tells a refusal as AD does', async () => {
    const bind = withClient((client) => client.bind(`wwylaczony@${directory().upnSuffix}`, password));
    await expect(bind).rejects.toThrow(
      /80090308: LdapErr: DSID-[0-9A-F]+, comment: AcceptSecurityContext error, data 533, v1db1/,
    );
  });

  it('searches by parts of names, in any case, and by or, and, not', async () => {
    expect(await logins('(&(objectClass=user)(displayName=*wiśn*))')).toEqual(['mwisniewski']);
    expect(await logins('(&(objectClass=user)(sAMAccountName=jk*a))')).toEqual(['jkowalska']);
    expect(await logins('(|(sAMAccountName=JKOWALSKA)(sAMAccountName=mwisniewski))')).toEqual([
      'jkowalska',
      'mwisniewski',
    ]);
    expect(await logins('(&(objectCategory=person)(sAMAccountName=m*)(!(sAMAccountName=mz*)))')).toEqual([
      'mwisniewski',
    ]);
  });

  it('finds disabled accounts by their bit', async () => {
    const filter = '(&(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=2))';
    expect(await logins(filter)).toEqual(['wwylaczony']);
  });

  it('follows groups inside groups from both ends', async () => {
    const group = `CN=RR-Odsluchujacy,OU=Grupy,${directory().baseDn}`;
    const rule = '1.2.840.113556.1.4.1941';
    expect(await logins(escapeFilter`(memberOf=${group})`)).toEqual(['WOI-Pracownicy', 'jkowalska']);
    expect(await logins(`(&(objectClass=user)(memberOf:${rule}:=${group}))`)).toEqual([
      'jkowalska',
      'mwisniewski',
    ]);
    const person = `CN=Michał Wiśniewski,OU=Uzytkownicy,${directory().baseDn}`;
    expect(await logins(`(&(objectClass=group)(member:${rule}:=${person}))`)).toEqual([
      'RR-Odsluchujacy',
      'WOI-Pracownicy',
    ]);
  });

  it('keeps to the scope and refuses a base that is not there', async () => {
    const users = `OU=Uzytkownicy,${directory().baseDn}`;
    expect(await logins('(objectClass=user)', 'one')).toEqual([]);
    expect(await logins('(sAMAccountName=jkowalska)', 'one', users)).toEqual(['jkowalska']);
    expect(await logins('(objectClass=user)', 'base', users)).toEqual([]);
    await expect(
      logins('(objectClass=user)', 'sub', `OU=Nie-ma,${directory().baseDn}`),
    ).rejects.toMatchObject({
      code: 32,
    });
  });

  it('gives the attributes that were asked for and no others', async () => {
    const { searchEntries } = await bound((client) =>
      client.search(directory().baseDn, { filter: '(sAMAccountName=jkowalska)', attributes: ['title'] }),
    );
    expect(searchEntries.map((entry) => Object.keys(entry).sort())).toEqual([['dn', 'title']]);
  });
}
