import { createHash, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { entries, type EntryKind, type Payload } from '../ledger/kinds.ts';

/**
 * Hashing and checking of ledger entries, independent of the SQL that stores them.
 * `hash = SHA-256("odsluch-entry-v1\0" ‖ seq as int8 big-endian ‖ prev ‖ SHA-256(payload))`; the signature is Ed25519
 * (RFC 8032) over the 32-byte hash; `prev` of entry 1 is 32 zero bytes.
 */
export const genesisPrev: Buffer = Buffer.alloc(32);
const domain = Buffer.from('odsluch-entry-v1\0', 'utf8');

export type SealedEntry = { seq: number; prev: Buffer; payload: string; hash: Buffer; signature: Buffer };

export function sha256(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The exact text that is hashed and stored: keys in the order of `entries`, no white space. Throws on a wrong shape. */
export function payloadText<K extends EntryKind>(payload: Payload<K>): string {
  return spelled(entries[payload.kind].parse(payload));
}

/** Half a character of two, which no UTF-8 has: JSON alone can say it, and each reader makes something else of it. */
const halfCharacter = /(?<!\\)(?:\\\\)*\\ud/;

/** Checked fields stand in the order of `entries`, whatever the order in which they came. */
function spelled(checked: Payload): string {
  const text = JSON.stringify(checked);
  if (halfCharacter.test(text)) throw new Error('half a character has no spelling');
  return text;
}

/**
 * Reads a stored payload. Throws where the kind is unknown, a field is missing, foreign or malformed, or the text is
 * not byte for byte what `payloadText` would write: a second spelling of the same facts is not an entry.
 */
export function parsePayload(text: string): Payload {
  const raw = JSON.parse(text) as { kind?: unknown };
  const kind = raw.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(entries, kind)) throw new Error('unknown kind of entry');
  const payload = entries[kind as EntryKind].parse(raw);
  if (spelled(payload) !== text) throw new Error('the payload is not in its one spelling');
  return payload;
}

/** @param seq 1, 2, 3 …  @param prev 32 bytes  @param payload the exact text */
export function entryHash(seq: number, prev: Buffer, payload: string): Buffer {
  return linkHash(seq, prev, sha256(payload));
}

/** The same for whoever does not have the payload. @param digest SHA-256 of the payload, 32 bytes */
export function linkHash(seq: number, prev: Buffer, digest: Buffer): Buffer {
  const position = Buffer.alloc(8);
  position.writeBigInt64BE(BigInt(seq));
  return sha256(domain, position, prev, digest);
}

/** Makes the next entry after `prev`. The private key is an Ed25519 key object; only the keeper has one. */
export function sealEntry(seq: number, prev: Buffer, payload: string, privateKey: KeyObject): SealedEntry {
  const hash = entryHash(seq, prev, payload);
  return { seq, prev, payload, hash, signature: sign(null, hash, privateKey) };
}

/** What is wrong with one entry, looked at alone; null when hash and signature hold. */
export function entryFault(entry: SealedEntry, keeperKey: KeyObject): 'hash' | 'signature' | null {
  if (!hashHolds(entry)) return 'hash';
  return verify(null, entry.hash, keeperKey, entry.signature) ? null : 'signature';
}

/** Whether `hash` is that of this number, `prev` and payload. */
export function hashHolds({ seq, prev, payload, hash }: SealedEntry): boolean {
  return entryHash(seq, prev, payload).equals(hash);
}

/** Whether the keeper signed the hash. Worked out beside the main thread: of many that are asked at once every core has some. */
export function signatureHolds(
  { hash, signature }: Pick<SealedEntry, 'hash' | 'signature'>,
  keeperKey: KeyObject,
): Promise<boolean> {
  return new Promise((resolve) => {
    verify(null, hash, keeperKey, signature, (error, holds) => resolve(error === null && holds));
  });
}

export const saltLength = 16;

/** The words behind an entry with a fresh salt, and the commitment that goes into its payload. */
export function commitText(value: unknown): { salt: Buffer; text: string; commitment: string } {
  const salt = randomBytes(saltLength);
  const text = JSON.stringify(value);
  return { salt, text, commitment: textCommitment(salt, text) };
}

/** An entry's words, or some that are given out for them. */
export type Words = { salt: Buffer; text: string };

/**
 * Whether words are those that a payload commits to.
 * SECURITY: under a salt of another length the words could begin earlier or later, with the same commitment.
 */
export function wordsHold({ salt, text }: Words, commitment: string | null): boolean {
  return salt.length === saltLength && textCommitment(salt, text) === commitment;
}

/** SHA-256(salt ‖ UTF-8 text) as lower-case hex. */
export function textCommitment(salt: Buffer, text: string): string {
  return sha256(salt, Buffer.from(text, 'utf8')).toString('hex');
}
