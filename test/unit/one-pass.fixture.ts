import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { sealRecording, type StageOptions } from '../../server/ingest/one-pass.ts';

export const recording = '0d5e1c9a-3f52-4f0e-9a51-5f1f3f6f7a10';
export const key = Buffer.alloc(32, 0x33);

let folder: string;

/** A folder for each test of a file. */
export function useFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'odsluch-one-pass-'));
    mkdirSync(join(folder, 'drop'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
}

/** A place in the folder of a test, which has `drop` and, once something is sealed, `share`. */
export const inFolder = (path: string): string => join(folder, path);

/** Options for a source of this content, or for one that stands there already. */
export function options(content?: Buffer, more: Partial<StageOptions> = {}): StageOptions {
  const source = inFolder('drop/call.wav');
  if (content !== undefined) writeFileSync(source, content);
  const target = inFolder(`share/2026/11/${recording}`);
  return { source, recording, key, soundTarget: `${target}.rec`, peaksTarget: `${target}.peaks`, ...more };
}

/** Every file below the share, so that nothing left behind goes unseen. */
export function onShare(): string[] {
  const share = inFolder('share');
  if (!existsSync(share)) return [];
  const entries = readdirSync(share, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export async function expectRefusal(given: StageOptions, code: string): Promise<void> {
  await expect(sealRecording(given)).rejects.toMatchObject({ name: 'SourceRefusal', code });
  expect(onShare()).toEqual([]);
}

/** Samples of a file of more than two blocks: noise, so that no two records are alike. */
export function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 4) bytes.writeUInt32LE(Math.imul(at + 1, 0x9e37_79b1) >>> 0, at);
  return bytes;
}
