import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveRecordKeys, sealRecord } from '../../shared/node/record-cipher.ts';
import { encodeHeader } from '../../shared/node/record-format.ts';
import { sealBuffer } from '../../shared/node/seal.ts';
import { SealedFile, type SealedSource } from '../../shared/node/unseal.ts';
import {
  contentOf,
  expectSame,
  full,
  key,
  memorySource,
  readerOf,
  recording,
  unsealBuffer,
} from './sealed-sample.ts';

describe('INV-41 a file that was tampered with', () => {
  const content = contentOf(3 * full + 100);
  const sealed = sealBuffer(content, { recording, key });
  const record = (index: number): Buffer => sealed.subarray(57 + index * 65_536, 57 + (index + 1) * 65_536);
  const open = (bytes: Buffer, sealedLength?: number): Promise<Buffer> =>
    unsealBuffer(bytes, { recording, key, ...(sealedLength === undefined ? {} : { sealedLength }) });

  it('is refused for a change of any byte of its header', async () => {
    for (let at = 0; at < 57; at += 1) {
      for (const bit of [1, 0x80]) {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ bit;
        await expect(open(changed), `byte ${at}`).rejects.toThrow(
          at < 16 ? 'recording-damaged' : 'recording-foreign',
        );
      }
    }
  });

  it('is refused for one flipped bit, but its other records still play', async () => {
    for (let index = 0; index < 4; index += 1) {
      const changed = Buffer.from(sealed);
      const length = record(index).length;
      for (const offset of [0, length - 17, length - 16, length - 1]) {
        const at = 57 + index * 65_536 + offset;
        changed[at] = (changed[at] ?? 0) ^ 4;
        const { reader } = await readerOf(changed);
        await expect(reader.read(index * full, index * full + 1)).rejects.toThrow('recording-damaged');
        const other = (index + 1) % 4;
        expectSame(
          await reader.read(other * full, other * full + 9),
          content.subarray(other * full, other * full + 9),
        );
        changed[at] = (changed[at] ?? 0) ^ 4;
      }
    }
  });

  it('is refused also when there is no content in it', async () => {
    const empty = sealBuffer(Buffer.alloc(0), { recording, key });
    for (let at = 57; at < empty.length; at += 1) {
      const changed = Buffer.from(empty);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open(changed)).rejects.toThrow('recording-damaged');
    }
  });

  it('is refused where two records were swapped or one stands twice', async () => {
    const swapped = Buffer.concat([sealed.subarray(0, 57), record(1), record(0), record(2), record(3)]);
    const twice = Buffer.concat([sealed.subarray(0, 57), record(0), record(0), record(2), record(3)]);
    await expect(open(swapped)).rejects.toThrow('recording-damaged');
    await expect(open(twice)).rejects.toThrow('recording-damaged');
  });

  it.each([
    ['between two records', 57 + 2 * 65_536],
    ['within a record', 57 + 65_536 + 1000],
    ['by its last byte', sealed.length - 1],
    ['after its header', 57],
    ['within its header', 30],
    ['to nothing', 0],
  ])('is refused when cut %s, with and without a known length', async (_, length) => {
    const cut = sealed.subarray(0, length);
    await expect(open(cut, sealed.length)).rejects.toThrow('recording-truncated');
    await expect(open(cut)).rejects.toThrow(/recording-(truncated|damaged)/);
  });

  it('cut between two records is found before its first byte is given', async () => {
    const file = await SealedFile.open({
      source: memorySource(sealed.subarray(0, 57 + 2 * 65_536)),
      recording,
    });
    const unlock = (): unknown => file.unlock({ key, sealedLength: sealed.length });
    expect(unlock).toThrow('recording-truncated');
  });

  it('is refused when something was appended', async () => {
    const longer = Buffer.concat([sealed, Buffer.alloc(40, 1)]);
    await expect(open(longer, sealed.length)).rejects.toThrow('recording-damaged');
    await expect(open(longer)).rejects.toThrow('recording-damaged');
    const whole = sealBuffer(contentOf(2 * full), { recording, key });
    const extended = Buffer.concat([whole, record(2)]);
    await expect(open(extended, whole.length)).rejects.toThrow('recording-damaged');
    await expect(open(extended)).rejects.toThrow('recording-damaged');
  });

  it('is refused when it shrinks while it is read', async () => {
    const memory = memorySource(sealed);
    const source: SealedSource = {
      length: sealed.length,
      readAt: async (position, length) =>
        (await memory.readAt(position, length)).subarray(0, position > 0 ? 10 : length),
    };
    const reader = (await SealedFile.open({ source, recording })).unlock({ key });
    await expect(reader.read(0, 10)).rejects.toThrow('recording-truncated');
  });

  it('is refused under the name of another recording, and with another key', async () => {
    const other = 'b7e23ec2-9af2-4d1c-8c52-0d3a1f5c9e01';
    await expect(unsealBuffer(sealed, { recording: other, key })).rejects.toThrow('recording-foreign');
    const foreign = sealBuffer(content, { recording: other, key });
    await expect(open(foreign)).rejects.toThrow('recording-foreign');
    await expect(unsealBuffer(sealed, { recording, key: randomBytes(32) })).rejects.toThrow(
      'recording-damaged',
    );
  });

  it('is refused where its header was written over by ours', async () => {
    const foreign = sealBuffer(content, { recording: 'b7e23ec2-9af2-4d1c-8c52-0d3a1f5c9e01', key });
    const disguised = Buffer.concat([sealed.subarray(0, 57), foreign.subarray(57)]);
    await expect(open(disguised)).rejects.toThrow('recording-damaged');
  });

  it('is refused when it is no sealed file at all', async () => {
    await expect(open(Buffer.from('RIFF'.padEnd(5000, 'x')))).rejects.toThrow('recording-foreign');
    await expect(open(Buffer.alloc(5000))).rejects.toThrow('recording-foreign');
  });

  it('is refused where records of the right key are shorter than full (padding is not ours)', async () => {
    const salt = Buffer.alloc(16, 9);
    const keys = deriveRecordKeys(key, salt);
    const header = encodeHeader({ salt, recordSize: 65_536, keyId: Buffer.from(recording) });
    const padded = Buffer.concat([
      header,
      ...sealRecord(keys, { index: 0, last: true }, content.subarray(0, 50), 10),
    ]);
    await expect(open(padded)).rejects.toThrow('recording-damaged');
  });

  it('names neither key nor place in its error', async () => {
    const error: unknown = await open(sealed.subarray(0, 100), sealed.length).catch(
      (caught: unknown) => caught,
    );
    expect(String(error)).toBe('UnsealError: recording-truncated');
  });
});
