import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { FailureCode } from '../failure.ts';
import { openBase, sealBase } from './hpke-base.ts';

/**
 * HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. What is sealed and under
 * which `info` is said in `release.ts`, the suite itself is in `hpke-base.ts`; here is the handling of raw keys.
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
  return importRecipient(privateKey).publicKey;
}

/**
 * Trial agreement: throws HpkeError `bad-public-key` for a key of another length, the all-zero key and every
 * other point of low order.
 */
export function checkPublicKey(publicKey: Buffer): void {
  if (publicKey.length !== agreementKeyLength) throw new HpkeError('bad-public-key');
  let shared: Buffer;
  try {
    shared = diffieHellman({ privateKey: trialKey, publicKey: importPublicKey(publicKey) });
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
export function hpkeSeal(target: HpkeSeal, content: Buffer): Buffer {
  const { publicKey: recipient, info, additionalData = none } = target;
  checkPublicKey(recipient);
  const ephemeral = generateKeyPairSync('x25519');
  const encapsulated = rawPublicKey(ephemeral.publicKey);
  const agreement = { own: ephemeral.privateKey, other: importPublicKey(recipient), encapsulated, recipient };
  return Buffer.concat([encapsulated, sealBase(agreement, info, additionalData, content)]);
}

/**
 * A recipient's pair, imported once for whoever opens many envelopes with it: a handle, and the 32 raw bytes of its public half.
 * SECURITY: nothing here exports the handle, and its bytes are OpenSSL's, which clears them when the handle is collected.
 */
export interface Recipient {
  readonly privateKey: KeyObject;
  readonly publicKey: Buffer;
}

/** Imports a raw private key, which may be zeroed afterwards. Throws RangeError for another length. */
export function importRecipient(privateKey: Buffer): Recipient {
  return withPrivateDer(privateKey, (der) => {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { privateKey: key, publicKey: rawPublicKey(createPublicKey(key)) };
  });
}

/** With which key (raw, or imported), under which info something is opened. */
export interface HpkeOpen {
  readonly privateKey: Buffer | Recipient;
  readonly info: Buffer;
  readonly additionalData?: Buffer;
}

/** Opens what {@link hpkeSeal} made. Throws HpkeError `key-unusable`, RangeError for a private key of another length. */
export function hpkeOpen(holder: HpkeOpen, sealed: Buffer): Buffer {
  const { privateKey, info, additionalData = none } = holder;
  const recipient = Buffer.isBuffer(privateKey) ? importRecipient(privateKey) : privateKey;
  try {
    const encapsulated = sealed.subarray(0, agreementKeyLength);
    const agreement = {
      ...{ own: recipient.privateKey, other: importPublicKey(encapsulated) },
      ...{ encapsulated, recipient: recipient.publicKey },
    };
    return openBase(agreement, info, additionalData, sealed.subarray(agreementKeyLength));
  } catch {
    // SECURITY: one answer for every reason, a hostile encapsulated key included.
    throw new HpkeError('key-unusable');
  }
}

const none = Buffer.alloc(0);
/** The other side of a trial agreement; its result is thrown away. */
const trialKey = generateKeyPairSync('x25519').privateKey;

function importPublicKey(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length));
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
