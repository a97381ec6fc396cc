import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import ece from 'http_ece';
import { describe, expect, it } from 'vitest';
import { deriveRecordKeys, sealRecord } from '../../shared/node/record-cipher.ts';
import { contentPerRecord, encodeHeader, sealedLengthOf } from '../../shared/node/record-format.ts';
import { Sealer, sealBuffer } from '../../shared/node/seal.ts';
import { SealedFile, unsealBuffer, type SealedSource } from '../../shared/node/unseal.ts';

const recording = '0d5e1c9a-3f52-4f0e-9a51-5f1f3f6f7a10';
const key = Buffer.alloc(32, 0x5a);
const full = contentPerRecord();
const lengths = [0, 1, full - 1, full, full + 1, 2 * full - 1, 2 * full, 2 * full + 1, 5 * full + 77];

/** Content without repetition, so that a record in the wrong place cannot look right. */
function contentOf(length: number): Buffer {
  const content = Buffer.alloc(length);
  for (let at = 0; at < length; at += 32) {
    createHash('sha256').update(String(at)).digest().copy(content, at);
  }
  return content;
}

/** Compares whole contents; `toEqual` would walk through them element by element. */
function expectSame(actual: Buffer, expected: Buffer): void {
  expect(actual.length).toBe(expected.length);
  expect(actual.equals(expected)).toBe(true);
}

/** A file in memory that counts what is read from it. */
function memorySource(sealed: Buffer): SealedSource & { readonly reads: [number, number][] } {
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

async function readerOf(sealed: Buffer, ahead = 0) {
  const source = memorySource(sealed);
  const file = await SealedFile.open({ source, recording, ahead });
  return { source, file, reader: file.unlock({ key, sealedLength: sealed.length }) };
}

describe('a sealed file', () => {
  it.each(lengths)('gives back %i bytes unchanged, whole and by ranges', async (length) => {
    const content = contentOf(length);
    const sealed = sealBuffer(content, { recording, key });
    expect(sealed.length).toBe(sealedLengthOf(length));
    expectSame(await unsealBuffer(sealed, { recording, key }), content);

    const { reader } = await readerOf(sealed);
    expect(reader.contentLength).toBe(length);
    for (const start of [0, 1, full - 1, full, length - 1, length].filter((at) => at >= 0 && at <= length)) {
      expectSame(await reader.read(start, length), content.subarray(start));
      expectSame(await reader.read(0, start), content.subarray(0, start));
    }
  });

  it.each(lengths)('of %i bytes is what the reference implementation reads', (length) => {
    const content = contentOf(length);
    const sealed = sealBuffer(content, { recording, key });
    expectSame(ece.decrypt(sealed, { version: 'aes128gcm', keymap: { [recording]: key } }), content);
  });

  it.each(lengths)('of %i bytes is read from what the reference implementation writes', async (length) => {
    const content = contentOf(length);
    const sealed = ece.encrypt(content, {
      version: 'aes128gcm',
      keyid: recording,
      keymap: { [recording]: key },
      rs: 65_536,
    });
    expectSame(await unsealBuffer(sealed, { recording, key, sealedLength: sealed.length }), content);
  });

  it('is the same however the content was cut into pieces', async () => {
    const content = contentOf(4 * full + 1000);
    const cuts = fc.array(fc.oneof(fc.nat(200_000), fc.constantFrom(0, full - 1, full, full + 1)), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(cuts, async (pieces) => {
        const sealer = new Sealer({ recording, key });
        const written: Buffer[] = [];
        let at = 0;
        for (const piece of pieces) {
          written.push(sealer.update(content.subarray(at, at + piece)));
          at = Math.min(content.length, at + piece);
        }
        written.push(sealer.update(content.subarray(at)), sealer.final());
        expectSame(await unsealBuffer(Buffer.concat(written), { recording, key }), content);
      }),
      { numRuns: 40 },
    );
  });

  it('gives every range of its content', async () => {
    const content = contentOf(3 * full + 500);
    const { reader } = await readerOf(sealBuffer(content, { recording, key }), 2);
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length), fc.nat(content.length), async (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        expect((await reader.read(start, end)).equals(content.subarray(start, end))).toBe(true);
      }),
    );
  });

  it('never looks the same twice, and shares no AES key with the peaks of its recording', () => {
    const content = contentOf(100);
    const salts = new Set(
      Array.from({ length: 50 }, () =>
        sealBuffer(content, { recording, key }).subarray(0, 16).toString('hex'),
      ),
    );
    expect(salts.size).toBe(50);
  });

  it('takes no more content once it was ended, and no key or id of another shape', () => {
    const sealer = new Sealer({ recording, key });
    sealer.final();
    expect(() => sealer.update(Buffer.from('x'))).toThrow('sealed already');
    expect(() => sealer.final()).toThrow('sealed already');
    expect(() => new Sealer({ recording, key: key.subarray(1) })).toThrow(RangeError);
    expect(() => new Sealer({ recording: recording.toUpperCase(), key })).toThrow(TypeError);
    expect(() => new Sealer({ recording: '../../../etc/passwd', key })).toThrow(TypeError);
  });
});

describe('a reader', () => {
  const content = contentOf(6 * full);
  const sealed = sealBuffer(content, { recording, key });

  it('reads only the records that hold the range', async () => {
    const { source, reader } = await readerOf(sealed);
    await reader.read(2 * full + 10, 4 * full - 10);
    expect(source.reads).toEqual([
      [0, 57],
      [57 + 2 * 65_536, 2 * 65_536],
    ]);
  });

  it('takes the first records from what was fetched with the header', async () => {
    const { source, reader } = await readerOf(sealed, 4);
    expectSame(await reader.read(0, 4 * full), content.subarray(0, 4 * full));
    expect(source.reads).toEqual([[0, 57 + 4 * 65_536]]);
    expectSame(await reader.read(3 * full, 5 * full), content.subarray(3 * full, 5 * full));
    expect(source.reads.length).toBe(2);
  });

  it.each([
    [-1, 5],
    [5, 4],
    [0, 6 * full + 1],
    [Number.NaN, 5],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses the range %d to %d', async (start, end) => {
    const { reader } = await readerOf(sealed);
    await expect(reader.read(start, end)).rejects.toThrow(RangeError);
  });

  it('gives nothing after its keys were zeroed, not even for a read that was under way', async () => {
    let answer: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    const memory = memorySource(sealed);
    const source: SealedSource = {
      length: sealed.length,
      readAt: async (position, length) => {
        if (position > 0) await waiting;
        return memory.readAt(position, length);
      },
    };
    const reader = (await SealedFile.open({ source, recording })).unlock({ key });
    const underWay = reader.read(0, 10);
    reader.dispose();
    answer();
    await expect(underWay).rejects.toThrow('zeroed');
    await expect(reader.read(0, 10)).rejects.toThrow('zeroed');
  });

  it('leaves the content key to its owner', async () => {
    const own = Buffer.from(key);
    const file = await SealedFile.open({ source: memorySource(sealed), recording });
    const reader = file.unlock({ key: own });
    own.fill(0);
    expectSame(await reader.read(0, 100), content.subarray(0, 100));
  });

  it('passes on the errors of the share as they are', async () => {
    const memory = memorySource(sealed);
    const lost = Object.assign(new Error('network'), { code: 'EIO' });
    const source: SealedSource = {
      length: sealed.length,
      readAt: (position, length) => (position > 0 ? Promise.reject(lost) : memory.readAt(position, length)),
    };
    const reader = (await SealedFile.open({ source, recording })).unlock({ key });
    await expect(reader.read(0, 10)).rejects.toBe(lost);
  });
});

describe('a file that was tampered with', () => {
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
