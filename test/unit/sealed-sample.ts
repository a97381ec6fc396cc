import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { contentPerRecord } from '../../shared/node/record-format.ts';
import { SealedFile, type SealedSource, type UnlockOptions } from '../../shared/node/unseal.ts';

/** What the tests of sealed files share: one recording, its key, content, and a share in memory. */
export const recording = '0d5e1c9a-3f52-4f0e-9a51-5f1f3f6f7a10';
export const key = Buffer.alloc(32, 0x5a);
export const full = contentPerRecord();

/** Content without repetition, so that a record in the wrong place cannot look right. */
export function contentOf(length: number): Buffer {
  const content = Buffer.alloc(length);
  for (let at = 0; at < length; at += 32) {
    createHash('sha256').update(String(at)).digest().copy(content, at);
  }
  return content;
}

/** Compares whole contents; `toEqual` would walk through them element by element. */
export function expectSame(actual: Buffer, expected: Buffer): void {
  expect(actual.length).toBe(expected.length);
  expect(actual.equals(expected)).toBe(true);
}

/** A file in memory that counts what is read from it. */
export function memorySource(sealed: Buffer): SealedSource & { readonly reads: [number, number][] } {
  const reads: [number, number][] = [];
  return {
    length: sealed.length,
    reads,
    readAt: (position, length) => {
      reads.push([position, length]);
      return Promise.resolve(sealed.subarray(position, position + length));
    },
  };
}

/** A sealed file, opened and unlocked, with the source that counts its reads. */
export async function readerOf(sealed: Buffer, ahead = 0) {
  const source = memorySource(sealed);
  const file = await SealedFile.open({ source, recording, ahead });
  return { source, file, reader: file.unlock({ key, sealedLength: sealed.length }) };
}

/** Opens a whole sealed file that is in memory. Errors as in SealedFile and SealedReader. */
export async function unsealBuffer(
  sealed: Buffer,
  { recording: id, ...options }: { readonly recording: string } & UnlockOptions,
): Promise<Buffer> {
  const file = await SealedFile.open({ source: memorySource(sealed), recording: id });
  const reader = file.unlock(options);
  try {
    return await reader.read(0, reader.contentLength);
  } finally {
    reader.dispose();
  }
}
