import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Client } from 'ldapts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOfficeCa, type OfficeCa } from '../../build/office/certificates.ts';
import { type DemoDirectory, startDirectory } from '../../build/office/directory.ts';
import { authenticate, type People } from '../../electron/session/directory.ts';
import { openDirectory } from '../../server/keeper/directory.ts';
import { directoryContract } from './directory.contract.ts';
import { password, seed } from './people.fixture.ts';

describe("the demo's directory", () => {
  directoryContract(async () => startDirectory({ ...seed, certificates: await createOfficeCa() }));
});

describe('what only a directory of our own can show', () => {
  const toStop: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    vi.useRealTimers();
    for (const one of toStop.splice(0)) await one.stop();
  });

  const start = async (
    change: { acceptEmptyPassword?: boolean; certificates?: OfficeCa } = {},
  ): Promise<DemoDirectory> => {
    const directory = await startDirectory({ ...seed, certificates: await createOfficeCa(), ...change });
    toStop.push(directory);
    return directory;
  };
  const settings = ({ url, ca, upnSuffix }: DemoDirectory) => ({ url, ca, upnSuffix });
  const client = ({ url, ca }: DemoDirectory): Client => {
    const made = new Client({ url, timeout: 3000, tlsOptions: { ca: [ca] } });
    toStop.push({ stop: () => made.unbind() });
    return made;
  };

  describe('on the side of the app', () => {
    it.each(['', ' ', '\t\u00a0 ', 'Zażółć\0reszta'])(
      'INV-35 sends no byte for the password %j',
      async (typed) => {
        const directory = await start({ acceptEmptyPassword: true });
        const answer = await authenticate(settings(directory), 'jkowalska', typed);
        expect(answer).toEqual({ ok: false, failure: 'sign-in-empty-password' });
        expect(directory.connections()).toBe(0);
      },
    );

    it('INV-35 would be let in without a password by a directory like this, if it sent one', async () => {
      const directory = await start({ acceptEmptyPassword: true });
      await expect(client(directory).bind(`jkowalska@${directory.upnSuffix}`, '')).resolves.toBeUndefined();
    });

    it.each([
      '',
      'j',
      '1kowalska',
      'jkow*',
      'j kowalska',
      'jkowalska)(cn=*',
      'OFFICE\\jkowalska',
      'żkowalska',
      'a'.repeat(21),
    ])('INV-36 sends no byte for the login %j', async (typed) => {
      const directory = await start();
      const answer = await authenticate(settings(directory), typed, password);
      expect(answer).toEqual({ ok: false, failure: 'sign-in-malformed-login' });
      expect(directory.connections()).toBe(0);
    });

    it.each([
      ['jkowalska', password],
      ['jkowalska', 'inne haslo'],
      ['zzablokowany', password],
      ['nieistniejaca', password],
    ])('binds once for %s with %j', async (login, typed) => {
      const directory = await start();
      await authenticate(settings(directory), login, typed);
      expect([directory.binds(), directory.connections()]).toEqual([1, 1]);
    });

    it('says something on the connection of whoever is signed in before a domain controller ends it, until it is closed', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      const directory = await start();
      const opened: People[] = [];
      await authenticate(settings(directory), 'jkowalska', password, (people) => opened.push(people));
      const before = directory.searches();
      // MaxConnIdleTime is 900 s.
      vi.advanceTimersByTime(899_000);
      // Comes on the same connection, after whatever was said on it.
      expect(await opened[0]?.search('jkow')).toHaveLength(1);
      expect(directory.searches() - before).toBeGreaterThan(1);
      opened[0]?.close();
      expect(vi.getTimerCount()).toBe(0);
    });

    it('INV-37 sends nothing over ldap://, and nothing without a CA to check the server by', async () => {
      const directory = await start();
      const untrusted = { ok: false, failure: 'directory-untrusted' };
      const open = { ...settings(directory), url: directory.url.replace('ldaps:', 'ldap:') };
      expect(await authenticate(open, 'jkowalska', password)).toEqual(untrusted);
      expect(await authenticate({ ...settings(directory), ca: '' }, 'jkowalska', password)).toEqual(
        untrusted,
      );
      expect(directory.connections()).toBe(0);
    });

    it('INV-37 hands no password to a server whose certificate has expired', async () => {
      const directory = await start({ certificates: await createOfficeCa(0) });
      const answer = await authenticate(settings(directory), 'jkowalska', password);
      expect(answer).toEqual({ ok: false, failure: 'directory-untrusted' });
      expect([directory.binds(), directory.connections()]).toEqual([0, 1]);
    });

    it('INV-37 hands no password to a server that speaks no TLS', async () => {
      const heard: Buffer[] = [];
      const sockets: Socket[] = [];
      const server = createServer((socket) => {
        sockets.push(socket);
        socket.on('data', (bytes) => {
          heard.push(bytes);
          socket.write('0\f\x02\x01\x01a\x07\n\x01\0\x04\0\x04\0'); // "bind succeeded", in clear
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      toStop.push({
        stop: async () => {
          for (const socket of sockets) socket.destroy();
          server.close();
          await once(server, 'close');
        },
      });
      const { ca } = await createOfficeCa();
      const url = `ldaps://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const answer = await authenticate({ url, ca, upnSuffix: 'ad.office.test' }, 'jkowalska', password);
      expect(answer).toEqual({ ok: false, failure: 'directory-untrusted' });
      expect(Buffer.concat(heard).length).toBeGreaterThan(0);
      expect(Buffer.concat(heard).includes(password)).toBe(false);
    });

    it('gives up on a directory that takes the connection and never answers, and works once it does', async () => {
      const directory = await start();
      directory.freeze();
      const hurried = { ...settings(directory), timeoutMs: 200 };
      const answer = await authenticate(hurried, 'jkowalska', password);
      expect(answer).toEqual({ ok: false, failure: 'directory-unreachable' });
      expect(directory.connections()).toBe(1);
      directory.thaw();
      expect((await authenticate(settings(directory), 'jkowalska', password)).ok).toBe(true);
    });

    it('says that something is wrong, not that the person is, where the settings look in the wrong place', async () => {
      const directory = await start();
      const misplaced = { ...settings(directory), baseDn: `OU=Grupy,${directory.baseDn}` };
      const answer = await authenticate(misplaced, 'jkowalska', password);
      expect(answer).toEqual({ ok: false, failure: 'unexpected' });
    });
  });

  describe('on the side of the keeper', () => {
    const open = (directory: DemoDirectory, timeoutMs = 3000) => {
      const { url, ca, baseDn, serviceAccount } = directory;
      const opened = openDirectory({ url, ca, baseDn, serviceAccount, timeoutMs });
      toStop.push({ stop: opened.dispose });
      return opened;
    };

    it('keeps one connection and one bind for many look-ups, also at the same time', async () => {
      const directory = await start();
      const keeper = open(directory);
      const states = await Promise.all(
        ['jkowalska', 'mwisniewski', 'wwylaczony'].map((one) => keeper.lookUp(one)),
      );
      expect(states.map(({ state }) => state)).toEqual(['ok', 'ok', 'disabled']);
      await keeper.lookUp('pwygasly');
      expect([directory.binds(), directory.connections()]).toEqual([1, 1]);
    });

    it('answers at once after the directory was started again and the old connection died unnoticed', async () => {
      const directory = await start();
      const keeper = open(directory);
      expect((await keeper.lookUp('jkowalska')).state).toBe('ok');
      await directory.suspend();
      await directory.resume();
      expect((await keeper.lookUp('jkowalska')).state).toBe('ok');
      expect(directory.binds()).toBe(2);
    });

    it('is away while the directory is frozen under an open connection, and comes back', async () => {
      const directory = await start();
      const keeper = open(directory, 200);
      expect((await keeper.lookUp('jkowalska')).state).toBe('ok');
      directory.freeze();
      const away = { state: 'away', reason: 'unreachable' };
      expect(await Promise.all([keeper.lookUp('jkowalska'), keeper.lookUp('mwisniewski')])).toEqual([
        away,
        away,
      ]);
      directory.thaw();
      expect((await keeper.lookUp('jkowalska')).state).toBe('ok');
    });

    it('INV-36 sends no byte for what can be no login', async () => {
      const directory = await start();
      expect(await open(directory).lookUp('x)(cn=*')).toEqual({ state: 'absent' });
      expect(directory.connections()).toBe(0);
    });
  });

  describe('as a server', () => {
    it('treats a connection as a stranger again after a bind that failed', async () => {
      const directory = await start();
      const ldap = client(directory);
      await ldap.bind(directory.serviceAccount.bindName, directory.serviceAccount.password);
      await expect(ldap.bind(`nikt@${directory.upnSuffix}`, 'inne')).rejects.toMatchObject({ code: 49 });
      const search = ldap.search(directory.baseDn, { filter: '(objectClass=user)' });
      await expect(search).rejects.toMatchObject({ code: 1 });
    });

    it('leaves a connection a stranger after a bind without a password that it let pass', async () => {
      const directory = await start({ acceptEmptyPassword: true });
      const ldap = client(directory);
      await ldap.bind(`jkowalska@${directory.upnSuffix}`, '');
      const search = ldap.search(directory.baseDn, { filter: '(objectClass=user)' });
      await expect(search).rejects.toMatchObject({ code: 1 });
    });

    it('gives no more entries than asked for and refuses filters that it does not know', async () => {
      const directory = await start();
      const ldap = client(directory);
      await ldap.bind(directory.serviceAccount.bindName, directory.serviceAccount.password);
      const { searchEntries } = await ldap.search(directory.baseDn, {
        filter: '(objectClass=user)',
        sizeLimit: 2,
      });
      expect(searchEntries).toHaveLength(2);
      const unknown = ldap.search(directory.baseDn, { filter: '(badPwdCount>=1)' });
      await expect(unknown).rejects.toMatchObject({ code: 53 });
    });

    it('changes nothing for anybody', async () => {
      const directory = await start();
      const ldap = client(directory);
      await ldap.bind(directory.serviceAccount.bindName, directory.serviceAccount.password);
      await expect(ldap.del(`CN=Janina Kowalska,OU=Uzytkownicy,${directory.baseDn}`)).rejects.toMatchObject({
        code: 53,
      });
    });

    it.each([
      ['no LDAP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
      [
        'a message that claims to be huge',
        Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 0x01, 0x01]),
      ],
      ['a message cut short inside', Buffer.from([0x30, 0x05, 0x02, 0x01, 0x01, 0x60, 0x20])],
    ])('hangs up on %s, and goes on serving others', async (_what, bytes) => {
      const directory = await start();
      const { port } = new URL(directory.url);
      const socket = connectTls({ host: '127.0.0.1', port: Number(port), ca: directory.ca });
      await once(socket, 'secureConnect');
      socket.resume().write(bytes);
      await once(socket, 'close');
      expect((await authenticate(settings(directory), 'jkowalska', password)).ok).toBe(true);
    });
  });
});
