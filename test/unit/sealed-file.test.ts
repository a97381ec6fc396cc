import ece from 'http_ece';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealedLengthOf } from '../../shared/node/record-format.ts';
import { Sealer, sealBuffer } from '../../shared/node/seal.ts';
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

const lengths = [0, 1, full - 1, full, full + 1, 2 * full - 1, 2 * full, 2 * full + 1, 5 * full + 77];

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
