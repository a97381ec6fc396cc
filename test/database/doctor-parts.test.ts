import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDirectory } from '../../build/office/directory.ts';
import { officePeople } from '../../build/office/people.ts';
import type { Finding } from '../../server/doctor/finding.ts';
import { callRecords as callRecordsForm } from '../../shared/limits.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { odsluchServer } from './command-line.ts';
import { orderOf } from './destroying.ts';
import { brokenOfficeOfFile, expectFindings, quiet } from './doctoring.ts';
import { resume, rowsOf, signAs, who } from './office.ts';

/** What doctor says of keeper, share, certificates, directory and clock: each is broken for real, and put right again. */
const office = brokenOfficeOfFile();

describe('the keeper', () => {
  it('that died long ago', async () => {
    const { keeper } = office.running();
    office.putRight(() => keeper.start());
    await keeper.kill();
    await office.sql(["UPDATE office.pulse SET at = at - interval '10 minutes'"], []);
    await office.expectOnly([['keeper', 'error', /nie daje znaku życia od 10 min/]]);
  });

  it('whose journal is gone, or says something else than the ledger', async () => {
    const { journal } = office.running().settings;
    await office.expectOnly([['keeper', 'error', /Nie ma dziennika strażnika/]], {
      journal: join(office.folder(), 'brak.jsonl'),
    });
    const copy = join(office.folder(), 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    const last = lines.pop() ?? '';
    writeFileSync(copy, [...lines, last.replace(/"signature":"..../, '"signature":"AAAA'), ''].join('\n'));
    await office.expectOnly([['keeper', 'error', /^Księga NIEZGODNA. Wpis nr \d+: baza danych i dziennik/]], {
      journal: copy,
    });
  });

  it('that destroys nothing at night: urgent from the second night on, and where it is off at that hour', async () => {
    const told = (sql: string) =>
      office.sql(
        [`UPDATE office.pulse SET ${sql}`],
        ['UPDATE office.pulse SET night = NULL, waits = NULL, waits_since = NULL'],
      );
    await told(`night = today, waits = 'keys', waits_since = today - 1`);
    // Without an order nothing is to go.
    await office.expectOnly([]);
    const order = orderOf({ shift: { own: 0, database: 0 } });
    const { seq, hash } = await signAs(office.running(), who.secretary, 'instrument', order);
    const seen = { entries: [seq], hashes: [hash.toString('hex')] };
    await signAs(office.running(), who.deputy, 'confirm', seen);
    await office.expectOnly([['keeper', 'warning', /nie są niszczone: plik klucza/]]);
    await told(`waits_since = today - 2`);
    await office.expectOnly([['keeper', 'error', /nie są niszczone: plik klucza/]]);
    // The first night of the order is still to come.
    await told(`night = today - 1, waits = 'order', waits_since = NULL`);
    await office.expectOnly([]);
    const praised = async (): Promise<boolean> =>
      (await office.findings()).some(({ sentence }) => sentence.startsWith('Ostatnia noc niszczenia'));
    await told(`night = today - 5, waits = NULL`);
    expect(await praised()).toBe(false);

    const begun = (days: number) =>
      office.sql(
        [`UPDATE office.instrument SET from_day = from_day - ${days} WHERE seq = ${seq}`],
        [`UPDATE office.instrument SET from_day = from_day + ${days} WHERE seq = ${seq}`],
      );
    await begun(3);
    await told(`night = today - 2, waits = NULL, waits_since = NULL`);
    await office.expectOnly([['keeper', 'error', /o godzinie niszczenia strażnik nie działał/]]);
    await told(`night = today - 1`);
    await office.expectOnly([]);
    expect(await praised()).toBe(true);
    // The last night was one before the order began, and since then the server is off at that hour.
    await told(`night = today - 5, waits = 'order', waits_since = NULL`);
    await office.expectOnly([['keeper', 'error', /o godzinie niszczenia strażnik nie działał/]]);
    await told(`night = NULL, waits = NULL, waits_since = NULL`);
    await office.expectOnly([['keeper', 'error', /o godzinie niszczenia strażnik nie działał/]]);
  });

  it('that was told to let nobody listen', async () => {
    const secretary = office.running().person(who.secretary);
    const said = await odsluchServer(
      [
        ...['--settings', office.settingsFile()],
        ...['suspend', '--as', secretary.login, '--reason', 'Próba'],
      ],
      `${secretary.password}\n`,
    );
    expect(said).toMatchObject({ code: 0 });
    office.putRight(async () => {
      await resume(office.running());
    });
    await office.expectOnly([['keeper', 'warning', /wstrzymał je Sekretarz/]]);
  });
});

describe('the keystore', () => {
  const foreign = '00000000-0000-4000-8000-000000000000';
  const aKey = (): string => {
    const day = readdirSync(office.keystore()).find((name) => /^\d{4}-/.test(name)) ?? '';
    return join(office.keystore(), day, readdirSync(join(office.keystore(), day))[0] ?? '');
  };

  it('that lacks a key, or has one of no recording', async () => {
    const key = aKey();
    office.putRight(() => renameSync(join(dirname(key), foreign), key));
    renameSync(key, join(dirname(key), foreign));
    await office.expectOnly([
      ['keystore', 'error', /brakuje kluczy nagrań: 1/],
      ['keystore', 'warning', /nie wymienia żaden wpis: 1/],
    ]);
    // It looks, and takes away nothing.
    expect(existsSync(join(dirname(key), foreign))).toBe(true);
  });

  it('of which others can read a key', async () => {
    const key = aKey();
    office.putRight(() => chmodSync(key, 0o600));
    chmodSync(key, 0o640);
    await office.expectOnly([['keystore', 'error', /mogą go czytać inni \(razem 1\)/]]);
  });

  it('that has the key of a destroyed recording', async () => {
    await office.sql(
      [`UPDATE office.recording SET state = 'destroyed'`],
      [`UPDATE office.recording SET state = 'available'`],
    );
    await office.expectOnly([['keystore', 'error', /są klucze zniszczonych nagrań: 1/]]);
  });

  it('in which a key is a link', async () => {
    const key = aKey();
    const aside = `${office.keystore()}.aside`;
    office.putRight(() => renameSync(aside, key));
    renameSync(key, aside);
    symlinkSync(aside, key);
    await office.expectOnly([['keystore', 'error', /jest dowiązaniem albo mogą go czytać inni \(razem 1\)/]]);
  });

  it.runIf(process.getuid?.() === 0)('in which a key is that of another account', async () => {
    const key = aKey();
    office.putRight(() => chownSync(key, 0, 0));
    chownSync(key, 65_534, 65_534);
    await office.expectOnly([['keystore', 'error', /należy do innego konta/]]);
  });

  it('that lies on the disk of the system', async () => {
    const { keystore } = office.running().settings;
    await office.expectOnly([['keystore', 'error', /na dysku systemu albo bazy danych/]], { keystore });
  });
});

describe('our backup', () => {
  const nothing = { data: null, keys: null, passwords: null, key: null, keepDays: 30 };

  /** Another year in what the newest says; its signature is another check's. */
  const dated = (field: string, from: string, to: string): string[] => [
    'ALTER TABLE office.entry DISABLE TRIGGER ALL',
    `UPDATE office.entry SET payload = replace(payload, '"${field}":"${from}', '"${field}":"${to}') WHERE kind = 'backup'`,
    'ALTER TABLE office.entry ENABLE TRIGGER ALL',
  ];
  /** The newest may be of the year before. */
  const yearIn = async (field: string): Promise<string> => {
    const sql = `SELECT left(payload::jsonb ->> $1, 4) AS year FROM office.entry WHERE kind = 'backup' ORDER BY seq DESC LIMIT 1`;
    const [row] = await rowsOf<{ year: string }>(await office.superuser(), sql, [field]);
    return row?.year ?? '';
  };
  const errors = async (): Promise<Finding[]> =>
    (await office.findings()).filter(({ part, state }) => part === 'backup' && state === 'error');

  it('that lets go of nothing', async () => {
    const year = await yearIn('oldestOn');
    await office.sql(dated('oldestOn', year, '2020'), dated('oldestOn', '2020', year));
    expect(await errors()).toMatchObject([
      { sentence: expect.stringMatching(/^Kopie nie wygasają: najstarsza jest z .*2020\.$/) as string },
    ]);
  });

  it('that is not set up, or that nobody made for two days', async () => {
    await office.expectOnly([['backup', 'warning', /nie ustawiono/]], { backup: nothing });
    const year = await yearIn('startedAt');
    await office.sql(dated('startedAt', year, '2020'), dated('startedAt', '2020', year));
    expect(await errors()).toMatchObject([
      { sentence: expect.stringMatching(/^Ostatnia kopia programu jest z .*2020\.$/) as string },
    ]);
  });
});

describe('the calls', () => {
  it('that nobody has held against the exchange’s records yet, or of which a working day has none', async () => {
    const { reconcile } = office.running().settings;
    const callRecords = callRecordsForm.parse({
      ...{ path: office.folder(), delimiter: ';', encoding: 'utf-8', header: false },
      columns: { call: null, startedAt: 1, extension: 2, seconds: 3 },
      ...{ time: 'yyyy-MM-dd HH:mm:ss', zone: 'UTC', incoming: null, answered: null },
    });
    const set = { reconcile: { ...reconcile, callRecords } };
    await office.expectOnly([['calls', 'error', /nie uzgodniono jeszcze żadnego dnia/]], set);
    // The fourteen days before, but for one that everybody worked.
    const today = legalDay();
    const days = Array.from({ length: 14 }, (_, n) => addDays(today, -14 + n));
    const left = days.filter(isWorkingDay)[3] ?? '';
    const reconciled = (day: string): string =>
      `INSERT INTO office.reconciliation (day, sha256, answered, hung_up, recorded, more, seq) VALUES ('${day}', '', 1, 0, 1, 0, 1)`;
    await office.sql(days.filter((day) => day !== left).map(reconciled), [
      'DELETE FROM office.reconciliation',
    ]);
    const typed = left.split('-').reverse().join('\\.');
    await office.expectOnly([['calls', 'error', new RegExp(`: 1, ostatni to ${typed}`)]], set);
    await office.sql([reconciled(left)], []);
    expect((await office.findings(set)).filter(({ part }) => part === 'calls')).toMatchObject([
      { state: 'ok' },
    ]);
  });
});

describe('share and disks', () => {
  it('a share that is away', async () => {
    const { share } = office.running();
    office.putRight(() => renameSync(`${share}-away`, share));
    renameSync(share, `${share}-away`);
    await office.expectOnly([['share', 'error', /nie można odczytać \(ENOENT\)/]]);
  });

  it('a share where the account of ingest may not write', async () => {
    const { database } = office.running().settings;
    const { share } = office.running();
    const passwordFile = join(office.folder(), 'ingest.password');
    copyFileSync(database.ingest.passwordFile ?? '', passwordFile);
    chmodSync(passwordFile, 0o600);
    if (process.getuid?.() === 0) chownSync(passwordFile, 65_534, 65_534);
    office.putRight(() => chmodSync(share, 0o755));
    chmodSync(share, 0o555);
    await office.expectOnly([['share', 'error', /nie może zapisywać/]], {
      database: { ...database, ingest: { ...database.ingest, passwordFile } },
    });
  });

  it('disks that are filling, and disks that are full', async () => {
    const { bavail, bsize } = statfsSync(office.running().share);
    const more = Math.ceil((bavail * bsize) / 1e9) + 5;
    const few = { certificateDays: 30, shareGigabytes: more, journalGigabytes: more };
    await office.expectOnly(
      [
        ['share', 'warning', /Wolne miejsce na zasobie nagrań/],
        ['journal', 'warning', /Wolne miejsce na dysku dziennika/],
      ],
      { warnings: few },
    );
    const full = { certificateDays: 30, shareGigabytes: more * 11, journalGigabytes: more * 11 };
    await office.expectOnly(
      [
        ['share', 'error', /Wolne miejsce/],
        ['journal', 'error', /Wolne miejsce/],
      ],
      { warnings: full },
    );
  });
});

describe('certificates and directory', () => {
  it('certificates that end soon', async () => {
    await office.expectOnly(
      [
        ['certificates', 'warning', /^Certyfikat bazy danych \(TLSv1.3\) jest ważny do .*, dni: 364/],
        ['certificates', 'warning', /^Certyfikat katalogu \(TLSv1.\d\) jest ważny do /],
        ['certificates', 'warning', /^Certyfikat urzędu certyfikacji/],
      ],
      { warnings: { ...quiet, certificateDays: 365 } },
    );
  });

  it('a directory whose certificate has ended', async () => {
    const certificates = await createOfficeCa(-0.5);
    const ended = await startDirectory({
      certificates,
      people: officePeople('2026-01-02'),
      serviceAccount: { login: 'svc-odsluch', password: 'Lipa-Brzoza-1234' },
    });
    office.putRight(() => ended.stop());
    const ca = join(office.folder(), 'ended.pem');
    writeFileSync(ca, certificates.ca);
    await office.expectOnly(
      [
        ['certificates', 'error', /^Certyfikat katalogu \(TLSv1.\d\) wygasł/],
        ['certificates', 'error', /^Certyfikat urzędu certyfikacji .* wygasł/],
        ['directory', 'error', /nie przedstawił certyfikatu urzędu/],
      ],
      { directory: { ...office.running().settings.directory, url: ended.url, ca } },
    );
    expect(ended.binds(), 'no password left').toBe(0);
  });

  it('a directory whose certificate lasts, and that of who vouches for it does not', async () => {
    const certificates = await createOfficeCa(-0.5);
    const believed = await startDirectory({
      certificates: { ...certificates, issue: () => certificates.issue([], 100) },
      people: officePeople('2026-01-02'),
      serviceAccount: { login: 'svc-odsluch', password: 'Lipa-Brzoza-1234' },
    });
    office.putRight(() => believed.stop());
    const ca = join(office.folder(), 'ended.pem');
    writeFileSync(ca, certificates.ca);
    await office.expectOnly(
      [
        ['certificates', 'error', /^Certyfikat katalogu jest poświadczony certyfikatem, który wygasł/],
        ['certificates', 'error', /^Certyfikat urzędu certyfikacji .* wygasł/],
        ['directory', 'error', /nie przedstawił certyfikatu urzędu/],
      ],
      { directory: { ...office.running().settings.directory, url: believed.url, ca } },
    );
  });

  it('a directory that somebody else vouches for', async () => {
    const ca = join(office.folder(), 'other.pem');
    writeFileSync(ca, (await createOfficeCa()).ca);
    await office.expectOnly(
      [
        ['certificates', 'error', /^Certyfikat katalogu nie pochodzi od urzędu certyfikacji/],
        ['directory', 'error', /nie przedstawił certyfikatu urzędu/],
      ],
      { directory: { ...office.running().settings.directory, ca } },
    );
  });

  it('a directory that is away', async () => {
    const { directory } = office.running();
    office.putRight(() => directory.resume());
    await directory.suspend();
    await office.expectOnly([
      ['certificates', 'unknown', /^Certyfikat katalogu: nie sprawdzono/],
      ['directory', 'error', /nie odpowiada; strażnik odmawia/],
    ]);
  });

  it('a directory that does not take the account of the keeper: asked once', async () => {
    const { settings, directory } = office.running();
    const passwordFile = settings.database.keeper.passwordFile ?? '';
    const before = directory.binds();
    await office.expectOnly([['directory', 'error', /nie przyjął konta strażnika/]], {
      directory: { ...settings.directory, passwordFile },
    });
    expect(directory.binds()).toBe(before + 1);
  });
});

describe('the clock', () => {
  it.each([
    [60_000, /spieszy się o 60 s/],
    [-60_000, /spóźnia się o 60 s/],
  ])('that is %i ms off', async (by, sentence) => {
    const shifted = `data:text/javascript,const now=Date.now;Date.now=()=>now()+(${by})`;
    const { code, out } = await office.run(['--settings', office.settingsFile(), 'doctor', '--json'], {
      NODE_OPTIONS: `--import=${encodeURI(shifted)}`,
    });
    const { state, checks } = JSON.parse(out) as { state: string; checks: Finding[] };
    expectFindings(checks, [['clock', 'error', sentence]]);
    expect([state, code]).toEqual(['error', 2]);
  });
});
