import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { aCall, aSound, exchangeOf } from './exchange.ts';
import { officeOfFile, who } from './office.ts';

const office = officeOfFile();
const exchange = exchangeOf(office);
type Json = Record<string, unknown>;

/** The office's settings, changed, in a file of their own beside the true one; paths there are absolute. */
function settingsWith(change: (settings: Json) => string): string {
  const { serverSettingsFile } = office.running();
  const file = join(serverSettingsFile, '..', 'changed.json');
  writeFileSync(file, change(JSON.parse(readFileSync(serverSettingsFile, 'utf8')) as Json));
  return file;
}
const run = (
  args: readonly string[],
  input = '',
  settings = office.running().serverSettingsFile,
): Promise<Ran> => odsluchServer(['--settings', settings, ...args], input);
const refused = (sentence: RegExp) => ({
  code: 1,
  out: '',
  complaint: expect.stringMatching(sentence) as string,
});
const pretty = (settings: Json): string => JSON.stringify(settings, null, 2);
const database = (settings: Json, change: Json): Json => ({
  ...settings,
  database: { ...(settings['database'] as Json), ...change },
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('settings that are not in order', () => {
  it.each<[string, (settings: Json) => string, RegExp]>([
    [
      'no JSON',
      () => '{\n  "office": "Urząd",\n  "share" "/x"\n}',
      /wiersz 3, kolumna 11: to nie jest poprawny JSON\./,
    ],
    [
      'a field that is missing',
      (s) => pretty({ ...s, share: undefined }),
      /pole „share” jest puste, brakuje go/,
    ],
    ['a field too many', (s) => pretty({ hasło: 'x', ...s }), /wiersz 2, kolumna 3: nieznane pole „hasło”\./],
    [
      'a port that is none',
      (s) => pretty(database(s, { port: 70_000 })),
      /wiersz \d+, kolumna 13: pole „database\.port”/,
    ],
    [
      'a directory without TLS',
      (s) => pretty({ ...s, directory: { ...(s['directory'] as Json), url: 'ldap://x' } }),
      /pole „directory\.url”/,
    ],
    ['a key that is none', (s) => pretty({ ...s, keeperPublicKey: 'ed25519:x' }), /pole „keeperPublicKey”/],
    ['nothing', () => '', /wiersz 1, kolumna 1/],
  ])('are refused by line and column: %s', async (_what, change, sentence) => {
    const file = settingsWith(change);
    for (const command of ['migrate', 'keeper', 'verify']) {
      const ran = await run([command], '', file);
      expect(ran).toMatchObject(refused(sentence));
      expect(ran.complaint.trim().split('\n')).toHaveLength(1);
      expect(ran.complaint).toContain('changed.json');
    }
  });

  it('that are not there are said to be missing', async () => {
    expect(await run(['migrate'], '', '/nie/ma/takiego.json')).toMatchObject(
      refused(/^Nie można odczytać pliku ustawień \/nie/),
    );
  });
});

describe('a server that cannot be reached', () => {
  it('is told, without a stack of the program', async () => {
    const port = await closedPort();
    const away = settingsWith((settings) => pretty(database(settings, { port })));
    const sentence = /^Baza danych nie odpowiada \((ECONNREFUSED|ENOENT)\)\. .*\n$/;
    expect(await run(['migrate'], '', away)).toMatchObject(refused(sentence));
    expect(await run(['ingest', exchange.folder()], '', away)).toMatchObject(refused(sentence));
    expect(
      await run(
        ['suspend', '--as', who.secretary, '--reason', 'próba'],
        `${office.running().person(who.secretary).password}\n`,
        away,
      ),
    ).toMatchObject(refused(sentence));
    expect(await run(['verify'], '', away)).toMatchObject(refused(sentence));
  });

  it('that cannot prove who it is hears no password', async () => {
    const foreign = join(office.running().serverSettingsFile, '..', 'foreign-ca.pem');
    writeFileSync(foreign, (await createOfficeCa()).ca);
    const misled = settingsWith((settings) => pretty(database(settings, { ca: foreign })));
    expect(await run(['ingest', exchange.folder()], '', misled)).toMatchObject(
      refused(/nie przedstawił certyfikatu urzędu .* Nie wysłano hasła\./),
    );
  });

  it('takes no wrong password of a program for an unknown mistake', async () => {
    const wrong = join(office.running().serverSettingsFile, '..', 'wrong.password');
    writeFileSync(wrong, 'nie-to\n');
    const settings = settingsWith((s) =>
      pretty(database(s, { ingest: { user: 'odsluch_ingest', passwordFile: wrong } })),
    );
    expect(await run(['ingest', exchange.folder()], '', settings)).toMatchObject(
      refused(/^Baza danych nie przyjęła hasła programu/),
    );
  });
});

describe('INV-54 the word of the keeper', () => {
  it('INV-54 is believed from the pinned one alone', async () => {
    const password = `${office.running().person(who.listener).password}\n`;
    const suspend = ['suspend', '--as', who.listener, '--reason', 'próba'];
    expect(await run(suspend, password)).toMatchObject(refused(/Odmowa \(wpis \d+\): /));
    const key = `ed25519:${Buffer.alloc(32, 1).toString('base64')}`;
    const another = settingsWith((settings) => pretty({ ...settings, keeperPublicKey: key }));
    expect(await run(suspend, password, another)).toMatchObject(
      refused(/innym kluczem niż .* Hasła nie wysłano/),
    );
  });
});

describe('ingest', () => {
  it('takes a folder in, says so, and says the second time that it is known', async () => {
    exchange.put('a.wav', aSound(), aCall());
    exchange.put('b.wav', Buffer.from('no sound'), aCall());
    const ran = await run(['ingest', exchange.folder(), '--settle', '0']);
    expect(ran).toMatchObject({ code: 0, complaint: '' });
    expect(ran.out).toMatch(/^b\.wav: kwarantanna\. To nie jest plik WAV/);
    expect(ran.out).toMatch(/Dodano 1, znane 0, kwarantanna 1, odmowa 0, czeka 0\.\n$/);
    const again = await run(['ingest', exchange.folder(), '--settle', '0', '--remove']);
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^Dodano 0, znane 1, .*\nUsunięto plików źródłowych: 0\. Na kopię \(backup\) czeka: 1\.\n$/,
      ) as string,
    });
    expect(exchange.files().filter((name) => !name.startsWith('quarantine/'))).toEqual(['a.json', 'a.wav']);
  });

  it('waits half a minute for a file unless it is told otherwise', async () => {
    exchange.put('a.wav', aSound(), aCall());
    expect((await run(['ingest', exchange.folder()])).out).toMatch(/Dodano 0, .* czeka 1\.\n$/);
  });

  it('explains a folder without a database, and names no caller', async () => {
    exchange.put('a.wav', aSound(), aCall({ extension: '214' }));
    const ran = await run(
      ['ingest', exchange.folder(), '--explain', '--settle', '0'],
      '',
      '/nie/ma/takiego.json',
    );
    expect(ran).toMatchObject({ code: 0, complaint: '' });
    expect(ran.out).toMatch(/^a\.wav: nagranie z .*, wewn\. 214\.\n$/);
    expect(ran.out).not.toContain('601224417');
  });

  it.each<[string, string[], RegExp]>([
    ['no folder', ['/nie/ma/takiego'], /^Folder \/nie\/ma\/takiego nie istnieje/],
    ['a file for a folder', ['/etc/hostname'], /nie jest folderem/],
    ['a time that is none', ['.', '--settle', 'chwilę'], /^Opcja --settle podaje liczbę sekund/],
    ['nothing', [], /^Brakuje argumentu „folder”/],
  ])('is refused with %s', async (_what, args, sentence) => {
    expect(await run(['ingest', ...args])).toMatchObject(refused(sentence));
    expect(await run(['ingest', '--explain', ...args])).toMatchObject(refused(sentence));
  });

  it('is refused without a pinned key, as verifying is', async () => {
    const unpinned = settingsWith((settings) => pretty({ ...settings, keeperPublicKey: null }));
    for (const command of [['ingest', exchange.folder()], ['verify']]) {
      expect(await run(command, '', unpinned)).toMatchObject(
        refused(/^W ustawieniach brakuje keeperPublicKey/),
      );
    }
  });

  it('ends with a failure where a recording was not taken in', async () => {
    const name = Buffer.concat([
      Buffer.from(`${exchange.folder()}/a`),
      Buffer.from([0xff]),
      Buffer.from('.wav'),
    ]);
    writeFileSync(name, aSound());
    expect(await run(['ingest', exchange.folder(), '--settle', '0'])).toMatchObject({
      ...{ code: 1, out: expect.stringMatching(/odmowa 1/) as string },
    });
  });
});

describe('a mistaken command line', () => {
  it.each<[string[], RegExp]>([
    [['destroy'], /^Nie ma polecenia destroy\. Pomoc: odsluch-server --help\.\n$/],
    [['verify', '--all'], /^Nie ma opcji --all\./],
    // What is done in the window.
    [['authorise', who.other], /^Nie ma polecenia authorise\./],
    [['revoke', 'UO/1/2026'], /^Nie ma polecenia revoke\./],
    [['people', 'add', who.other], /^Nie ma polecenia people\./],
    [['resume', '--as', who.secretary, '--reason', 'próba'], /^Nie ma polecenia resume\./],
    [['suspend', '--reason', 'próba'], /^Brakuje opcji --as/],
    [['export'], /^Brakuje argumentu „plik”/],
    [['export', 'a', 'b'], /^Podano za dużo argumentów/],
    [['suspend', '--as'], /^Opcja --as <login> wymaga wartości/],
  ])('%j is told in a sentence', async (args, sentence) => {
    expect(await run(args)).toMatchObject(refused(sentence));
  });

  it('help is no mistake', async () => {
    const ran = await odsluchServer(['--help']);
    expect(ran).toMatchObject({ code: 0, complaint: '' });
    for (const command of [
      'migrate',
      'init',
      'keeper',
      'suspend',
      'ingest',
      'directory',
      'verify',
      'export',
    ]) {
      expect(ran.out).toMatch(new RegExp(`^ {2}${command}\\b.*\\S`, 'm'));
    }
  });
});
