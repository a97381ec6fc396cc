import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exitCodes } from '../../server/keeper/options.ts';
import { RecordingKeys } from '../../server/keeper/recording-keys.ts';

/** A second name of the file, which shows what becomes of its bytes. */
const [day, recording] = ['2026-11-25', 'b2ce0d8a-2f4f-4c37-9c3c-0f6f8fbd2a10'];
let folder: string;
let [file, second] = ['', ''];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-keys-'));
  [file, second] = [join(folder, day, recording), join(folder, 'second')];
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a key that is put away twice lies in one file: its end is that of all there was', async () => {
  const keys = new RecordingKeys(folder);
  const key = randomBytes(32);
  await keys.keep(recording, day, key);
  linkSync(file, second);
  await keys.keep(recording, day, key);
  expect(statSync(file).ino).toBe(statSync(second).ino);
  expect(await keys.destroy([{ recording, day }])).toEqual([]);
  expect(readFileSync(second).equals(Buffer.alloc(32))).toBe(true);
});

it('another key in its place leaves nothing of it', async () => {
  const keys = new RecordingKeys(folder);
  await keys.keep(recording, day, randomBytes(32));
  linkSync(file, second);
  const other = randomBytes(32);
  await keys.keep(recording, day, other);
  expect(readFileSync(second).equals(Buffer.alloc(32))).toBe(true);
  expect(readFileSync(file).equals(other)).toBe(true);
});

it('the keeper serves nobody while the key of a destroyed recording may be there: one that is in no file', async () => {
  const keys = new RecordingKeys(folder);
  mkdirSync(file, { recursive: true, mode: 0o700 });
  await expect(keys.destroyAll([{ recording, day }])).rejects.toMatchObject({ code: exitCodes.keystore });
  rmSync(file, { recursive: true });
  await keys.destroyAll([{ recording, day }]);
});
