import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFuses, setFuses } from '../../build/package/fuses.ts';

/** Fuses in a file that looks like an Electron to whoever burns them: the mark, a version, their number, a digit each. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-fuses-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

function electronWith(states: string): string {
  const file = join(folder, 'electron');
  const wire = Buffer.concat([Buffer.from([1, states.length]), Buffer.from(states, 'latin1')]);
  writeFileSync(file, Buffer.concat([Buffer.alloc(5000, 7), Buffer.from(mark), wire, Buffer.alloc(5000, 9)]));
  return file;
}

const statesIn = (file: string, count: number): string => {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(mark) + mark.length + 2;
  return bytes.toString('latin1', at, at + count);
};

test('INV-44 burns all nine fuses of a present Electron, each to what the table says', async () => {
  const file = electronWith('101100011');
  const read = await setFuses(file);
  // In the order of the wire: run as Node, cookies, NODE_OPTIONS, inspect, asar hash, asar only, snapshot, file://, wasm.
  expect(statesIn(file, 9)).toBe('010011001');
  expect(read).toEqual({
    RunAsNode: 'off',
    EnableCookieEncryption: 'on',
    EnableNodeOptionsEnvironmentVariable: 'off',
    EnableNodeCliInspectArguments: 'off',
    EnableEmbeddedAsarIntegrityValidation: 'on',
    OnlyLoadAppFromAsar: 'on',
    LoadBrowserProcessSpecificV8Snapshot: 'off',
    GrantFileProtocolExtraPrivileges: 'off',
    WasmTrapHandlers: 'on',
  });
});

test('burns the seven of an older one and says which two it lacks', async () => {
  const file = electronWith('1011000');
  const read = await setFuses(file);
  expect(statesIn(file, 7)).toBe('0100110');
  expect(read).toMatchObject({ GrantFileProtocolExtraPrivileges: 'absent', WasmTrapHandlers: 'absent' });
  // What stands behind the fuses is code, and stays as it was.
  expect(
    readFileSync(file)
      .subarray(-5000)
      .every((byte) => byte === 9),
  ).toBe(true);
});

test('leaves one fuse on for the tests that drive the program, and no other', async () => {
  const file = electronWith('101100011');
  const read = await setFuses(file, { EnableNodeCliInspectArguments: true });
  expect(statesIn(file, 9)).toBe('010111001');
  expect(read.EnableNodeCliInspectArguments).toBe('on');
});

test('INV-44 makes no package of an Electron with a fuse that nobody decided about', async () => {
  const file = electronWith('1011000111');
  await expect(setFuses(file)).rejects.toThrow('nobody decided about (number 9)');
  expect(statesIn(file, 10)).toBe('1011000111');
});

test('a fuse that Electron has taken out of use counts as absent', async () => {
  expect(await readFuses(electronWith('10110001r'))).toMatchObject({ WasmTrapHandlers: 'absent' });
});
