import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import type { RunningDirectory } from '../../build/office/people-types.ts';
import { authenticate, type Authentication, type People } from '../../electron/session/directory.ts';
import { type Directory, openDirectory } from '../../server/keeper/directory.ts';
import { Proofs } from '../../server/keeper/proofs.ts';
import { readTelephones } from '../../server/directory/directory.ts';
import { serverSettings } from '../../server/settings.ts';
import { ldapContract } from './ldap.contract.ts';
import { password, personOf, seed } from './people.fixture.ts';

/**
 * What a directory is to Odsłuch, asked in the same words of a real Samba AD domain controller and of the demo's small
 * directory, so that what works in the demo works in an office. `start` seeds it with the fixture's people.
 */
export function directoryContract(start: () => Promise<RunningDirectory>): void {
  let running: RunningDirectory;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(async () => {
    await running.stop();
  });

  const signIn = (login: string, typed: string, change: { ca?: string; serverName?: string } = {}) =>
    authenticate({ url: running.url, ca: running.ca, upnSuffix: running.upnSuffix, ...change }, login, typed);
  const failure = (code: string): Authentication => ({ ok: false, failure: code }) as Authentication;

  describe('signing in', () => {
    it('says who the person is, with the objectGUID that the directory was given', async () => {
      const { guid } = personOf('mwisniewski');
      expect(await signIn('mwisniewski', password)).toEqual({
        ok: true,
        person: {
          login: 'mwisniewski',
          guid,
          displayName: 'Michał Wiśniewski',
          title: 'inspektor',
          department: 'Wydział Organizacyjny',
        },
      });
    });

    it('takes a login typed in capitals for the same person', async () => {
      const answer = await signIn('JKowalska', password);
      expect(answer.ok && answer.person.login).toBe('jkowalska');
    });

    it('INV-36 finds a person whose name has the signs of filters and of distinguished names', async () => {
      const answer = await signIn('b.zla-nazwa_1', password);
      expect(answer.ok && answer.person.displayName).toBe('Bożena (Biuro, Rady) *');
    });

    it.each([
      ['wwylaczony', 'sign-in-disabled'],
      ['zzablokowany', 'sign-in-locked'],
      ['mzmienna', 'sign-in-must-change'],
      ['pwygasly', 'sign-in-account-expired'],
      ['hstarohaslo', 'sign-in-password-expired'],
      ['ggodzinny', 'sign-in-hours'],
      ['ostacja', 'sign-in-workstation'],
    ])('tells %s, who knows the password, %s', async (login, code) => {
      expect(await signIn(login, password)).toEqual(failure(code));
    });

    it('tells nobody without the password that an account is disabled', async () => {
      expect(await signIn('wwylaczony', 'inne haslo')).toEqual(failure('sign-in-wrong-password'));
    });

    it('gives one answer to a wrong password and to a person who does not exist', async () => {
      expect(await signIn('jkowalska', 'inne haslo')).toEqual(failure('sign-in-wrong-password'));
      expect(await signIn('nieistniejaca', password)).toEqual(failure('sign-in-wrong-password'));
    });

    it('spends one try of the lockout on one wrong password, and a success gives the tries back', async () => {
      const before = await running.badPasswords('lprobny');
      await signIn('lprobny', 'inne haslo');
      expect((await running.badPasswords('lprobny')) - before).toBe(1);
      expect((await signIn('lprobny', password)).ok).toBe(true);
      expect(await running.badPasswords('lprobny')).toBe(0);
    });

    it('meets a locked account after five wrong passwords, and then even with the right one', async () => {
      for (let wrong = 0; wrong < 5; wrong += 1) await signIn('lprobny', 'inne haslo');
      expect(await signIn('lprobny', 'inne haslo')).toEqual(failure('sign-in-locked'));
      expect(await signIn('lprobny', password)).toEqual(failure('sign-in-locked'));
    });

    it('INV-37 believes no server that the office CA did not sign', async () => {
      const other = await createOfficeCa();
      expect(await signIn('jkowalska', password, { ca: other.ca })).toEqual(failure('directory-untrusted'));
    });

    it('INV-37 believes no server whose certificate bears another name', async () => {
      const serverName = 'dc9.gdzie-indziej.test';
      expect(await signIn('jkowalska', password, { serverName })).toEqual(failure('directory-untrusted'));
    });
  });

  describe('the connection of a sign-in', () => {
    const opened: People[] = [];
    afterAll(() => opened.forEach((one) => one.close()));
    const open = async (): Promise<People> => {
      const { url, ca, upnSuffix } = running;
      await authenticate({ url, ca, upnSuffix }, 'jkowalska', password, (people) => opened.push(people));
      return opened.at(-1) as People;
    };
    const namesOf = async (people: People, typed: string): Promise<string[]> =>
      (await people.search(typed)).map(({ displayName }) => displayName);

    it('finds enabled accounts by parts of the name or the beginning of the login, with their objectGUID', async () => {
      const people = await open();
      const { guid, displayName, title, department } = personOf('mwisniewski');
      expect(await people.search('wiśn MICH')).toEqual([
        { login: 'mwisniewski', guid, displayName, title, department },
      ]);
      expect(await namesOf(people, 'jkow')).toEqual(['Janina Kowalska']);
      expect(await namesOf(people, 'Wyłączony')).toEqual([]);
    });

    it('INV-36 takes the signs of filters for what was typed', async () => {
      const people = await open();
      expect(await namesOf(people, '(Biuro,')).toEqual(['Bożena (Biuro, Rady) *']);
      expect(await namesOf(people, '**')).toEqual([]);
      expect(await namesOf(people, 'x)(cn=*')).toEqual([]);
    });

    it('finds everybody of a department by part of its name, and nobody by a sign of filters', async () => {
      const people = await open();
      const { department } = personOf('mwisniewski');
      const found = await people.inDepartment(department.slice(0, 4).toUpperCase());
      expect(found.filter((one) => one.department === department).map(({ login }) => login)).toContain(
        'mwisniewski',
      );
      for (const typed of ['*', 'x)(cn=*']) expect(await people.inDepartment(typed)).toEqual([]);
    });

    it('asks nobody once it was closed', async () => {
      const people = await open();
      people.close();
      await expect(people.search('kow')).rejects.toMatchObject({ failure: { code: 'directory-unbound' } });
    });
  });

  describe("the keeper's look-up", () => {
    let directory: Directory;
    beforeAll(() => {
      const { url, ca, serviceAccount, baseDn } = running;
      directory = openDirectory({ url, ca, serviceAccount, baseDn });
    });
    afterAll(() => directory.dispose());

    it('knows an employee by objectGUID, name, post and unit', async () => {
      const { guid, displayName, title, department } = personOf('jkowalska');
      expect(await directory.lookUp('jkowalska')).toEqual({
        state: 'ok',
        guid,
        displayName,
        title,
        department,
        pwdLastSet: expect.stringMatching(/^1\d{17}$/) as unknown,
      });
    });

    it('asks nobody any more once it is disposed of, which would keep the program from ending', async () => {
      const { url, ca, serviceAccount, baseDn } = running;
      const other = openDirectory({ url, ca, serviceAccount, baseDn });
      expect(await other.lookUp('jkowalska')).toMatchObject({ state: 'ok' });
      const asked = other.lookUp('jkowalska');
      await other.dispose();
      await asked;
      expect(await other.lookUp('jkowalska')).toEqual({ state: 'away', reason: 'unreachable' });
    });

    it('proves the password of an account by its objectGUID, one bind each, and sees when it is another one', async () => {
      const { guid, password } = personOf('jkowalska');
      const proved = await directory.prove(guid, password);
      expect(proved).toMatchObject({ state: 'proved' });
      const before = await running.badPasswords('jkowalska');
      expect(await directory.prove(guid, `${password}x`)).toEqual({ state: 'refused' });
      expect(await running.badPasswords('jkowalska')).toBe(before + 1);
      expect(await directory.prove('00000000-0000-4000-8000-000000000000', password)).toEqual({
        state: 'refused',
      });
      expect(await directory.prove(personOf('wwylaczony').guid, personOf('wwylaczony').password)).toEqual({
        state: 'refused',
      });
      await running.changePassword('jkowalska', 'Zupełnie-Nowe-7');
      const changed = await directory.prove(guid, 'Zupełnie-Nowe-7');
      expect(changed).toMatchObject({ state: 'proved' });
      expect(changed).not.toEqual(proved);
      expect(await directory.lookUp('jkowalska')).toMatchObject({
        pwdLastSet: changed.state === 'proved' ? changed.pwdLastSet : '',
      });
      await running.changePassword('jkowalska', password);
    });

    it('shows how many wrong passwords it counts of an account, and what locks it', async () => {
      const { guid } = personOf('kustronna');
      const [threshold, windowMs] = [5, 1_800_000];
      expect(await directory.tries(guid)).toMatchObject({ state: 'known', count: 0, threshold, windowMs });
      await directory.prove(guid, 'inne haslo');
      const tries = await directory.tries(guid);
      expect(tries).toMatchObject({ count: 1, threshold, windowMs });
      // The clock shows whole seconds.
      if (tries.state === 'known') expect(Math.abs(tries.now - tries.failedAt)).toBeLessThan(60_000);
      await directory.prove(guid, password);
      expect(await directory.tries(guid)).toMatchObject({ count: 0 });
    });

    it('INV-86 locks no account by what the keeper asks, in a burst from everywhere and over its restarts', async () => {
      const { login, guid } = personOf('kustronna');
      const starts = [new Proofs(directory), new Proofs(directory)] as const;
      for (const proofs of starts) {
        const burst = Array.from({ length: 30 }, (_, at) =>
          proofs.prove(guid, at % 3 === 0 ? null : `10.0.0.${at}`, 'inne haslo'),
        );
        await Promise.all(burst);
        expect(await running.badPasswords(login)).toBe(3);
      }
      const { guid: other } = personOf('mwisniewski');
      expect(await starts[1].prove(other, '10.0.0.1', password)).toMatchObject({ state: 'proved' });
      expect(await starts[1].prove(guid, null, password)).toEqual({ state: 'too-many' });
      // The program asks the directory itself before it comes to the keeper.
      expect((await signIn(login, password)).ok).toBe(true);
      expect(await starts[1].prove(guid, null, password)).toMatchObject({ state: 'proved' });
    });

    it.each([
      ['wwylaczony', 'disabled'],
      ['pwygasly', 'expired'],
      ['zzablokowany', 'ok'],
      ['mzmienna', 'ok'],
      ['hstarohaslo', 'ok'],
      ['nieistniejaca', 'absent'],
    ])('finds %s to be %s', async (login, state) => {
      expect((await directory.lookUp(login)).state).toBe(state);
    });

    it('INV-36 finds nobody under a name made of filter signs', async () => {
      expect((await directory.lookUp('*')).state).toBe('absent');
      expect((await directory.lookUp('jkow*')).state).toBe('absent');
    });

    it('sees a person disabled a moment ago, and enabled again', async () => {
      expect((await directory.lookUp('kustronna')).state).toBe('ok');
      await running.disable('kustronna');
      expect((await directory.lookUp('kustronna')).state).toBe('disabled');
      await running.enable('kustronna');
      expect((await directory.lookUp('kustronna')).state).toBe('ok');
    });

    it('INV-39 knows an account under a new login for the same, and the former login for another’s, or nobody’s', async () => {
      const { guid } = personOf('kustronna');
      const found = async (...guids: string[]) => {
        const answer = await directory.lookUpAll(guids);
        return answer.state === 'known'
          ? answer.accounts.map(({ login, displayName, ...one }) => [login, displayName, one.guid, one.state])
          : [];
      };
      await running.rename('kustronna', { login: 'kmalinowska', displayName: 'Kinga Malinowska' });
      expect(await found(guid)).toEqual([['kmalinowska', 'Kinga Malinowska', guid, 'ok']]);
      expect((await signIn('kmalinowska', password)).ok).toBe(true);
      const next = await running.add({ login: 'kustronna', password, displayName: 'Karol Ustronny' });
      expect(next).not.toBe(guid);
      expect(await found(next)).toEqual([['kustronna', 'Karol Ustronny', next, 'ok']]);
      await running.remove('kustronna');
      await running.rename('kmalinowska', { login: 'kustronna', displayName: 'Kinga Ustronna' });
      expect(await found(guid, next)).toEqual([['kustronna', 'Kinga Ustronna', guid, 'ok']]);
    });

    it('INV-78 tells what its clock shows, in whole seconds', async () => {
      const before = Date.now();
      const told = (await directory.currentTime()) ?? 0;
      expect(told % 1000).toBe(0);
      expect(told).toBeGreaterThan(before - 1000);
      expect(told).toBeLessThanOrEqual(Date.now());
    });

    it('is away without the directory, and comes back with it by itself', async () => {
      expect((await directory.lookUp('jkowalska')).state).toBe('ok');
      await running.suspend();
      expect(await directory.lookUp('jkowalska')).toEqual({ state: 'away', reason: 'unreachable' });
      expect(await directory.currentTime()).toBeNull();
      expect(await signIn('jkowalska', password)).toEqual(failure('directory-unreachable'));
      await running.resume();
      expect((await directory.lookUp('jkowalska')).state).toBe('ok');
    });

    it('INV-37 does not take a directory with a foreign certificate for the office', async () => {
      const { url, serviceAccount, baseDn } = running;
      const misled = openDirectory({ url, ca: (await createOfficeCa()).ca, serviceAccount, baseDn });
      expect(await misled.lookUp('jkowalska')).toEqual({ state: 'away', reason: 'untrusted' });
      await misled.dispose();
    });

    it('tries a wrong service password once and then no more, so that it locks nothing', async () => {
      const { url, ca, baseDn, serviceAccount } = running;
      const mistaken = openDirectory({
        url,
        ca,
        baseDn,
        serviceAccount: { ...serviceAccount, password: 'inne' },
      });
      for (const _ of [1, 2, 3, 4]) {
        expect(await mistaken.lookUp('jkowalska')).toEqual({ state: 'away', reason: 'service-account' });
      }
      await mistaken.dispose();
      const again = openDirectory({ url, ca, baseDn, serviceAccount });
      expect((await again.lookUp('jkowalska')).state).toBe('ok');
      await again.dispose();
    });
  });

  describe('who has which telephone', () => {
    const attributes = serverSettings.shape.directory.shape.telephones.parse({});
    const read = (change: Partial<Pick<RunningDirectory, 'ca' | 'serviceAccount'>> = {}) => {
      const { url, ca, serviceAccount, baseDn } = running;
      return readTelephones({ url, ca, serviceAccount, baseDn, ...change }, attributes);
    };
    const unit = personOf('jkowalska').department;

    it('is read page after page, of accounts that are neither disabled nor expired, by attributes in any case', async () => {
      const expected = [
        { login: 'b.zla-nazwa_1', number: '305', person: 'Bożena (Biuro, Rady) *', unit },
        { login: 'jkowalska', number: '+48 27 017 50 00 wew. 214', person: 'Janina Kowalska', unit },
        { login: 'mwisniewski', number: '236', person: 'Michał Wiśniewski', unit },
        { login: 'mzmienna', number: '303', person: 'Maria Zmienna', unit },
        { login: 'zzablokowany', number: '302', person: 'Zenon Zablokowany', unit },
      ];
      expect(await read()).toEqual({ ok: true, accounts: expected });
      const otherwise = { ...attributes, number: ['IPPHONE', 'telephonenumber'], person: ['displayname'] };
      expect(await readTelephones(running, otherwise, 2)).toEqual({ ok: true, accounts: expected });
    });

    it('INV-37 is asked of no directory with a foreign certificate', async () => {
      const { ca } = await createOfficeCa();
      expect(await read({ ca })).toEqual({ ok: false, reason: 'untrusted' });
    });

    it('is nobody’s to know with a wrong password of the service account, which is tried once', async () => {
      const { serviceAccount } = running;
      const { login } = seed.serviceAccount;
      const before = await running.badPasswords(login);
      const refused = await read({ serviceAccount: { ...serviceAccount, password: 'inne' } });
      expect(refused).toEqual({ ok: false, reason: 'service-account' });
      expect((await running.badPasswords(login)) - before).toBe(1);
      expect(await read()).toMatchObject({ ok: true });
    });
  });

  describe('as any LDAP client sees it', () => ldapContract(() => running));
}
