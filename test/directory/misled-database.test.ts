import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDatabase } from '../../build/office/database.ts';
import { startDirectory } from '../../build/office/directory.ts';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { debianPostgres17 } from '../../build/office/postgres-binaries.ts';
import { whyNoProduction } from '../../build/office/production.ts';
import { relayTo } from '../database/relay.ts';

const name = 'a database that is told of a directory that is not the office’s';
const reason = whyNoProduction();

/** What PostgreSQL itself does with a directory that is not the office's: a listener on the path, or a wrong address. */
function misledDatabase(): void {
  const login = 'jkowalska';
  const password = 'Zażółć-Gęślą-1!';

  /** Asks a PostgreSQL that was told of this directory; resolves with the SQLSTATE of its refusal. */
  async function refusalWith(directory: { url: string; ca: string; upnSuffix: string }): Promise<string> {
    const certificates = await createOfficeCa();
    const database = await startDatabase({
      certificates,
      ldap: directory,
      postgresBin: debianPostgres17() ?? '',
    });
    try {
      const { superuser, socketFolder, port, host, ca } = database;
      const local = new Client({ ...superuser, host: socketFolder, port, database: 'postgres' });
      await local.connect();
      await local.query(`CREATE DATABASE ${databaseName}`);
      await local.query('CREATE ROLE odsluch_people');
      await local.query(`CREATE ROLE ${login} LOGIN IN ROLE odsluch_people`);
      await local.end();
      const ssl = { ca, servername: 'localhost' };
      const client = new Client({ host, port, ssl, user: login, password, database: databaseName });
      await client.connect();
      await client.end();
      return 'let in';
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    } finally {
      await database.stop();
    }
  }
  const withDirectory = async (work: (directory: Awaited<ReturnType<typeof rogue>>) => Promise<void>) => {
    const directory = await rogue();
    await work(directory).finally(() => directory.stop());
  };
  const rogue = async () => {
    const person = { login, password, displayName: 'Janina Kowalska', title: '', department: '', groups: [] };
    return startDirectory({
      certificates: await createOfficeCa(),
      people: [{ ...person, guid: crypto.randomUUID(), accountState: 'ok' }],
      serviceAccount: { login: 'svc-odsluch', password: crypto.randomUUID() },
    });
  };

  it('lets the person in by this directory when it is the office’s: what follows is refused for its reason alone', () =>
    withDirectory(async (directory) => {
      expect(await refusalWith(directory)).toBe('let in');
      expect(directory.binds()).toBe(1);
    }));

  it('INV-37 sends no password to a directory that another authority vouches for', () =>
    withDirectory(async (directory) => {
      const { ca } = await createOfficeCa();
      const { url, upnSuffix } = directory;
      expect(await refusalWith({ url, upnSuffix, ca })).toBe('28000');
      expect(directory.binds()).toBe(0);
    }));

  it('INV-37 sends no password to a directory whose certificate bears another name', () =>
    withDirectory(async ({ url, ca, upnSuffix, binds }) => {
      const relay = await relayTo(Number(new URL(url).port));
      const elsewhere = `ldaps://${relay.host}:${relay.port}`;
      expect(await refusalWith({ url: elsewhere, ca, upnSuffix })).toBe('28000');
      relay.stop();
      expect(relay.connections()).toBeGreaterThan(0);
      expect(binds()).toBe(0);
    }));

  it('INV-37 sends no password to a directory that speaks no TLS', async () => {
    const heard: Buffer[] = [];
    const plain = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        heard.push(bytes);
        socket.end('0\f\x02\x01\x01a\x07\n\x01\0\x04\0\x04\0'); // "bind succeeded", in clear
      });
    }).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const url = `ldaps://127.0.0.1:${(plain.address() as AddressInfo).port}`;
    const { ca } = await createOfficeCa();
    expect(await refusalWith({ url, ca, upnSuffix: 'ad.office.test' })).toBe('28000');
    plain.close();
    expect(Buffer.concat(heard).length).toBeGreaterThan(0);
    expect(Buffer.concat(heard).includes(password)).toBe(false);
  });
}

if (reason) {
  it.skip(`${name}: ${reason}`);
} else {
  describe(name, misledDatabase);
}
