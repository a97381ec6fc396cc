import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let folder: string;
const picked = vi.hoisted(() => ({ path: '' }));
vi.mock('electron', () => ({
  app: { getPath: () => '' },
  BrowserWindow: vi.fn(),
  dialog: { showSaveDialog: () => Promise.resolve({ canceled: false, filePath: picked.path }) },
  session: {},
}));
vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
const { saveDocument } = await import('../../electron/paper/print.ts');

/** The protocol of a month, which names the list beside it by its hash. */
const list = Buffer.from('id\r\n');
const document = {
  name: 'PZ_11_2026.pdf',
  pdf: new Uint8Array([1]),
  beside: { name: 'PZ_11_2026.csv', content: list },
};
const save = () => saveDocument(document, 'file-not-saved');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-save-'));
  picked.path = join(folder, document.name);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('saves protocol and list, and both anew where the person agreed to replace the protocol', async () => {
  expect(await save()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['PZ_11_2026.csv', 'PZ_11_2026.pdf']);
  writeFileSync(join(folder, 'PZ_11_2026.csv'), 'of the month that still ran');
  expect(await save()).toBe(true);
  expect(readFileSync(join(folder, 'PZ_11_2026.csv')).equals(list)).toBe(true);
});

it('saves nothing beside another list of that name, and says which one is in the way', async () => {
  writeFileSync(join(folder, 'PZ_11_2026.csv'), 'of the month that still ran');
  await expect(save()).rejects.toMatchObject({
    failure: { code: 'file-other-beside', params: { name: 'PZ_11_2026.csv' } },
  });
  expect(readdirSync(folder)).toEqual(['PZ_11_2026.csv']);
  expect(readFileSync(join(folder, 'PZ_11_2026.csv'), 'utf8')).toBe('of the month that still ran');
});

it('where it cannot be written, says so', async () => {
  picked.path = join(folder, 'gone', document.name);
  await expect(save()).rejects.toMatchObject({ failure: { code: 'file-not-saved' } });
});
