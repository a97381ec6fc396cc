import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * The pinned keeper key `ed25519:<base64 of 32 bytes>` as a key object. Throws RangeError for another length.
 * SECURITY: it comes from the office's settings, never from the database that it is there to check.
 */
export function pinnedKeeperKey(text: string): KeyObject {
  const raw = Buffer.from(text.replace(/^ed25519:/, ''), 'base64');
  if (raw.length !== 32) throw new RangeError('an Ed25519 key has 32 bytes');
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
}
