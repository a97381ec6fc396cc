import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { FailureCode } from '../failure.ts';
import { openBase, sealBase, type Agreement } from './hpke-base.ts';
import { rawPublicKey } from './signing-key.ts';

export type { Agreement } from './hpke-base.ts';

/**
 * HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. What is sealed and under
 * which `info` is said in `release.ts`, the suite itself is in `hpke-base.ts`; here is the handling of raw keys.
 */

/** Bytes of a raw X25519 key, public or private, and of the encapsulated key before the ciphertext. */
const agreementKeyLength = 32;

/** Why nothing was sealed or opened: the public key cannot agree, or the sealed bytes do not open with this key and info. */
type HpkeCode = Extract<FailureCode, 'bad-public-key' | 'key-unusable'>;

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

/** DER before a raw private key of X25519 (PKCS #8, RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Makes a fresh X25519 key pair that is to be written down; one that is not is made by {@link generateRecipient}. */
export function generateKeyPair(): KeyPair {
  const pair = generateKeyPairSync('x25519');
  const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const privateKey = Buffer.from(der.subarray(privatePrefix.length));
  der.fill(0);
  return { privateKey, publicKey: rawPublicKey(pair.publicKey) };
}

/**
 * Agrees with a recipient under a fresh key: all of an envelope that can be done before its content is known, and most of what it takes.
 * Throws HpkeError `bad-public-key` for a key of another length, the all-zero key and every other point of low order. For one envelope,
 * which zeroes it; `agreed` is to be zeroed by whoever seals none.
 */
export function agreeWith(recipient: Buffer): Agreement {
  const { privateKey, publicKey: encapsulated } = generateRecipient();
  return { agreed: agree(privateKey, recipient), encapsulated, recipient };
}

/** To whom (raw, or agreed with), under which info (and, in vectors only, which additional data) something is sealed. */
interface HpkeSeal {
  readonly publicKey: Buffer | Agreement;
  readonly info: Buffer;
  readonly additionalData?: Buffer;
}

/** Seals `content`: encapsulated key ‖ ciphertext ‖ tag. Throws HpkeError `bad-public-key`. */
export function hpkeSeal(target: HpkeSeal, content: Buffer): Buffer {
  const { publicKey, info, additionalData = none } = target;
  const agreement = Buffer.isBuffer(publicKey) ? agreeWith(publicKey) : publicKey;
  // SECURITY: what was agreed on is zeroed by its first envelope; a second one would be under a secret that everybody knows.
  if (isZero(agreement.agreed)) throw new HpkeError('bad-public-key');
  return Buffer.concat([agreement.encapsulated, sealBase(agreement, info, additionalData, content)]);
}

/**
 * A recipient's pair: a handle, and the 32 raw bytes of its public half. To import a raw key takes longer than all the rest of an envelope.
 * SECURITY: nothing here exports the handle, and its bytes are OpenSSL's, which clears them when the handle is collected.
 */
export interface Recipient {
  readonly privateKey: KeyObject;
  readonly publicKey: Buffer;
}

/** Makes a fresh pair for as long as it is held. */
export function generateRecipient(): Recipient {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return { privateKey, publicKey: rawPublicKey(publicKey) };
}

/** Imports a raw private key, which may be zeroed afterwards. Throws RangeError for another length. */
export function importRecipient(privateKey: Buffer): Recipient {
  return withPrivateDer(privateKey, (der) => {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { privateKey: key, publicKey: rawPublicKey(createPublicKey(key)) };
  });
}

/** With which key (raw, or imported), under which info something is opened. */
interface HpkeOpen {
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
    const agreed = agree(recipient.privateKey, encapsulated);
    const agreement = { agreed, encapsulated, recipient: recipient.publicKey };
    return openBase(agreement, info, additionalData, sealed.subarray(agreementKeyLength));
  } catch {
    // SECURITY: one answer for every reason, a hostile encapsulated key included.
    throw new HpkeError('key-unusable');
  }
}

const none = Buffer.alloc(0);
const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/** What two keys agree on, zeroed by whoever gets it. Throws HpkeError `bad-public-key`. */
function agree(privateKey: KeyObject, publicKey: Buffer): Buffer {
  if (publicKey.length !== agreementKeyLength) throw new HpkeError('bad-public-key');
  let agreed: Buffer;
  try {
    agreed = diffieHellman({ privateKey, publicKey: importPublicKey(publicKey) });
  } catch {
    throw new HpkeError('bad-public-key');
  }
  // SECURITY: RFC 9180 §7.1.4: an all-zero result means a key of low order, whose secret anybody can compute.
  // The crypto libraries of today refuse it by themselves (above); nothing promises that the next one will.
  if (isZero(agreed)) throw new HpkeError('bad-public-key');
  return agreed;
}

/**
 * OpenSSL 3 reads a JWK ten times faster than DER.
 * SECURITY: never a private key: its text could not be zeroed.
 */
function importPublicKey(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });
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
