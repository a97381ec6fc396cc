import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type * as promises from 'node:fs/promises';
import type * as files from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyState, type LedgerState } from '../../server/entries/state.ts';

/** Which paths were synced, and how many files were open at once; `isFull`: no file gets a name, and `second` becomes another of it; `stuck`: what nobody can write to. */
const seen = vi.hoisted(() => ({
  ...{ synced: [] as string[], isFull: false, second: '', stuck: '', open: 0, mostOpen: 0 },
}));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof files>();
  return {
    ...real,
    fsyncSync: (file: number): void => {
      seen.synced.push(real.readlinkSync(`/proc/self/fd/${file}`));
      real.fsyncSync(file);
    },
    renameSync: (from: string, to: string): void => {
      if (seen.isFull) {
        real.linkSync(from, seen.second);
        throw new Error('no room');
      }
      real.renameSync(from, to);
    },
  };
});
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>();
  return {
    ...real,
    open: async (...asked: Parameters<typeof real.open>) => {
      if (asked[0] === seen.stuck) throw new Error('it cannot be written to');
      const file = await real.open(...asked);
      seen.open += 1;
      seen.mostOpen = Math.max(seen.mostOpen, seen.open);
      const close = file.close.bind(file);
      file.close = async () => {
        seen.open -= 1;
        await close();
      };
      return file;
    },
  };
});
const { exitCodes } = await import('../../server/keeper/options.ts');
const { agreeWithLedger, mostOpen, RecordingKeys } = await import('../../server/keeper/recording-keys.ts');

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

it('no key is put beside a keystore whose disk is away', async () => {
  const away = join(folder, 'keystore');
  await expect(new RecordingKeys(away).keep(recording, day, randomBytes(32))).rejects.toThrow('ENOENT');
  expect(existsSync(away)).toBe(false);
});

it('the keeper serves nobody while the key of a destroyed recording may be there: one that is in no file', async () => {
  const keys = new RecordingKeys(folder);
  mkdirSync(file, { recursive: true, mode: 0o700 });
  await expect(keys.destroyAll([{ recording, day }])).rejects.toMatchObject({ code: exitCodes.keystore });
  rmSync(file, { recursive: true });
  await keys.destroyAll([{ recording, day }]);
});

it('a key that cannot be overwritten loses its name, holds up no other, and lets nobody work on', async () => {
  const keys = new RecordingKeys(folder);
  const other = 'c3df1e9b-305a-4d48-8dad-107f909ce3b1';
  for (const one of [recording, other]) await keys.keep(one, day, randomBytes(32));
  seen.stuck = file;
  const places = [recording, other].map((one) => ({ recording: one, day }));
  await expect(keys.destroyAll(places)).rejects.toMatchObject({
    message: expect.stringContaining(file) as string,
  });
  seen.stuck = '';
  expect([existsSync(file), existsSync(join(folder, day, other))]).toEqual([false, false]);
});

it('a key that whoever wrote it was killed over is acknowledged once its name is on the disk', async () => {
  await new RecordingKeys(folder).keep(recording, day, Buffer.alloc(32, 7));
  seen.synced.length = 0;
  await new RecordingKeys(folder).keep(recording, day, Buffer.alloc(32, 7));
  expect(seen.synced).toContain(join(folder, day));
});

it('a key that never got its name is overwritten: by whoever could not name it, by the next start, and by the next that is put away', async () => {
  const passing = `${file}.new`;
  const zeros = Buffer.alloc(32);
  const crashed = (): void => {
    mkdirSync(join(folder, day), { recursive: true, mode: 0o700 });
    rmSync(second, { force: true });
    writeFileSync(passing, randomBytes(32), { mode: 0o600 });
    linkSync(passing, second);
  };
  const keys = new RecordingKeys(folder);
  crashed();
  keys.look(new Map());
  expect([existsSync(passing), readFileSync(second).equals(zeros)]).toEqual([false, true]);

  crashed();
  const key = randomBytes(32);
  await keys.keep(recording, day, key);
  expect([existsSync(passing), readFileSync(second).equals(zeros)]).toEqual([false, true]);
  expect(readFileSync(file).equals(key)).toBe(true);

  rmSync(file);
  rmSync(second);
  [seen.isFull, seen.second] = [true, second];
  await expect(keys.keep(recording, day, randomBytes(32))).rejects.toThrow('no room');
  seen.isFull = false;
  expect([existsSync(passing), existsSync(file)]).toEqual([false, false]);
  expect(readFileSync(second).equals(zeros)).toBe(true);
});

it('a keystore that was copied in under other days is overwritten a few files at a time', async () => {
  const state = emptyState();
  for (let n = 0; n < 3 * mostOpen; n += 1) {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    state.destroyed.set(id, { seq: 1, ingest: 1 });
    state.days.set(id, '2025-01-02');
    await new RecordingKeys(folder).keep(id, day, randomBytes(32));
  }
  state.worked = { hour: '2026-11-25T10', days: [] };
  [seen.open, seen.mostOpen] = [0, 0];
  const { returned } = await agreeWithLedger(new RecordingKeys(folder), state, 30, () => undefined);
  expect(returned).toBe(3 * mostOpen);
  expect(seen.mostOpen).toBeLessThanOrEqual(mostOpen);
  expect(seen.mostOpen).toBeGreaterThan(0);
});

describe('what no entry names stays', () => {
  const daysOld = (days: number): Date => new Date(Date.now() - days * 86_400_000);
  const hour = (date: Date): string => date.toISOString().slice(0, 13);
  const look = async (change: Partial<LedgerState>) => {
    await new RecordingKeys(folder).keep(recording, day, randomBytes(32));
    utimesSync(file, daysOld(40), daysOld(40));
    const state = { ...emptyState(), worked: { hour: hour(new Date()), days: [] }, ...change };
    const { lacking } = await agreeWithLedger(new RecordingKeys(folder), state, 30, () => undefined);
    return { lacking, isThere: existsSync(file) };
  };

  it('no longer than the office keeps copies', async () => {
    expect(await look({})).toEqual({ lacking: [], isThere: false });
  });

  it('where a key is missing, which it may be', async () => {
    const away = 'c3df1e9b-305a-4d48-8dad-107f909ce3b1';
    const known = { recordings: new Map([[away, 1]]), days: new Map([[away, day]]) };
    expect(await look(known)).toEqual({ lacking: [away], isThere: true });
  });

  it('though the clock of the host has run ahead of the ledger', async () => {
    expect(await look({ worked: { hour: hour(daysOld(20)), days: [] } })).toMatchObject({ isThere: true });
  });
});
