import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  webcrypto,
} from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { FailureCode } from '../failure.ts';

/**
 * HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. What is sealed and under
 * which `info` is said in `release.ts`; here is only the one suite and the handling of raw keys.
 */

/** Bytes of a raw X25519 key, public or private, and of the encapsulated key before the ciphertext. */
export const agreementKeyLength = 32;

/** Why nothing was sealed or opened: the public key cannot agree, or the sealed bytes do not open with this key and info. */
export type HpkeCode = Extract<FailureCode, 'bad-public-key' | 'key-unusable'>;

/** Thrown by sealing and opening; carries no key and no reason that would help an attacker. */
export class HpkeError extends Error {
  override readonly name = 'HpkeError';
  readonly code: HpkeCode;
  constructor(code: HpkeCode) {
    super(code);
    this.code = code;
  }
}

/** A raw X25519 key pair, 32 bytes each. Zero `privateKey` when its work is done. */
export interface KeyPair {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** DER before a raw private key (PKCS #8) and a raw public key (SPKI) of X25519 (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const agreement = { name: 'X25519' };

/** Makes a fresh X25519 key pair. */
export function generateKeyPair(): KeyPair {
  const pair = generateKeyPairSync('x25519', {
    privateKeyEncoding: { format: 'der', type: 'pkcs8' },
    publicKeyEncoding: { format: 'der', type: 'spki' },
  });
  const privateKey = Buffer.from(pair.privateKey.subarray(privatePrefix.length));
  pair.privateKey.fill(0);
  return { privateKey, publicKey: Buffer.from(pair.publicKey.subarray(publicPrefix.length)) };
}

/** The public half of a raw private key. Throws RangeError unless it has 32 bytes. */
export function publicKeyOf(privateKey: Buffer): Buffer {
  return withPrivateDer(privateKey, (der) => {
    const spki = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
    return Buffer.from(spki.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length));
  });
}

/**
 * Trial agreement: throws HpkeError `bad-public-key` for a key of another length, the all-zero key and every
 * other point of low order.
 */
export function checkPublicKey(publicKey: Buffer): void {
  if (publicKey.length !== agreementKeyLength) throw new HpkeError('bad-public-key');
  let shared: Buffer;
  try {
    const key = createPublicKey({ key: publicDer(publicKey), format: 'der', type: 'spki' });
    shared = diffieHellman({ privateKey: trialKey, publicKey: key });
  } catch {
    throw new HpkeError('bad-public-key');
  }
  // SECURITY: RFC 9180 §7.1.4: an all-zero result means a key of low order, whose secret anybody can compute.
  // The crypto libraries of today refuse it by themselves (above); nothing promises that the next one will.
  if (shared.every((byte) => byte === 0)) throw new HpkeError('bad-public-key');
}

/** To whom, under which info (and, in vectors only, which additional data) something is sealed. */
export interface HpkeSeal {
  readonly publicKey: Buffer;
  readonly info: Buffer;
  readonly additionalData?: Buffer;
}

/** Seals `content`: encapsulated key ‖ ciphertext ‖ tag. Throws HpkeError `bad-public-key`. */
export async function hpkeSeal(target: HpkeSeal, content: Buffer): Promise<Buffer> {
  checkPublicKey(target.publicKey);
  const recipientPublicKey = await importPublic(target.publicKey);
  const copy = exactBytes(content);
  try {
    const sealed = await suite.seal(
      { recipientPublicKey, info: exactBytes(target.info) },
      copy,
      exactBytes(target.additionalData ?? none),
    );
    return Buffer.concat([Buffer.from(sealed.enc), Buffer.from(sealed.ct)]);
  } finally {
    new Uint8Array(copy).fill(0);
  }
}

/** A recipient's pair imported once, for whoever opens many envelopes with one key: importing costs more than opening. */
export type Recipient = webcrypto.CryptoKeyPair;

/** Imports a raw private key, which may be zeroed afterwards: nothing can export it again. Throws RangeError for another length. */
export async function importRecipient(privateKey: Buffer): Promise<Recipient> {
  return importPair(privateKey);
}

/** With which key (raw, or imported), under which info something is opened. */
export interface HpkeOpen {
  readonly privateKey: Buffer | Recipient;
  readonly info: Buffer;
  readonly additionalData?: Buffer;
}

/** Opens what {@link hpkeSeal} made. Throws HpkeError `key-unusable`, RangeError for a private key of another length. */
export async function hpkeOpen(holder: HpkeOpen, sealed: Buffer): Promise<Buffer> {
  const { privateKey } = holder;
  const recipientKey = Buffer.isBuffer(privateKey) ? await importPair(privateKey) : privateKey;
  try {
    const content = await suite.open(
      {
        recipientKey,
        enc: exactBytes(sealed.subarray(0, agreementKeyLength)),
        info: exactBytes(holder.info),
      },
      exactBytes(sealed.subarray(agreementKeyLength)),
      exactBytes(holder.additionalData ?? none),
    );
    return Buffer.from(content);
  } catch {
    // SECURITY: one answer for every reason, a hostile encapsulated key included.
    throw new HpkeError('key-unusable');
  }
}

const none = Buffer.alloc(0);
/** The other side of a trial agreement; its result is thrown away. */
const trialKey = generateKeyPairSync('x25519').privateKey;

function publicDer(publicKey: Buffer): Buffer {
  return Buffer.concat([publicPrefix, publicKey]);
}

/** Hands out the DER of a private key and zeroes it afterwards. */
function withPrivateDer<Result>(privateKey: Buffer, use: (der: Buffer) => Result): Result {
  if (privateKey.length !== agreementKeyLength) throw new RangeError('a private key has 32 bytes');
  const der = Buffer.concat([privatePrefix, privateKey]);
  try {
    return use(der);
  } finally {
    der.fill(0);
  }
}

async function importPublic(publicKey: Buffer): Promise<webcrypto.CryptoKey> {
  return await webcrypto.subtle.importKey('raw', publicKey, agreement, true, []);
}

/**
 * SECURITY: both halves are given to the library. With the private one alone it would export that as JSON text
 * to compute the public one, and text in the heap cannot be zeroed.
 */
async function importPair(privateKey: Buffer): Promise<webcrypto.CryptoKeyPair> {
  const publicKey = await importPublic(publicKeyOf(privateKey));
  const der = Buffer.concat([privatePrefix, privateKey]);
  try {
    return {
      publicKey,
      privateKey: await webcrypto.subtle.importKey('pkcs8', der, agreement, false, ['deriveBits']),
    };
  } finally {
    der.fill(0);
  }
}

/** A view's own bytes: the library reads whole array buffers, and a small Buffer shares a pool with strangers. */
function exactBytes(view: Buffer): ArrayBuffer {
  return Uint8Array.prototype.slice.call(view).buffer;
}
