import { createHash, createHmac, pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto';
import type { Command } from '../ledger/kinds.ts';
import { hpkeOpen, hpkeSeal, HpkeError, type Recipient } from './hpke.ts';
import type { Pulse } from './pulse.ts';
import { signRequest, type SignedRequest, type Signer } from './request.ts';
import { generateSigningKey } from './signing-key.ts';

/** What a password is given for; it stands in the `info` of its envelope, so that one opens nothing of the other. */
export type Purpose = 'session' | 'sign';

const length = 1024;

/**
 * A password sealed to the keeper's door key, for exactly one request: HPKE of `length as int2 ‖ password ‖ zeros`, 1,024 bytes in all,
 * `info = "odsluch-session-v1\0"` (or `"odsluch-sign-v1\0"`) ‖ SHA-256 of the bytes that the request signs. Throws RangeError for a
 * password of more than 1,022 bytes.
 * SECURITY: it opens with no other request, so whoever moves it to one of his own has moved nothing.
 */
export function sealPassword(
  password: string,
  purpose: Purpose,
  signedHash: Buffer,
  doorKey: Buffer,
): Buffer {
  const bytes = Buffer.from(password, 'utf8');
  if (bytes.length > length - 2) throw new RangeError('a password has at most 1,022 bytes');
  const content = Buffer.alloc(length);
  content.writeUInt16BE(bytes.length);
  bytes.copy(content, 2);
  bytes.fill(0);
  try {
    return hpkeSeal({ publicKey: doorKey, info: info(purpose, signedHash) }, content);
  } finally {
    content.fill(0);
  }
}

/** The password's bytes, which the caller zeroes; null where it does not open for this request. */
export function openPassword(
  sealed: Buffer,
  purpose: Purpose,
  signedHash: Buffer,
  door: Recipient,
): Buffer | null {
  let content: Buffer;
  try {
    content = hpkeOpen({ privateKey: door, info: info(purpose, signedHash) }, sealed);
  } catch (error) {
    if (error instanceof HpkeError) return null;
    throw error;
  }
  try {
    const end = content.length === length ? 2 + content.readUInt16BE() : Infinity;
    return end <= length ? Buffer.from(content.subarray(2, end)) : null;
  } finally {
    content.fill(0);
  }
}

function info(purpose: Purpose, signedHash: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`odsluch-${purpose}-v1\0`, 'ascii'), signedHash]);
}

/** A session that is asked for: its request, what signs with it from then on, and the secret for the database. */
export type NewSession = { request: SignedRequest; signer: Signer; secret: string };

/**
 * A session of `login`, as yet unproved: a fresh pair, a fresh secret for the person's own line into the database, and the directory
 * password for nobody but the keeper.
 */
export function newSession(
  who: { login: string; password: string; host: string; secret?: string },
  pulse: Pick<Pulse, 'time' | 'doorKey'>,
  ledgerKey: Buffer,
): NewSession {
  const { login, password, host, secret = randomBytes(32).toString('base64url') } = who;
  const { publicKey, privateKey } = generateSigningKey();
  const id = randomUUID();
  const signer = { session: id, privateKey, ledgerKey };
  const body: Command<'session'> = {
    ...{ login, host, publicKey: publicKey.toString('base64') },
    verifier: scramVerifier(secret),
  };
  const request = signRequest(signer, { kind: 'session', body, seen: pulse.time, id }, (hash) =>
    sealPassword(password, 'session', hash, pulse.doorKey),
  );
  return { request, signer, secret };
}

/** PostgreSQL's own count; more would cost each connection, and the secret has 256 bits. */
const iterations = 4096;

/** What PostgreSQL stores of a password (RFC 5802 §3, RFC 7677): `SCRAM-SHA-256$4096:<salt>$<StoredKey>:<ServerKey>`. */
export function scramVerifier(secret: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(secret, salt, iterations, 32, 'sha256');
  const hmac = (what: string) => createHmac('sha256', salted).update(what).digest();
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`;
}
