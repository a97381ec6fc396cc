import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDatabase, type RunningDatabase } from '../../build/office/database.ts';
import { startDirectory, type DemoDirectory } from '../../build/office/directory.ts';
import { officePeople, type OfficePerson } from '../../build/office/people.ts';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { setPassword } from '../../build/office/seed-people.ts';
import {
  makeFolders,
  serverSettingsOf,
  writePasswords,
  type Passwords,
} from '../../build/office/settings-files.ts';
import { databaseConfig } from '../../server/database.ts';
import type { ServerSettings } from '../../server/settings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { rowsOf, who } from './office.ts';

/** An office from nothing, by the commands alone: the tests below are its first day, in their order. */
let folder: string;
let database: RunningDatabase;
let directory: DemoDirectory;
let superuser: Client;
let settings: ServerSettings;
let passwords: Passwords;
let people: OfficePerson[];
const today = legalDay(new Date());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odsluch-commands-'));
  const folders = await makeFolders(folder);
  const certificates = await createOfficeCa();
  await writeFile(folders.ca, certificates.ca);
  people = officePeople(today);
  directory = await startDirectory({
    ...{ certificates, people },
    serviceAccount: { login: 'svc-odsluch', password: 'Lipa-Brzoza-1234' },
  });
  database = await startDatabase({ certificates });
  passwords = await writePasswords(folders, database.superuser.password, directory.serviceAccount.password);
  settings = serverSettingsOf(folders, database, directory, null);
  const local = new Client({ ...databaseConfig(settings, 'superuser'), database: 'postgres' });
  await local.connect();
  await local.query(`CREATE DATABASE ${databaseName}`);
  await local.end();
  superuser = new Client(databaseConfig(settings, 'superuser'));
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.stop();
  await directory.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Writes the settings as they are now, changed for one command, and runs it. */
async function run(args: readonly string[], input = '', change: Partial<ServerSettings> = {}): Promise<Ran> {
  const file = join(folder, 'private/server.json');
  await writeFile(file, JSON.stringify({ ...settings, ...change }));
  return odsluchServer(['--settings', file, ...args], input);
}
const person = (login: string): OfficePerson => {
  const found = people.find((one) => one.login === login);
  if (!found) throw new Error(`nobody is called ${login}`);
  return found;
};
const entries = () =>
  rowsOf<{ kind: string; payload: string }>(
    superuser,
    `SELECT kind, payload FROM office.entry WHERE kind NOT LIKE 'session%' ORDER BY seq`,
  );
const refused = (sentence: RegExp) => ({
  code: 1,
  out: '',
  complaint: expect.stringMatching(sentence) as string,
});

describe('migrate', () => {
  it('makes the database, and says that it is made', async () => {
    expect(await run(['init'], '\n')).toMatchObject(refused(/pusta albo ma złą postać/));
    expect(await run(['migrate'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Wykonano: 000_roles\.sql, .*\.\n$/) as string,
    });
    expect(await run(['migrate'])).toMatchObject({
      code: 0,
      out: 'Baza danych jest aktualna.\n',
      complaint: '',
    });
  });

  it("is a superuser's", async () => {
    await setPassword(superuser, 'odsluch_keeper', passwords.keeper);
    await setPassword(superuser, 'odsluch_ingest', passwords.ingest);
    const ordinary = { ...settings.database, superuser: settings.database.keeper };
    expect(await run(['migrate'], '', { database: ordinary })).toMatchObject(
      refused(/^Migrację wykonuje superużytkownik/),
    );
  });
});

describe('init', () => {
  const init = async (answers: unknown): Promise<Ran> => {
    const file = join(folder, 'answers.json');
    await writeFile(file, typeof answers === 'string' ? answers : JSON.stringify(answers));
    return run(['init', '--answers', file]);
  };
  const of = (login: string, paper: string) => ({ login, paper, since: '2026-01-02' });
  const answers = {
    secretary: of(who.secretary, 'OR.2111.3.2026'),
    deputy: of(who.deputy, 'OR.2111.4.2026'),
    mayor: of('Danuta Wrona', 'OR.0050.1.2026'),
    approval: 'OR.0143.1.2026',
  };

  it.each<[string, unknown, RegExp]>([
    [
      'nobody of the directory',
      { ...answers, secretary: of('nikt.taki', 'x') },
      /^Katalog urzędu nie zna czynnego konta nikt\.taki/,
    ],
    [
      'an account that is disabled',
      { ...answers, deputy: of('wiktor.kania', 'x') },
      /wiktor\.kania: jest wyłączone/,
    ],
    [
      'one person as Secretary and deputy',
      { ...answers, deputy: answers.secretary },
      /^Sekretarz, zastępca i Burmistrz muszą być trzema różnymi osobami/,
    ],
    ['one person as deputy and Mayor', { ...answers, mayor: of(who.deputy, 'x') }, /trzema różnymi osobami/],
    [
      'an office that begins in years',
      { ...answers, mayor: { ...answers.mayor, since: '2999-01-01' } },
      /^Odpowiedź „mayor\.since” jest dniem, który jeszcze nie nadszedł/,
    ],
    ['an empty answer', { ...answers, deputy: of(who.deputy, ' ') }, /^Odpowiedź „deputy\.paper” jest pusta/],
    ['an answer too many', { ...answers, password: 'x' }, /ma złą postać/],
    ['no JSON', '{', /^Nie można odczytać pliku odpowiedzi/],
  ])('refuses %s, and begins nothing', async (_what, given, sentence) => {
    expect(await init(given)).toMatchObject(refused(sentence));
    expect(await entries()).toEqual([]);
  });

  it('begins the ledger with keys, bases and those who hold its offices, and prints the key that is to be pinned', async () => {
    const { code, out } = await init(answers);
    expect(code).toBe(0);
    const key = /ed25519:[A-Za-z0-9+/]{43}=/.exec(out)?.[0] ?? '';
    settings = { ...settings, keeperPublicKey: key };
    expect((await entries()).map(({ kind }) => kind)).toEqual([
      'genesis',
      ...['person', 'person'],
      ...['instrument', 'instrument', 'instrument', 'instrument', 'confirmed'],
      ...['roles', 'roles', 'sender'],
    ]);
    const payloads = (await entries()).map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
    expect(payloads[1]).toMatchObject({ people: [{ login: who.secretary, employee: true }] });
    const since = { from: '2026-01-02', to: null };
    const year = legalDay().slice(0, 4);
    expect(payloads.slice(4, 7).map(({ rows }) => rows)).toMatchObject([
      [{ number: `PF/1/${year}`, subject: who.secretary, office: 'secretary', deputy: false, ...since }],
      [{ number: `PF/2/${year}`, subject: who.deputy, office: 'secretary', deputy: true, ...since }],
      [
        {
          number: `PF/3/${year}`,
          subject: null,
          subjectGuid: null,
          office: 'mayor',
          deputy: false,
          ...since,
        },
      ],
    ]);
    expect(payloads[3]).toMatchObject({ what: 'version', signed: { paper: 'OR.0143.1.2026' } });
    expect(payloads[7]).toMatchObject({ login: 'odsluch_keeper', entries: [4, 5, 6, 7] });
    expect(payloads.slice(8, 10)).toMatchObject([
      { subject: who.secretary, roles: ['secretary'], account: 'ok' },
      { subject: who.deputy, roles: ['secretary'], account: 'ok' },
    ]);
    // The Mayor, who has no account, is a word: no name stands in what is signed.
    expect(payloads.map((one) => JSON.stringify(one)).join()).not.toContain('Wrona');
    expect((await stat(settings.keystore)).mode & 0o777).toBe(0o700);
    await setPassword(superuser, who.secretary, person(who.secretary).password);
  });

  it('does so once', async () => {
    expect(await init(answers)).toMatchObject(
      refused(/^Księga tego urzędu już istnieje\. Nic nie zmieniono\./),
    );
    expect(await entries()).toHaveLength(11);
  });
});

describe('appoint-secretary', () => {
  it('finds nobody silent in an office that begins today, and enters nothing', async () => {
    expect(await run(['appoint-secretary'])).toMatchObject(
      refused(/^Sekretarza ustanawia się .* tylko wtedy/),
    );
    expect(await entries()).toHaveLength(11);
  });
});
