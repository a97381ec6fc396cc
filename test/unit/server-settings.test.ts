import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readServerSettings } from '../../server/settings.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const login = { user: 'someone', passwordFile: null };
const settings = {
  office: 'Urząd Miasta',
  database: {
    ...{ host: 'db.gmina.example', port: 5432, name: 'odsluch', ca: 'ca.pem', socket: '/run/postgresql' },
    ...{ superuser: login, keeper: login, ingest: login },
  },
  directory: {
    ...{ url: 'ldaps://dc.gmina.example', ca: 'ca.pem', baseDn: 'dc=gmina', bindName: 'svc-odsluch' },
    passwordFile: 'password',
  },
  ...{ share: '/srv/share', keystore: '/srv/keys', ingestKey: 'ingest.key', journal: '/srv/journal' },
  keeperPublicKey: null,
};
const form = {
  ...{ path: '/srv/centrala', delimiter: ';', encoding: 'windows-1250', header: true },
  columns: { call: 'linkedid', startedAt: 'start', extension: 'dst', seconds: 'billsec' },
  ...{ time: 'yyyy-MM-dd HH:mm:ss', zone: 'Europe/Warsaw', incoming: null, answered: null },
};
const read = (change: object) => {
  const file = join(folder, 'server.json');
  writeFileSync(file, JSON.stringify({ ...settings, reconcile: { callRecords: { ...form, ...change } } }));
  return readServerSettings(file).reconcile.callRecords;
};

describe('where the exchange writes its call records', () => {
  it('is read', () => {
    expect(read({})).toEqual({ ...form, columnCount: null, lastLineEnd: true });
  });

  it.each([
    [
      'columns by name without a header',
      { header: false },
      'pole „reconcile.callRecords” wskazuje kolumnę nazwą, choć wykaz nie ma nagłówka („header”).',
    ],
    [
      'nor a header nor how many columns there are',
      { header: false, columns: { call: 1, startedAt: 2, extension: 3, seconds: 4 } },
      'pole „reconcile.callRecords” ma podawać liczbę kolumn („columnCount”), gdy wykaz nie ma nagłówka, i tylko wtedy.',
    ],
    [
      'a time of which something is missing',
      { time: 'd.M.yyyy HH:mm' },
      'pole „reconcile.callRecords.time” ma zawierać po jednym razie yyyy, MM, dd, HH, mm, ss.',
    ],
  ])('is told what is wrong: %s', (_what, change, sentence) => {
    expect(() => read(change)).toThrow(sentence);
  });
});
