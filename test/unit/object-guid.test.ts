import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesFromGuid, guidFromBytes } from '../../shared/object-guid.ts';

describe('objectGUID', () => {
  it('reads the first three fields from the low end, as Windows writes them', () => {
    const bytes = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
    expect(guidFromBytes(bytes)).toBe('33221100-5544-7766-8899-aabbccddeeff');
  });

  it('writes a uuid in capitals to the same bytes', () => {
    const bytes = bytesFromGuid('33221100-5544-7766-8899-AABBCCDDEEFF');
    expect(Buffer.from(bytes).toString('hex')).toBe('00112233445566778899aabbccddeeff');
  });

  it('comes back the same for every uuid', () => {
    fc.assert(fc.property(fc.uuid(), (guid) => guidFromBytes(bytesFromGuid(guid)) === guid));
  });

  it.each([0, 15, 17])('takes %i bytes for no objectGUID', (length) => {
    expect(guidFromBytes(new Uint8Array(length))).toBeNull();
  });

  it.each(['', '33221100-5544-7766-8899-aabbccddeef', '33221100-5544-7766-8899-aabbccddeefg'])(
    'takes %j for no uuid',
    (text) => {
      expect(() => bytesFromGuid(text)).toThrow(RangeError);
    },
  );
});
