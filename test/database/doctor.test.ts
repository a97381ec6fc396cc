import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkHba } from '../../server/doctor/hba.ts';
import { brokenOfficeOfFile, expectFindings } from './doctoring.ts';
import { rowsOf } from './office.ts';

/** What doctor says of settings and database, and how it says it: each is broken for real, and put right again. */
const office = brokenOfficeOfFile();

/** A setting of the server, as somebody edits postgresql.conf. */
function setting(name: string, value: string): Promise<void> {
  const reload = 'SELECT pg_reload_conf()';
  return office.sql([`ALTER SYSTEM SET ${name} = ${value}`, reload], [`ALTER SYSTEM RESET ${name}`, reload]);
}

/** A line of pg_hba.conf, as somebody edits it; the server reads the file when it is asked for its rules. */
async function hba(from: string, to: string): Promise<void> {
  const [row] = await rowsOf<{ hba_file: string }>(await office.superuser(), 'SHOW hba_file');
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
  ] as const)('has %s = %s', async (name, value, state, sentence) => {
    await setting(name, value);
    await office.expectOnly([['database', state, sentence]]);
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
    ['local all +odsluch_people reject\n', '', /przez gniazdo lokalne, z pominięciem katalogu/],
    ['hostssl odsluch +odsluch_people', 'host odsluch +odsluch_people', /wpuszcza połączenia bez TLS/],
    [
      'hostssl odsluch odsluch_keeper,odsluch_ingest',
      'hostssl odsluch all',
      /^Wiersz \d+ pg_hba.conf wpuszcza osoby z pominięciem katalogu \(scram-sha-256\)/,
    ],
    [
      'hostssl odsluch +odsluch_people 127.0.0.1/32 scram-sha-256',
      'hostssl odsluch +odsluch_people 127.0.0.1/32 trust',
      /osoby z pominięciem katalogu \(trust\)/,
    ],
  ])('has a way in that it must not have (%j → %j)', async (from, to, sentence) => {
    await hba(from, to);
    await office.expectOnly([['database', 'error', sentence]]);
  });

  it.each(['+odsluch_listener', 'anna.nowak', '"/^anna\\."'])(
    'has a way in past the directory for some people (%s)',
    async (user) => {
      const line = 'hostssl odsluch odsluch_keeper,odsluch_ingest';
      await hba(line, `hostssl odsluch ${user} 127.0.0.1/32 trust\n${line}`);
      await office.expectOnly([['database', 'error', /osoby z pominięciem katalogu \(trust\)/]]);
    },
  );

  it('asks people for a password of its own, although there is a directory', async () => {
    const found = await checkHba(await office.superuser(), true);
    expectFindings(found, [['database', 'error', /osoby z pominięciem katalogu \(scram-sha-256\)/]]);
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
