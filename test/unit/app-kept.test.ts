import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readKept, writeKept } from '../../electron/kept.ts';

/** What a person chose for themselves, on a workstation that several people use. */

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
