import { describe, expect, it } from 'vitest';
import { generateSigningKey, isSoundSigningKey } from '../../shared/node/signing-key.ts';

describe('a public key', () => {
  // Every spelling of a point of small order, as libsodium lists them too.
  it.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ])('of small order stands for nobody, whatever its sign: %s', (hex) => {
    const key = Buffer.from(hex, 'hex');
    const turned = Buffer.from(key);
    turned.writeUInt8(key.readUInt8(31) | 0x80, 31);
    expect([isSoundSigningKey(key), isSoundSigningKey(turned)]).toEqual([false, false]);
  });

  it('stands for somebody when it was made for that, and not with a byte too few', () => {
    const { publicKey } = generateSigningKey();
    expect([isSoundSigningKey(publicKey), isSoundSigningKey(publicKey.subarray(1))]).toEqual([true, false]);
  });
});
