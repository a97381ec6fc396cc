import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/warsaw.ts';
import { noFilter } from '../../shared/recordings.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';
import { addCalls, search } from './searching.ts';

const office = officeOfFile();
const header = 'wewnętrzny;osoba;komórka;od;do';
let folder: string;
let superuser: Client;
let listener: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odsluch-directory-'));
  [superuser, listener] = [await office.superuser(), await office.as(who.listener)];
  // The demo's own directory is not what is looked at here.
  await superuser.query('DELETE FROM office.extension_holder');
  const unnamed = { extension: '214', answeredBy: '', department: '' };
  await addCalls(superuser, {
    'of-zych': { ...unnamed, at: '2026-05-31T23:59:59+02:00' },
    'of-sowa': { ...unnamed, at: '2026-06-01T00:00:00+02:00' },
    named: { at: '2026-06-01T10:00:00+02:00', answeredBy: 'Jan Nagrany', department: '' },
    'of-nobody': { ...unnamed, at: '2026-06-01T11:00:00+02:00', extension: '999' },
    gone: { ...unnamed, at: '2026-06-01T12:00:00+02:00', state: 'destroyed' },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `directory import` with such a file, as the administrator of the server room. */
async function run(content: string | Buffer, ...options: string[]): Promise<Ran> {
  const file = join(folder, 'spis.csv');
  await writeFile(file, content);
  return odsluchServer([
    ...['--settings', office.running().serverSettingsFile, 'directory', 'import', file],
    ...options,
  ]);
}
const lines = (...rows: string[]): string => [header, ...rows, ''].join('\r\n');
const stored = (): Promise<Record<string, string | null>[]> =>
  rowsOf(
    superuser,
    'SELECT extension, person, from_day::text, to_day::text FROM office.extension_holder ORDER BY 1, 3',
  );
/** Who answered, and for which unit, by call. */
async function answered(day: string, change: object = {}): Promise<Record<string, string[]>> {
  const rows = await search(listener, { ...noFilter, day, ...change });
  return Object.fromEntries(
    rows.map(({ group, legs }) => [group, [legs[0]?.answeredBy ?? '', legs[0]?.department ?? '']]),
  );
}

const zych = '214;Barbara Zych;Kancelaria Ogólna;2024-03-01;';
const sowa = '214;Paweł Sowa;Wydział Podatków;2026-06-01;';

describe('an import of the directory', () => {
  it('shows what it would change and changes nothing, until it is told to', async () => {
    const dry = await run(lines(zych));
    expect(dry).toMatchObject({ code: 0, complaint: '' });
    expect(dry.out).toContain('+ 214: Barbara Zych, Kancelaria Ogólna, od 01.03.2024');
    expect(dry.out).toContain('--apply');
    expect(await stored()).toEqual([]);
    expect(await run(lines(zych), '--apply')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Zapisano') as string,
    });
    expect(await stored()).toHaveLength(1);
  });

  it('ends who had the extension before, and does nothing the second time', async () => {
    const ran = await run(lines(sowa), '--apply');
    expect(ran.out).toContain('~ 214: Barbara Zych, Kancelaria Ogólna, od 01.03.2024 do 31.05.2026');
    expect(await stored()).toEqual([
      { extension: '214', person: 'Barbara Zych', from_day: '2024-03-01', to_day: '2026-05-31' },
      { extension: '214', person: 'Paweł Sowa', from_day: '2026-06-01', to_day: null },
    ]);
    expect((await run(lines(sowa), '--apply')).out).toContain(
      'Nowe 0, zmienione 0, usunięte 0, bez zmian 2.',
    );
  });

  it('takes nothing of a file with one fault, and says row and reason', async () => {
    const before = await stored();
    const ran = await run(
      lines('231;Iwona Rak;USC;2024-01-01;', '214;Iwona Rak;USC;2025-01-01;2025-06-30'),
      '--apply',
    );
    expect(ran.code).toBe(1);
    expect(ran.complaint).toContain('- wiersz 3: Iwona Rak ma w tym czasie wewnętrzny 231 (wiersz 2).');
    expect(ran.complaint).toContain(
      '- wiersz 3: wewnętrzny 214 ma w tym czasie Barbara Zych (zapisano wcześniej).',
    );
    // Windows-1250, as Excel saves „CSV”: Ł is 0xA3 there.
    const odd = Buffer.from(lines('231;Iwona Rak;USC;2024-01-01;', '305;#ukasz Bak;USC;2024-01-01;'));
    odd[odd.indexOf('#')] = 0xa3;
    const complaint = expect.stringContaining('wiersz 3: plik nie jest zapisany w UTF-8') as string;
    expect(await run(odd, '--apply')).toMatchObject({ code: 1, complaint });
    expect(await stored()).toEqual(before);
  });

  it('of a file that is not there, or is a folder, says so', async () => {
    const { serverSettingsFile } = office.running();
    for (const [path, said] of [
      [join(folder, 'brak.csv'), 'brak.csv (ENOENT)'],
      [folder, 'Podana ścieżka jest folderem.'],
    ] as const) {
      const ran = await odsluchServer(['--settings', serverSettingsFile, 'directory', 'import', path]);
      expect(ran).toMatchObject({ code: 1, complaint: expect.stringContaining(said) as string });
    }
  });
});

describe('an import from the office’s own directory', () => {
  const run = (...options: string[]): Promise<Ran> =>
    odsluchServer([
      ...['--settings', office.running().serverSettingsFile, 'directory', 'import', '--from-ad'],
      ...options,
    ]);

  it('shows first, then ends what changed and begins it anew today; a call shows who had the extension on its day', async () => {
    const before = await stored();
    const dry = await run();
    expect(dry).toMatchObject({ code: 0, complaint: '' });
    const [, today = ''] = /^\+ 214: Barbara Zych, Kancelaria Ogólna, od ([\d.]+)$/m.exec(dry.out) ?? [];
    const day = today.split('.').reverse().join('-');
    expect(dry.out).toContain('~ 214: Paweł Sowa, Wydział Podatków, od 01.06.2026 do ');
    expect(dry.out).toContain(`+ 236: Piotr Zieliński, Wydział Organizacyjny, od ${today}`);
    expect(dry.out).toContain('--apply');
    // Wiktor Kania's account is disabled.
    expect(dry.out).not.toContain('Kania');
    expect(await stored()).toEqual(before);

    expect(await run('--apply')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nowe 2, zmienione 1, usunięte 0, bez zmian 1. Zapisano.') as string,
    });
    const yesterday = addDays(day, -1);
    expect(await stored()).toEqual([
      before[0],
      { ...before[1], to_day: yesterday },
      { extension: '214', person: 'Barbara Zych', from_day: day, to_day: null },
      { extension: '236', person: 'Piotr Zieliński', from_day: day, to_day: null },
    ]);
    const unnamed = { extension: '214', answeredBy: '', department: '' };
    await addCalls(superuser, {
      'of-yesterday': { ...unnamed, at: `${yesterday}T12:00:00Z` },
      'of-today': { ...unnamed, at: `${day}T12:00:00Z` },
    });
    expect(await answered(yesterday)).toEqual({ 'of-yesterday': ['Paweł Sowa', 'Wydział Podatków'] });
    expect(await answered(day)).toEqual({ 'of-today': ['Barbara Zych', 'Kancelaria Ogólna'] });
    expect((await run('--apply')).out).toContain('Nowe 0, zmienione 0, usunięte 0, bez zmian 4.');
  });

  it('leaves out whose number says no extension, and says so; where that is everybody, nothing changes', async () => {
    const { serverSettingsFile } = office.running();
    const settings = JSON.parse(await readFile(serverSettingsFile, 'utf8')) as { directory: object };
    const file = join(dirname(serverSettingsFile), 'telephones.json');
    // Barbara Zych's says „wew. 214”, Piotr Zieliński's is a whole number.
    const telephones = { number: ['telephoneNumber'] };
    await writeFile(file, JSON.stringify({ ...settings, directory: { ...settings.directory, telephones } }));
    const from = (...options: string[]) =>
      odsluchServer(['--settings', file, 'directory', 'import', '--from-ad', ...options]);
    const ran = await from('--whole');
    expect(ran).toMatchObject({ code: 0, complaint: '' });
    expect(ran.out).toContain(
      'Pominięto:\n- konto piotr.zielinski: numer w katalogu nie mówi, który jest wewnętrzny',
    );
    expect(ran.out).not.toContain('50 36');
    expect(ran.out).toContain('- 236: Piotr Zieliński');

    const before = await stored();
    await writeFile(
      file,
      JSON.stringify({
        ...settings,
        directory: { ...settings.directory, telephones: { number: ['title'] } },
      }),
    );
    const complaint = expect.stringMatching(
      /^Nie wczytano spisu, nic się nie zmieniło:\n- konto [a-z.]+: numer w katalogu nie mówi/,
    ) as string;
    expect(await from('--whole', '--apply')).toMatchObject({ code: 1, out: '', complaint });
    expect(await stored()).toEqual(before);
  });

  it('wants a file or the directory, not both and not neither', async () => {
    const complaint = expect.stringContaining('albo plik CSV, albo opcję --from-ad') as string;
    expect(await run('spis.csv')).toMatchObject({ code: 1, complaint });
    const neither = ['--settings', office.running().serverSettingsFile, 'directory', 'import'];
    expect(await odsluchServer(neither)).toMatchObject({ code: 1, complaint });
  });

  it('of a directory that is away, or that does not take the account, says so and changes nothing', async () => {
    const before = await stored();
    const { directory, serverSettingsFile } = office.running();
    await directory.suspend();
    const ran = await run('--apply');
    await directory.resume();
    expect(ran).toMatchObject({
      code: 1,
      complaint: expect.stringContaining('nie odpowiada') as string,
    });
    const password = join(dirname(serverSettingsFile), 'directory.password');
    const right = await readFile(password);
    await writeFile(password, 'inne');
    const refused = await run('--apply');
    await writeFile(password, right);
    expect(refused).toMatchObject({ code: 1, complaint: expect.stringContaining('bindName') as string });
    expect(await stored()).toEqual(before);
  });
});

describe('a call whose recording names nobody', () => {
  it('shows who had the extension on that day, and what the recording says of itself goes first', async () => {
    expect(await answered('2026-05-31')).toEqual({ 'of-zych': ['Barbara Zych', 'Kancelaria Ogólna'] });
    expect(await answered('2026-06-01')).toEqual({
      'of-sowa': ['Paweł Sowa', 'Wydział Podatków'],
      named: ['Jan Nagrany', ''],
      'of-nobody': ['', ''],
      gone: ['', ''],
    });
  });

  it('is found by that name and unit', async () => {
    expect(Object.keys(await answered('2026-06-01', { answeredBy: 'sowa' }))).toEqual(['of-sowa']);
    expect(Object.keys(await answered('2026-06-01', { department: 'podatkow' }))).toEqual(['of-sowa']);
    expect(Object.keys(await answered('2026-05-31', { answeredBy: 'sowa' }))).toEqual([]);
  });

  it('the directory itself is read and written by no person', async () => {
    for (const sql of ['SELECT * FROM office.extension_holder', 'DELETE FROM office.extension_holder'])
      expect(await refusal(listener.query(sql))).toBe('42501');
  });
});
