import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { nonceLength, nonceOfRecord, tagLength } from './record-format.ts';

/**
 * One record of the content coding `aes128gcm` (RFC 8188 §2): derive its keys, write it, read it.
 * General in record size and padding, so that the vectors of the RFC run through the same code as the files.
 */

/** The key and the base nonce derived from one content key and one salt. Secret: zero them with {@link zeroKeys}. */
export interface RecordKeys {
  readonly key: Buffer;
  readonly nonce: Buffer;
}

const keyInfo = Buffer.from('Content-Encoding: aes128gcm\0', 'ascii');
const nonceInfo = Buffer.from('Content-Encoding: nonce\0', 'ascii');
/** The byte after the content: 1 if records follow, 2 in the last one (RFC 8188 §2). */
const delimiters = { more: Buffer.from([1]), last: Buffer.from([2]) };

/** Derives the 16-byte AES key and the 12-byte nonce of a file from its input keying material and salt (RFC 8188 §2.2, §2.3). */
export function deriveRecordKeys(keyingMaterial: Buffer, salt: Buffer): RecordKeys {
  return {
    key: Buffer.from(hkdfSync('sha256', keyingMaterial, salt, keyInfo, 16)),
    nonce: Buffer.from(hkdfSync('sha256', keyingMaterial, salt, nonceInfo, nonceLength)),
  };
}

/** Overwrites derived keys with zeros. */
export function zeroKeys(keys: RecordKeys): void {
  keys.key.fill(0);
  keys.nonce.fill(0);
}

/** Where a record stands: its number from 0, and whether it closes the file. */
export interface RecordPlace {
  readonly index: number;
  readonly last: boolean;
}

/** The pieces of one sealed record in order; `padding` zero bytes may hide the length of the content. */
export function sealRecord(
  keys: RecordKeys,
  place: RecordPlace,
  content: Buffer,
  padding = 0,
): readonly Buffer[] {
  const cipher = createCipheriv('aes-128-gcm', keys.key, nonceOfRecord(keys.nonce, place.index), {
    authTagLength: tagLength,
  });
  const delimiter = place.last ? delimiters.last : delimiters.more;
  const tail = padding > 0 ? Buffer.concat([delimiter, Buffer.alloc(padding)]) : delimiter;
  return [cipher.update(content), cipher.update(tail), cipher.final(), cipher.getAuthTag()];
}

/** What a record gave back: its content, or why it gave none. */
export type OpenedRecord =
  { readonly ok: true; readonly content: Buffer; readonly last: boolean } | { readonly ok: false };

/**
 * Opens one sealed record and takes delimiter and padding off. `last` in the answer is what the *writer* said
 * of the record; the reader compares it with the place where the record was found.
 * A wrong tag, a record of another place or file, or one without a delimiter answers `ok: false`.
 */
export function openRecord(keys: RecordKeys, index: number, record: Buffer): OpenedRecord {
  if (record.length < tagLength) return { ok: false };
  // SECURITY: without `authTagLength` Node accepts a tag of 4 bytes, which can be guessed.
  const decipher = createDecipheriv('aes-128-gcm', keys.key, nonceOfRecord(keys.nonce, index), {
    authTagLength: tagLength,
  });
  decipher.setAuthTag(record.subarray(record.length - tagLength));
  const padded = decipher.update(record.subarray(0, record.length - tagLength));
  try {
    decipher.final();
  } catch {
    // SECURITY: content whose tag is wrong never leaves this function; the reason is the same for every kind of damage.
    padded.fill(0);
    return { ok: false };
  }
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  const delimiter = padded[end];
  if (delimiter !== 1 && delimiter !== 2) return { ok: false };
  return { ok: true, content: padded.subarray(0, end), last: delimiter === 2 };
}
