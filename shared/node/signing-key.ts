import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Raw Ed25519 keys (RFC 8032), and X25519 (RFC 7748): 32 bytes each. */
const length = 32;

/** A raw public key as a key object. Throws RangeError for another length. */
export function publicSigningKey(raw: Buffer): KeyObject {
  if (raw.length !== length) throw new RangeError('an Ed25519 key has 32 bytes');
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
}

/**
 * The 32 raw bytes with which the DER of an Ed25519 or X25519 public key ends (RFC 8410).
 * SECURITY: not as a JWK. For that Node 20 locks the key while it makes strings; a garbage collection in the midst of it that clears away
 * what generated the pair waits for the same lock, and the program stands still for good: one pair in some ten thousand.
 */
export function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'der', type: 'spki' }).subarray(-length));
}

/**
 * The pinned keeper key `ed25519:<base64 of 32 bytes>` as a key object. Throws RangeError for another length.
 * SECURITY: it comes from the office's settings, never from the database that it is there to check.
 */
export function pinnedKeeperKey(text: string): KeyObject {
  return publicSigningKey(Buffer.from(text.replace(/^ed25519:/, ''), 'base64'));
}

/** A fresh pair; the private half is a handle that nothing exports. */
export function generateSigningKey(): { publicKey: Buffer; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: rawPublicKey(publicKey), privateKey };
}

/** y of every point whose order divides eight, and their spellings beyond 2^255 − 19; the sign bit is not looked at. */
const smallOrder: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/**
 * Whether a raw public key can stand for somebody.
 * SECURITY: under a key of small order one signature fits any message, and node:crypto takes such a key.
 */
export function isSoundSigningKey(raw: Buffer): boolean {
  if (raw.length !== length) return false;
  const y = Buffer.from(raw);
  y[31] = (y[31] ?? 0) & 0x7f;
  return !smallOrder.has(y.toString('hex'));
}
