import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveRecordKeys, openRecord, sealRecord } from '../../shared/node/record-cipher.ts';
import {
  contentLengthOf,
  contentPerRecord,
  encodeHeader,
  fileLayout,
  headerLength,
  nonceOfRecord,
  parseHeader,
  recordCount,
  recordPosition,
  recordsCovering,
  sealedLengthOf,
} from '../../shared/node/record-format.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const walrus = Buffer.from('I am the walrus', 'ascii');

describe('vectors of RFC 8188', () => {
  it('§3.1: one record, no key id', () => {
    const salt = bytes('I1BsxtFttlv3u_Oo94xnmw');
    const keys = deriveRecordKeys(bytes('yqdlZ-tYemfogSmv7Ws5PQ'), salt);
    expect(keys.key).toEqual(bytes('_wniytB-ofscZDh4tbSjHw'));
    expect(keys.nonce).toEqual(bytes('Bcs8gkIRKLI8GeI8'));

    const header = encodeHeader({ salt, recordSize: 4096, keyId: Buffer.alloc(0) });
    const file = Buffer.concat([header, ...sealRecord(keys, { index: 0, last: true }, walrus)]);
    expect(file).toEqual(bytes('I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg'));
    expect(file.length).toBe(sealedLengthOf(walrus.length, { recordSize: 4096, keyIdLength: 0 }));
    expect(openRecord(keys, 0, file.subarray(header.length))).toEqual({
      ok: true,
      content: walrus,
      last: true,
    });
  });

  it('§3.2: two records of 25 bytes, key id "a1", one byte of padding in the first', () => {
    const published = bytes(
      'uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA',
    );
    const header = parseHeader(published);
    if (header === undefined) throw new Error('the header of the vector was not read');
    expect([header.recordSize, header.keyId.toString()]).toEqual([25, 'a1']);

    const keys = deriveRecordKeys(bytes('BO3ZVPxUlnLORbVGMpbT1Q'), header.salt);
    const written = Buffer.concat([
      encodeHeader(header),
      ...sealRecord(keys, { index: 0, last: false }, walrus.subarray(0, 7), 1),
      ...sealRecord(keys, { index: 1, last: true }, walrus.subarray(7)),
    ]);
    expect(written).toEqual(published);

    const layout = { recordSize: 25, keyIdLength: 2 };
    const second = recordPosition(1, layout);
    const first = openRecord(keys, 0, published.subarray(recordPosition(0, layout), second));
    expect(first).toEqual({ ok: true, content: walrus.subarray(0, 7), last: false });
    expect(openRecord(keys, 1, published.subarray(second))).toEqual({
      ok: true,
      content: walrus.subarray(7),
      last: true,
    });
  });
});

describe('lengths', () => {
  const full = contentPerRecord();
  it.each([
    [0, 1, 57 + 17],
    [1, 1, 57 + 18],
    [full - 1, 1, 57 + 65_535],
    [full, 1, 57 + 65_536],
    [full + 1, 2, 57 + 65_536 + 18],
    [2 * full, 2, 57 + 2 * 65_536],
    [2 * full + 1, 3, 57 + 2 * 65_536 + 18],
    [115_200_044, 1759, 57 + 115_200_044 + 17 * 1759],
  ])('%i bytes of content take %i records and %i bytes', (content, records, sealed) => {
    expect(recordCount(content)).toBe(records);
    expect(sealedLengthOf(content)).toBe(sealed);
    expect(contentLengthOf(sealed)).toBe(content);
  });

  it.each([
    ['a negative length', -1],
    ['nothing', 0],
    ['a header without a record', 57],
    ['less than a tag and a delimiter', 57 + 16],
    ['a second record without content', 57 + 65_536 + 17],
    ['a second record shorter than its tag', 57 + 65_536 + 5],
    ['a length beyond exact integers', 2 ** 60],
    ['no number', Number.NaN],
  ])('%s is no length of a sealed file', (_, length) => {
    expect(contentLengthOf(length)).toBeUndefined();
  });

  const layouts = fc.record({
    recordSize: fc.integer({ min: 18, max: 70_000 }),
    keyIdLength: fc.integer({ min: 0, max: 255 }),
  });

  it('go there and back for every layout', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000_000 }), layouts, (content, layout) => {
        expect(contentLengthOf(sealedLengthOf(content, layout), layout)).toBe(content);
      }),
    );
  });

  it('never name a content whose sealed length is another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300_000 }), layouts, (sealed, layout) => {
        const content = contentLengthOf(sealed, layout);
        if (content !== undefined) expect(sealedLengthOf(content, layout)).toBe(sealed);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('records that cover a range', () => {
  const full = contentPerRecord();
  it.each([
    ['the first byte', 0, 1, { first: 0, end: 1, skip: 0 }],
    ['the last byte of a record', full - 1, full, { first: 0, end: 1, skip: full - 1 }],
    ['the first byte of the next', full, full + 1, { first: 1, end: 2, skip: 0 }],
    ['across a border', full - 1, full + 1, { first: 0, end: 2, skip: full - 1 }],
    ['exactly two records', full, 3 * full, { first: 1, end: 3, skip: 0 }],
    ['nothing', 5, 5, { first: 0, end: 0, skip: 5 }],
  ])('%s', (_, start, end, span) => {
    expect(recordsCovering(start, end)).toEqual(span);
  });

  it('hold the whole range and not one record more', () => {
    const range = fc.tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 7 }));
    fc.assert(
      fc.property(range, ([start, length]) => {
        const { first, end, skip } = recordsCovering(start, start + length);
        expect(first * full + skip).toBe(start);
        expect(skip).toBeLessThan(full);
        expect(end * full).toBeGreaterThanOrEqual(start + length);
        expect((end - 1) * full).toBeLessThan(start + length);
      }),
    );
  });
});

describe('nonces', () => {
  it('change in the last bytes only, as a 96-bit number', () => {
    const base = Buffer.from('000102030405060708090a0b', 'hex');
    expect(nonceOfRecord(base, 0)).toEqual(base);
    expect(nonceOfRecord(base, 1).toString('hex')).toBe('000102030405060708090a0a');
    expect(nonceOfRecord(base, 0x1_0000_0002).toString('hex')).toBe('000102030405060608090a09');
  });

  it('never meet: the record number can be read back from each', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.maxSafeNat(), (seed, index) => {
        const base = Buffer.from(seed);
        const nonce = nonceOfRecord(base, index);
        const difference = Buffer.from(nonce.map((byte, at) => byte ^ (base[at] ?? 0)));
        expect(difference.readBigUInt64BE(4)).toBe(BigInt(index));
        expect(difference.readUInt32BE(0)).toBe(0);
      }),
    );
  });

  it.each([-1, 0.5, 2 ** 53, Number.NaN])('refuse record number %s instead of wrapping', (index) => {
    expect(() => nonceOfRecord(Buffer.alloc(12), index)).toThrow(RangeError);
  });
});

describe('headers', () => {
  const salt = Buffer.alloc(16, 7);
  const keyId = Buffer.from('0d5e1c9a-3f52-4f0e-9a51-5f1f3f6f7a10', 'ascii');

  it('take 57 bytes and come back', () => {
    const header = { salt, recordSize: fileLayout.recordSize, keyId };
    const encoded = encodeHeader(header);
    expect(encoded.length).toBe(headerLength());
    expect(parseHeader(Buffer.concat([encoded, Buffer.from('more')]))).toEqual(header);
  });

  it('that end early or state an impossible record size are not read', () => {
    const encoded = encodeHeader({ salt, recordSize: 65_536, keyId });
    for (let length = 0; length < encoded.length; length += 1) {
      expect(parseHeader(encoded.subarray(0, length))).toBeUndefined();
    }
    encoded.writeUInt32BE(17, 16);
    expect(parseHeader(encoded)).toBeUndefined();
  });

  it.each([
    ['a short salt', { salt: salt.subarray(1), recordSize: 65_536, keyId }],
    ['a long key id', { salt, recordSize: 65_536, keyId: Buffer.alloc(256) }],
    ['a record without room for content', { salt, recordSize: 17, keyId }],
    ['a record size beyond 32 bits', { salt, recordSize: 2 ** 32, keyId }],
  ])('are not written with %s', (_, header) => {
    expect(() => encodeHeader(header)).toThrow(RangeError);
  });
});
