import { createCipheriv, createDecipheriv, createHmac, type DecipherGCM } from 'node:crypto';

/**
 * HPKE (RFC 9180) in base mode over node:crypto: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, one message an envelope.
 * `hpke.ts` is the way in. Whatever secret is made here on the way, and the agreement that comes in, is zeroed here.
 */

const kemSuite = Buffer.from('KEM\x00\x20', 'latin1');
const suite = Buffer.from('HPKE\x00\x20\x00\x01\x00\x02', 'latin1');
const version = Buffer.from('HPKE-v1', 'latin1');
const none = Buffer.alloc(0);
const hashLength = 32;
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;
/** Mode base, and no pre-shared key (§5.1): the same for every envelope. */
const baseMode = Buffer.from([0]);
const noPskHash = labelledExtract(suite, none, 'psk_id_hash', none);

/** What the two parties of one envelope agreed on, and, raw, the encapsulated and the recipient's public key, which go into the secret. 32 bytes each. */
export interface Agreement {
  readonly agreed: Buffer;
  readonly encapsulated: Buffer;
  readonly recipient: Buffer;
}

/** Seals `content`: ciphertext ‖ tag. */
export function sealBase(
  agreement: Agreement,
  info: Buffer,
  additionalData: Buffer,
  content: Buffer,
): Buffer {
  return withKey(agreement, info, (key, nonce) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
    cipher.setAAD(additionalData);
    return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  });
}

/** Opens ciphertext ‖ tag. Throws for everything that does not open; which error it is says nothing that may be told. */
export function openBase(agreement: Agreement, info: Buffer, additionalData: Buffer, sealed: Buffer): Buffer {
  return withKey(agreement, info, (key, nonce) => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
    decipher.setAAD(additionalData);
    decipher.setAuthTag(sealed.subarray(-tagLength));
    return authentic(decipher.update(sealed.subarray(0, -tagLength)), decipher);
  });
}

/** SECURITY: what was decrypted before its tag was compared does not leave here, nor stay in memory. */
function authentic(content: Buffer, decipher: DecipherGCM): Buffer {
  try {
    decipher.final();
    return content;
  } catch (error) {
    content.fill(0);
    throw error;
  }
}

/** §5.1, KeySchedule: hands out key and nonce of the envelope's one message, and zeroes them afterwards. */
function withKey(agreement: Agreement, info: Buffer, use: (key: Buffer, nonce: Buffer) => Buffer): Buffer {
  const shared = sharedSecret(agreement);
  const context = Buffer.concat([baseMode, noPskHash, labelledExtract(suite, none, 'info_hash', info)]);
  const secret = labelledExtract(suite, shared, 'secret', none);
  const key = labelledExpand(suite, secret, 'key', context, keyLength);
  const nonce = labelledExpand(suite, secret, 'base_nonce', context, nonceLength);
  try {
    return use(key, nonce);
  } finally {
    for (const bytes of [shared, secret, key, nonce]) bytes.fill(0);
  }
}

/** §4.1, what Encap and Decap have in common. */
function sharedSecret({ agreed, encapsulated, recipient }: Agreement): Buffer {
  const secret = labelledExtract(kemSuite, none, 'eae_prk', agreed);
  const context = Buffer.concat([encapsulated, recipient]);
  const shared = labelledExpand(kemSuite, secret, 'shared_secret', context, hashLength);
  for (const bytes of [agreed, secret]) bytes.fill(0);
  return shared;
}

/** §4, LabeledExtract over RFC 5869 §2.2. */
function labelledExtract(id: Buffer, salt: Buffer, label: string, material: Buffer): Buffer {
  return createHmac('sha256', salt)
    .update(version)
    .update(id)
    .update(label, 'latin1')
    .update(material)
    .digest();
}

/** §4, LabeledExpand over RFC 5869 §2.3: one block of the hash, which is all that is ever asked for here. */
function labelledExpand(id: Buffer, secret: Buffer, label: string, context: Buffer, length: number): Buffer {
  const block = createHmac('sha256', secret)
    .update(Buffer.from([length >> 8, length & 255]))
    .update(version)
    .update(id)
    .update(label, 'latin1')
    .update(context)
    .update(Buffer.from([1]))
    .digest();
  block.fill(0, length);
  return block.subarray(0, length);
}
