import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { type RunningDatabase, startDatabase } from '../../build/office/database.ts';
import type { RunningDirectory } from '../../build/office/people-types.ts';
import { debianPostgres17 } from '../../build/office/postgres-binaries.ts';
import { startSamba, whyNoSamba } from '../../build/office/samba.ts';
import { password, seed } from './people.fixture.ts';

const name = 'PostgreSQL 17 that asks a domain controller for the passwords, as in an office';
const postgresBin = debianPostgres17();
const reason =
  whyNoSamba() ?? (postgresBin ? null : 'PostgreSQL 17 of Debian is neither installed nor unpacked');

function asInAnOffice(): void {
  let directory: RunningDirectory;
  let database: RunningDatabase;

  beforeAll(async () => {
    const certificates = await createOfficeCa();
    directory = await startSamba({ ...seed, certificates });
    const bin = postgresBin ?? '';
    database = await startDatabase({ certificates, postgresBin: bin, ldap: directory });
    const { superuser, socketFolder, port } = database;
    const client = new Client({ ...superuser, host: socketFolder, port, database: 'postgres' });
    await client.connect();
    await client.query('CREATE DATABASE odsluch');
    await client.query('CREATE ROLE odsluch_people');
    for (const { login } of seed.people) {
      await client.query(`CREATE ROLE ${client.escapeIdentifier(login)} LOGIN IN ROLE odsluch_people`);
    }
    await client.end();
  });
  afterAll(async () => {
    await database.stop();
    await directory.stop();
  });

  const logIn = async (user: string, typed: string): Promise<string | undefined> => {
    const { host, port, ca } = database;
    const ssl = { ca, servername: 'localhost' };
    const client = new Client({ host, port, ssl, user, password: typed, database: 'odsluch' });
    await client.connect();
    try {
      return (await client.query<{ who: string }>('SELECT session_user AS who')).rows[0]?.who;
    } finally {
      await client.end();
    }
  };

  it('lets a person in with the password of the directory, as himself', async () => {
    expect(await logIn('mwisniewski', password)).toBe('mwisniewski');
  });

  it.each(['wwylaczony', 'zzablokowany', 'mzmienna', 'pwygasly', 'hstarohaslo'])(
    'refuses %s although the password is right',
    async (login) => {
      await expect(logIn(login, password)).rejects.toMatchObject({ code: '28000' });
    },
  );

  it('INV-35 refuses an empty password and a name that the directory would take for another', async () => {
    await expect(logIn('jkowalska', '')).rejects.toThrow();
    await expect(logIn('JKOWALSKA', password)).rejects.toMatchObject({ code: '28000' });
    await expect(logIn('jkow*', password)).rejects.toMatchObject({ code: '28000' });
  });

  it('spends one try of the lockout on one wrong password', async () => {
    await expect(logIn('lprobny', 'inne haslo')).rejects.toMatchObject({ code: '28000' });
    expect(await directory.badPasswords('lprobny')).toBe(1);
  });

  it('refuses everybody without the directory, and lets them in again with it', async () => {
    await directory.suspend();
    await expect(logIn('jkowalska', password)).rejects.toMatchObject({ code: '28000' });
    await directory.resume();
    expect(await logIn('jkowalska', password)).toBe('jkowalska');
  });
}

if (reason) it.skip(`${name}: ${reason}`);
else describe(name, asInAnOffice);
