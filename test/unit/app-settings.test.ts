import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { readSettings, settingsFile } from '../../electron/settings.ts';
import { settingsText as english } from '../../shared/text/en/settings.ts';

const example = new URL('../../build/office-settings.example.json', import.meta.url);
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-settings-'));
  writeFileSync(join(folder, 'office-ca.pem'), (await createOfficeCa()).ca);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(edit: (text: string) => string): ReturnType<typeof readSettings> {
  const file = join(folder, 'app.json');
  writeFileSync(file, edit(readFileSync(example, 'utf8')));
  return readSettings(file);
}

const sentenceOf = (result: ReturnType<typeof readSettings>): string => (result.ok ? '' : result.sentence);

describe('office settings of the app', () => {
  it('are what the example shows, with certificates read and paths made absolute', () => {
    const result = read((text) => text.replace(/"share": .*,/, '"share": "nagrania",'));
    if (!result.ok) throw new Error(result.sentence);
    expect(result.settings.directory.ca).toContain('BEGIN CERTIFICATE');
    expect(result.settings.share).toBe(join(folder, 'nagrania'));
    expect(result.settings.idle).toEqual({ pausedMinutes: 5, untouchedMinutes: 30 });
  });

  it.each([
    ['"port": 5432', '"port": "5432"', 'database.port'],
    ['ldaps://', 'ldap://', 'directory.url'],
    ['"upnSuffix": "', '"upnSuffix": "@', 'directory.upnSuffix'],
    ['ed25519:', 'rsa:', 'keeperPublicKey'],
    ['"pausedMinutes": 5', '"pausedMinutes": 0', 'idle.pausedMinutes'],
  ])('refuse %s changed into %s, naming the field', (from, to, field) => {
    const result = read((text) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    });
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(result.sentence).toMatch(new RegExp(`wiersz \\d+, kolumna \\d+:\n.*„${field}”`));
  });

  it('say it in English to whoever chose English here', () => {
    const file = join(folder, 'app.json');
    writeFileSync(file, readFileSync(example, 'utf8').replace('"pausedMinutes": 5', '"pausedMinutes": 241'));
    expect(sentenceOf(readSettings(file, english))).toMatch(
      /line \d+, column \d+:\n.*idle\.pausedMinutes”: must be a number not above 240/,
    );
    expect(sentenceOf(readSettings(join(folder, 'none.json'), english))).toMatch(
      /^There is no settings file:/,
    );
  });

  it.each([
    [
      '"pausedMinutes": 5',
      '"pausedMinutes": 241',
      'idle.pausedMinutes”: musi być liczbą nie większą niż 240',
    ],
    [
      '"untouchedMinutes": 30',
      '"untouchedMinutes": 0',
      'idle.untouchedMinutes”: musi być liczbą nie mniejszą niż 1',
    ],
  ])('name the bound that %s oversteps as %s', (from, to, sentence) => {
    const result = read((text) => text.replace(from, to));
    expect(result).toMatchObject({ ok: false, sentence: expect.stringContaining(sentence) as string });
  });

  it('refuse a certificate that only looks like one', () => {
    const cut = join(folder, 'cut.pem');
    writeFileSync(cut, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    const result = read((text) => text.replace('"ca": "office-ca.pem"', '"ca": "cut.pem"'));
    expect(result).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('„directory.ca”') as string,
    });
  });

  it('have no switch that turns a check of certificates off', () => {
    const result = read((text) => text.replace('"database": {', '"database": {"rejectUnauthorized": false,'));
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(result.sentence).toContain('nieznane pole „database.rejectUnauthorized”');
  });

  it('say so when there is no file, or it cannot be read', () => {
    const missing = readSettings(join(folder, 'brak.json'));
    expect(missing).toMatchObject({ ok: false });
    if (!missing.ok) expect(missing.sentence).toContain('Nie znaleziono pliku ustawień');
    const directory = readSettings(folder);
    if (!directory.ok) expect(directory.sentence).toContain('EISDIR');
  });

  it('are looked for where the switch says, of a program that is packed only where an administrator writes', () => {
    const start = { argv: ['app', '--settings=/x/y.json'], execPath: '/programs/odsluch.exe' };
    expect(settingsFile(false, { ...start, platform: 'linux' })).toBe('/x/y.json');
    expect(settingsFile(true, { ...start, platform: 'linux' })).toBe('/etc/odsluch/app.json');
    expect(settingsFile(true, { ...start, platform: 'win32' })).toBe('/programs/office-settings.json');
  });
});
