import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { debianPostgres17 } from '../../build/office/postgres-binaries.ts';
import { checkHba } from '../../server/doctor/hba.ts';
import { brokenOfficeOfFile, expectFindings } from './doctoring.ts';
import { rowsOf } from './office.ts';
import { clusterOf } from './schema.ts';

/** What doctor says of settings and database, and how it says it: each is broken for real, and put right again. */
const office = brokenOfficeOfFile();

/** A setting of the server, as somebody edits postgresql.conf. */
function setting(name: string, value: string): Promise<void> {
  const reload = 'SELECT pg_reload_conf()';
  return office.sql([`ALTER SYSTEM SET ${name} = ${value}`, reload], [`ALTER SYSTEM RESET ${name}`, reload]);
}

/** Lines of pg_hba.conf as they are to be. */
const people = 'hostssl odsluch +odsluch_people 127.0.0.1/32 scram-sha-256';
const programs = 'hostssl odsluch odsluch_keeper,odsluch_ingest';
const door = 'hostssl odsluch odsluch_door 127.0.0.1/32 trust';

/** One of them, as somebody edits it; the server reads the file when it is asked for its rules. */
async function hba(from: string, to: string, superuser?: Client): Promise<void> {
  const [row] = await rowsOf<{ hba_file: string }>(superuser ?? (await office.superuser()), 'SHOW hba_file');
  const file = row?.hba_file ?? '';
  const before = readFileSync(file, 'utf8');
  expect(before).toContain(from);
  office.putRight(() => writeFileSync(file, before));
  writeFileSync(file, before.replace(from, to));
}

describe('an office in order', () => {
  it('has nothing to say against it, line by line, and ends with 0', async () => {
    const { code, out, complaint } = await office.run(['--settings', office.settingsFile(), 'doctor']);
    expect(complaint).toBe('');
    const [first, ...lines] = out.trimEnd().split('\n');
    expect(first).toBe('OK – wszystko jest w porządku');
    expect(lines.filter((line) => !line.startsWith('OK       '))).toEqual([]);
    for (const what of [/PostgreSQL 1\d/, /Strażnik działa/, /wpis nr \d+/, /zapisywać/, /Zegar/, /pg_hba/])
      expect(out).toMatch(what);
    expect(code).toBe(0);
  });

  it('is left as it was, and nobody is named', async () => {
    const superuser = await office.superuser();
    const seq = () => rowsOf<{ seq: string }>(superuser, 'SELECT max(seq) AS seq FROM office.entry');
    const before = await seq();
    const checks = await office.findings();
    expect(await seq()).toEqual(before);
    const told = JSON.stringify(checks);
    for (const { login, displayName, password } of office.running().people) {
      expect(told).not.toContain(login);
      expect(told).not.toContain(displayName);
      expect(told).not.toContain(password);
    }
  });
});

describe('settings', () => {
  it('that cannot be read are an error with line and column', async () => {
    const file = office.settingsFile();
    writeFileSync(file, readFileSync(file, 'utf8').replace('"certificateDays":30', '"certificateDays":0'));
    const { code, out } = await office.run(['--settings', file, 'doctor']);
    expect(out).toMatch(
      /^BŁĄD – Ustawienia\nBŁĄD .*wiersz 1, kolumna \d+: pole „warnings.certificateDays” musi być liczbą nie mniejszą niż 1/,
    );
    expect(code).toBe(2);
  });

  it('name files that others must not read', async () => {
    const { passwordFile } = office.running().settings.directory;
    office.putRight(() => chmodSync(passwordFile, 0o600));
    chmodSync(passwordFile, 0o644);
    await office.expectOnly([
      ['settings', 'error', /„directory.passwordFile” .* mogą czytać także inne konta/],
    ]);
  });

  it('without the key of the keeper leave the ledger unknown', async () => {
    await office.expectOnly(
      [
        ['settings', 'error', /keeperPublicKey/],
        ['keeper', 'unknown', /brakuje klucza strażnika/],
      ],
      { keeperPublicKey: null },
    );
  });

  it('say nothing of the ground on which the office records: that is a rule, and never preset', async () => {
    const move = (to: string) =>
      `UPDATE office.instrument i SET from_day = from_day ${to} FROM office.entry e WHERE e.seq = i.seq
        AND e.payload::jsonb -> 'rows' -> i.place ->> 'of' = 'recordingBasis'`;
    await office.sql([move('+ 1')], [move('- 1')]);
    await office.expectOnly([['keeper', 'warning', /^Nie wpisano podstawy/]]);
  });

  it('and a command that was mistyped say nothing about the office: 3', async () => {
    const { code, complaint } = await office.run(['--settings', office.settingsFile(), 'doctor', '--xml']);
    expect(complaint).toMatch(/^Nie ma opcji --xml/);
    expect(code).toBe(3);
  });
});

describe('the database', () => {
  it('that does not answer leaves the rest unknown, and only the rest that needs it', async () => {
    office.putRight(() => office.running().database.resume());
    await office.running().database.suspend();
    await office.expectOnly([
      ['database', 'error', /^Baza danych nie odpowiada/],
      ['database', 'error', /^Polecenie ingest: Baza danych nie odpowiada/],
      ['database', 'unknown', /pg_hba.conf/],
      ['keeper', 'unknown', /Strażnika nie sprawdzono/],
      ['keystore', 'unknown', /Kluczy nagrań nie sprawdzono/],
      ['backup', 'unknown', /Kopii nie sprawdzono/],
      ['share', 'unknown', /Znaku zasobu nagrań nie sprawdzono/],
      ['certificates', 'unknown', /^Certyfikat bazy danych: nie sprawdzono/],
      ['clock', 'unknown', /Zegara nie sprawdzono/],
    ]);
  });

  it('is not what lets ingest in with another password', async () => {
    const { database } = office.running().settings;
    const ingest = { ...database.ingest, passwordFile: office.running().settings.directory.passwordFile };
    await office.expectOnly([['database', 'error', /^Polecenie ingest: Baza danych nie przyjęła hasła/]], {
      database: { ...database, ingest },
    });
  });

  it.each([
    ['log_error_verbosity', "'default'", 'warning', /log_error_verbosity ma wartość default: w dzienniku/],
    ['tcp_user_timeout', "'20min'", 'warning', /tcp_user_timeout ma wartość 1200000: połączenia/],
    ['fsync', 'off', 'error', /fsync ma wartość off: .*zginąć wpis/],
    ['authentication_timeout', "'60s'", 'warning', /niedokończone logowania/],
    ['autovacuum_naptime', "'60s'", 'warning', /może zapełnić dysk/],
    ['synchronous_commit', 'off', 'error', /synchronous_commit ma wartość off: .*zginąć wpis/],
  ] as const)('has %s = %s', async (name, value, state, sentence) => {
    await setting(name, value);
    await office.expectOnly([['database', state, sentence]]);
  });

  it('has what it takes in at its start alone otherwise', async () => {
    const restart = () => office.running().database.restart();
    office.putRight(restart);
    const names = ['reserved_connections', 'max_notify_queue_pages'];
    await office.sql(
      [`ALTER SYSTEM SET reserved_connections = 0`, `ALTER SYSTEM SET max_notify_queue_pages = 1048576`],
      names.map((name) => `ALTER SYSTEM RESET ${name}`),
    );
    await restart();
    await office.expectOnly([
      ['database', 'warning', /reserved_connections ma wartość 0: .*odciąć osoby i strażnika/],
      ['database', 'warning', /max_notify_queue_pages ma wartość 1048576: kolejka powiadomień/],
    ]);
  });

  it('lets a session take all the memory of the server', async (context) => {
    const superuser = await office.superuser();
    const [row] = await rowsOf<{ pid: string }>(
      superuser,
      `SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1) AS pid`,
    );
    const pid = row?.pid ?? '';
    if (process.platform !== 'linux') context.skip('only Linux bounds what a process maps');
    // The server may run as another account, and only that one may say how much its processes take.
    const { uid, gid } = statSync(`/proc/${pid}`);
    const limit = (bytes: string) =>
      execFileSync(
        'prlimit',
        [`--pid=${pid}`, `--as=${bytes}:`],
        process.getuid?.() === 0 ? { uid, gid } : {},
      );
    limit('unlimited');
    office.putRight(() => limit(String(2 * 1024 ** 3)));
    await office.expectOnly([['database', 'warning', /zająć całą pamięć serwera/]]);
  });

  it.each([
    ['local all +odsluch_people reject\n', '', /przez gniazdo lokalne, czyli bez adresu stanowiska/],
    ['hostssl odsluch +odsluch_people', 'host odsluch +odsluch_people', /wpuszcza połączenia bez TLS/],
    [programs, 'hostssl odsluch all', /^Wiersz \d+ pg_hba.conf wpuszcza z sieci wszystkie role/],
    [people, people.replace('scram-sha-256', 'trust'), /wpuszcza bez hasła \(trust\)/],
    [people, people.replace('scram-sha-256', 'md5'), /bez sesji, którą wpisał strażnik \(md5\)/],
    [door, `${door}\nlocal all postgres trust`, /wpuszcza bez hasła \(trust\)/],
    [door, door.replace('odsluch_door', 'odsluch_door,odsluch_ingest'), /wpuszcza bez hasła \(trust\)/],
  ])('has a way in that it must not have (%j → %j)', async (from, to, sentence) => {
    await hba(from, to);
    await office.expectOnly([['database', 'error', sentence]]);
  });

  it.each(['+odsluch_people', '+odsluch_listener', 'anna.nowak', '"/^anna\\."', 'all'])(
    'asks %s for the password of the directory',
    async (user) => {
      const radius = 'radius radiusservers="127.0.0.1" radiussecrets="tajne"';
      await hba(people, `hostssl odsluch ${user} 127.0.0.1/32 ${radius}\n${people}`);
      await office.expectOnly([
        ['database', 'error', /\(radius\): hasła katalogu przechodzą przez serwer bazy/],
      ]);
    },
  );

  it.each(['', door.replace('trust', 'scram-sha-256')])('has no open door (%j)', async (instead) => {
    await hba(door, instead);
    await office.expectOnly([['database', 'error', /nie wpuszcza roli odsluch_door, więc nikt/]]);
  });

  it.each([
    [
      'ALTER ROLE odsluch_listener CREATEDB',
      'ALTER ROLE odsluch_listener NOCREATEDB',
      /odsluch_listener może więcej/,
    ],
    ['ALTER ROLE odsluch_owner LOGIN', 'ALTER ROLE odsluch_owner NOLOGIN', /odsluch_owner może się logować/],
  ])('has a role that is not as it was made (%s)', async (change, undo, sentence) => {
    await office.sql([change], [undo]);
    await office.expectOnly([['database', 'error', sentence]]);
  });

  it('is older than the program, or newer', async () => {
    const superuser = await office.superuser();
    const [last] = await rowsOf<{ name: string; sha256: string }>(
      superuser,
      'SELECT name, sha256 FROM odsluch_migration.step ORDER BY name DESC LIMIT 1',
    );
    const { name = '', sha256 = '' } = last ?? {};
    const steps = 'odsluch_migration.step';
    await office.sql(
      [`DELETE FROM ${steps} WHERE name = '${name}'`],
      [`INSERT INTO ${steps} VALUES ('${name}', '${sha256}')`],
    );
    await office.expectOnly([['database', 'error', /starszy niż program: brakuje \d{3}_/]]);
    await office.sql(
      [`INSERT INTO ${steps} VALUES ('${name}', '${sha256}')`],
      [`DELETE FROM ${steps} WHERE name = '${name}'`],
    );
    await office.sql(
      [`INSERT INTO ${steps} VALUES ('999_next.sql', '')`],
      [`DELETE FROM ${steps} WHERE name = '999_next.sql'`],
    );
    await office.expectOnly([['database', 'error', /nowsza niż ten program/]]);
  });
});

const debian = debianPostgres17();
if (!debian) it.skip('PostgreSQL 17 of Debian: neither installed nor unpacked by set-up');
else
  describe('a server that can ask a directory', () => {
    const cluster = clusterOf(debian);
    it('asks it for people', async () => {
      const superuser = await cluster.superuser();
      await superuser.query('CREATE ROLE odsluch_people');
      expectFindings(await checkHba(superuser), []);
      const ldap = 'ldap ldapurl="ldaps://dc1.ad.gmina.example/DC=ad,DC=gmina,DC=example?sAMAccountName?sub"';
      await hba(people, people.replace('scram-sha-256', ldap), superuser);
      expectFindings(await checkHba(superuser), [
        ['database', 'error', /\(ldap\): hasła katalogu przechodzą przez serwer bazy/],
      ]);
    });
  });
