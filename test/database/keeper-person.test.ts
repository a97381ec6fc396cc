import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { DirectoryAccount } from '../../server/keeper/directory.ts';
import { addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  ask,
  askSealed,
  done,
  entriesAfter,
  headSeq,
  payloadOf,
  today,
  type Answer,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import { signIn } from './sessions.ts';
import { account, deputyLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** Who may sign in: employees by their accounts, registered by the desk or because a paper names them. */

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.accounts.seen = true;
});
afterAll(() => office.close());

/** An account in the directory of somebody whom the office does not know yet. */
function hired(login: string, change: Partial<DirectoryAccount> = {}): string {
  const one = { ...account(randomUUID()), displayName: `Osoba ${login}`, title: 'referent', ...change };
  office.directory.set(login, one);
  return one.guid;
}
const registered = async (...guids: string[]): Promise<Answer> =>
  ask(await office.as(deputyLogin), 'person', { guids });
const groupsOf = async (login: string): Promise<(string | null)[]> => {
  const { rows } = await office.superuser.query<{ name: string }>(
    `SELECT g.rolname AS name FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles p ON p.oid = m.member WHERE p.rolname = $1`,
    [login],
  );
  return rows.map(({ name }) => name).filter((name) => name !== 'odsluch_people');
};

describe('§4.2 employees are registered', () => {
  it('by the desk without a password, with the names of the directory and no right over anything but their own', async () => {
    const guids = [hired('jlis'), hired('zkot', { displayName: 'Zofia\tKot\u202e' })];
    const answer = await done(registered(...guids));
    const people = ['jlis', 'zkot'].map((login, at) => ({ login, guid: guids[at], employee: true }));
    expect(payloadOf(answer)).toMatchObject({
      kind: 'person',
      login: deputyLogin,
      people,
      asked: { password: false },
    });
    expect(answer.payload).not.toMatch(/Osoba|Kot|referent/);
    const { rows } = await office.superuser.query(
      `SELECT login, display_name, post, roles FROM office.person WHERE login IN ('jlis', 'zkot') ORDER BY login`,
    );
    expect(rows).toEqual([
      { login: 'jlis', display_name: 'Osoba jlis', post: 'referent', roles: [] },
      { login: 'zkot', display_name: 'Zofia Kot', post: 'referent', roles: [] },
    ]);
    expect(await groupsOf('jlis')).toEqual([]);
    await signIn(office, 'zkot');
  });

  it('INV-39 and nothing is inherited by whoever gets a login that somebody else had', async () => {
    await addPerson(office, 'ewilk');
    expect(await groupsOf('ewilk')).toEqual(['odsluch_listener']);
    await done(registered(hired('ewilk')));
    expect(await groupsOf('ewilk')).toEqual([]);
  });

  it('and keep what they are when they are registered again, under the name that they have now', async () => {
    const guid = await addPerson(office, 'anowak');
    office.directory.set('anowak', { ...account(guid), displayName: 'Anna Lis' });
    await done(registered(guid));
    expect(await groupsOf('anowak')).toEqual(['odsluch_listener']);
    const { rows } = await office.superuser.query(
      `SELECT display_name AS name FROM office.person WHERE login = 'anowak'`,
    );
    expect(rows).toEqual([{ name: 'Anna Lis' }]);
  });

  it.each<[string, string, () => string[]]>([
    ['an account that is disabled', 'account-disabled', () => [hired('dwyl', { state: 'disabled' })]],
    ['an account that there is not', 'account-absent', () => [hired('jbyl'), randomUUID()]],
    ['one person twice', 'malformed-request', () => Array<string>(2).fill(hired('jdwa'))],
    ...['postgres', 'odsluch.owner', 'pg_monitor', 'administrator'].map(
      (login): [string, string, () => string[]] => [
        `the login ${login}, which is one of the database`,
        'person-unknown',
        () => [hired(login)],
      ],
    ),
    ['a login that no role could have', 'person-unknown', () => [hired('Pani Anna')]],
  ])('and are not: %s', async (_what, reason, made) => {
    const guids = made();
    await refusedOnce(office, reason, () => registered(...guids));
  });

  it('and are not while nobody can ask the directory, or by who is not of the desk', async () => {
    const guid = hired('jnowy');
    await refusedOnce(office, 'not-secretary', async () =>
      ask(await office.as('anowak'), 'person', { guids: [guid] }),
    );
    office.directory.set('away', { state: 'away', reason: 'unreachable' });
    await refusedOnce(office, 'directory-away', () => registered(guid));
    office.directory.delete('away');
  });
});

describe('§4.2 whom a paper names', () => {
  const paperFor = (subjectGuid: string) =>
    askSealed(office, secretaryLogin, 'instrument', {
      what: 'authorisation',
      rows: [
        {
          ...{ number: null, subjectGuid, purposes: ['SAFETY'], departments: null, quality: 'no' },
          ...{ from: today(), to: addMonths(today(), 6), declaredOn: today() },
        },
      ],
      signed: {
        ...{ paper: 'OR.077.1.2026', signatory: `PF/3/${today().slice(0, 4)}`, signatoryName: null },
        ...{ signedOn: today(), way: 'ezd', scan: null },
      },
    });

  it('is registered by the keeper just before it, where nobody did', async () => {
    const guid = hired('mnowa');
    const before = await headSeq(office);
    const paper = await done(paperFor(guid));
    const entries = (await entriesAfter(office, before)).map(({ payload }) => payload);
    expect(entries).toMatchObject([
      { kind: 'person', command: null, people: [{ login: 'mnowa', guid, employee: true }] },
      { kind: 'instrument', command: paper.command, rows: [{ subject: 'mnowa', subjectGuid: guid }] },
    ]);
    expect(entries[0]).not.toHaveProperty('roles');
    expect(await groupsOf('mnowa')).toEqual([]);
  });

  it('is not where the paper is refused', async () => {
    const guid = hired('dwylacz', { state: 'disabled' });
    await refusedOnce(office, 'account-disabled', () => paperFor(guid));
  });

  it('stands in a ledger that is judged lawful', async () => {
    const { keeperPublicKey: keeperKey, superuser: source } = office;
    expect((await verifyLedger({ source, journal: office.options.journal, keeperKey })).fault).toBeNull();
  });
});
