import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readKept, writeKept } from '../../electron/kept.ts';
import { saveWhole } from '../../electron/whole-file.ts';

/** What is written to disk: a person's choices on a workstation that several people use, and documents where a person wants them. */

const schema = z.strictObject({ rate: z.number() });
let profile: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'odsluch-kept-'));
});
afterEach(() => rmSync(profile, { recursive: true }));

it('each person finds what they kept last, and nobody else does', () => {
  writeKept(profile, 'anna.nowak', 'player', { rate: 1.5 });
  writeKept(profile, 'anna.nowak', 'player', { rate: 2 });
  writeKept(profile, 'piotr.zielinski', 'player', { rate: 0.5 });
  expect(readKept(profile, 'anna.nowak', 'player', schema)).toEqual({ rate: 2 });
  expect(readKept(profile, 'piotr.zielinski', 'player', schema)).toEqual({ rate: 0.5 });
  expect(readKept(profile, 'halina.dudek', 'player', schema)).toBeNull();
  expect(readKept(profile, 'anna.nowak', 'list', schema)).toBeNull();
});

it('a file that was cut or is of another version is as none, and can be replaced', () => {
  writeKept(profile, 'anna.nowak', 'player', { rate: 2, lamps: 4 });
  expect(readKept(profile, 'anna.nowak', 'player', schema)).toBeNull();
  const [file = ''] = readdirSync(join(profile, 'people'));
  writeFileSync(join(profile, 'people', file), '{"rate":');
  expect(readKept(profile, 'anna.nowak', 'player', schema)).toBeNull();
  writeKept(profile, 'anna.nowak', 'player', { rate: 1 });
  expect(readKept(profile, 'anna.nowak', 'player', schema)).toEqual({ rate: 1 });
});

it('the profile does not tell who listened here', () => {
  writeKept(profile, 'anna.nowak', 'player', { rate: 2 });
  expect(readdirSync(join(profile, 'people')).join()).not.toMatch(/anna|nowak/);
});

it('a document is saved whole or not at all, and what had its name stays until then', async () => {
  const file = join(profile, 'protokol.pdf');
  await saveWhole(file, Buffer.from('the first'));
  // A disk without room: what is written first goes to the device that is always full.
  symlinkSync('/dev/full', `${file}.new`);
  await expect(saveWhole(file, Buffer.from('the second'))).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(readFileSync(file, 'utf8')).toBe('the first');
  expect(readdirSync(profile)).toEqual(['protokol.pdf']);
  await saveWhole(file, Buffer.from('the second'));
  expect(readFileSync(file, 'utf8')).toBe('the second');
});
