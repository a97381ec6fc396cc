import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
} from 'node:crypto';

/**
 * HPKE base mode with DHKEM(X25519, HKDF-SHA256) and HKDF-SHA256, written a second time from RFC 9180 §4, §5.1 and
 * §6.1 with nothing but node:crypto, to compare the product's sealing with. For tests only.
 */

export type ReferenceAead = {
  readonly id: number;
  readonly name: 'aes-128-gcm' | 'aes-256-gcm';
  readonly keyLength: number;
};
export const aes128: ReferenceAead = { id: 1, name: 'aes-128-gcm', keyLength: 16 };
export const aes256: ReferenceAead = { id: 2, name: 'aes-256-gcm', keyLength: 32 };

const kemId = Buffer.from('KEM\x00\x20', 'latin1');
const none = Buffer.alloc(0);

export function privateKeyOf(raw: Buffer): KeyObject {
  const key = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), raw]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(raw: Buffer): KeyObject {
  const key = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), raw]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

function rawPublic(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12);
}

function extract(suite: Buffer, salt: Buffer, label: string, material: Buffer): Buffer {
  const input = Buffer.concat([Buffer.from('HPKE-v1'), suite, Buffer.from(label), material]);
  return createHmac('sha256', salt.length === 0 ? Buffer.alloc(32) : salt)
    .update(input)
    .digest();
}

function expand(suite: Buffer, secret: Buffer, label: string, context: Buffer, length: number): Buffer {
  const size = Buffer.from([length >> 8, length & 255]);
  const info = Buffer.concat([
    size,
    Buffer.from('HPKE-v1'),
    suite,
    Buffer.from(label),
    context,
    Buffer.from([1]),
  ]);
  return createHmac('sha256', secret).update(info).digest().subarray(0, length);
}

function sharedSecret(own: KeyObject, other: KeyObject, enc: Buffer, recipient: Buffer): Buffer {
  const agreed = diffieHellman({ privateKey: own, publicKey: other });
  const secret = extract(kemId, none, 'eae_prk', agreed);
  return expand(kemId, secret, 'shared_secret', Buffer.concat([enc, recipient]), 32);
}

function schedule(aead: ReferenceAead, shared: Buffer, info: Buffer): { key: Buffer; nonce: Buffer } {
  const suite = Buffer.concat([Buffer.from('HPKE'), Buffer.from([0, 0x20, 0, 1, 0, aead.id])]);
  const context = Buffer.concat([
    Buffer.from([0]),
    extract(suite, none, 'psk_id_hash', none),
    extract(suite, none, 'info_hash', info),
  ]);
  const secret = extract(suite, shared, 'secret', none);
  return {
    key: expand(suite, secret, 'key', context, aead.keyLength),
    nonce: expand(suite, secret, 'base_nonce', context, 12),
  };
}

export function referenceOpen(
  aead: ReferenceAead,
  recipient: KeyObject,
  sealed: Buffer,
  info: Buffer,
  additionalData: Buffer = none,
): Buffer {
  const enc = sealed.subarray(0, 32);
  const shared = sharedSecret(recipient, publicKeyOf(enc), enc, rawPublic(recipient));
  const { key, nonce } = schedule(aead, shared, info);
  const decipher = createDecipheriv(aead.name, key, nonce, { authTagLength: 16 });
  decipher.setAAD(additionalData);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(32, -16)), decipher.final()]);
}

export function referenceSeal(
  aead: ReferenceAead,
  ephemeral: KeyObject,
  recipient: Buffer,
  content: Buffer,
  info: Buffer,
  additionalData: Buffer = none,
): Buffer {
  const enc = rawPublic(ephemeral);
  const { key, nonce } = schedule(
    aead,
    sharedSecret(ephemeral, publicKeyOf(recipient), enc, recipient),
    info,
  );
  const cipher = createCipheriv(aead.name, key, nonce, { authTagLength: 16 });
  cipher.setAAD(additionalData);
  return Buffer.concat([enc, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}
