/**
 * The arithmetic of the encrypted content coding `aes128gcm` (RFC 8188): where each record lies, how long
 * things are, which nonce belongs to which record. Numbers only; the ciphers are in `record-cipher.ts`.
 *
 * A file is a header (salt, record size, key id), then records of `recordSize` bytes each, the last one
 * shorter or full. A record holds its content, one delimiter byte and a tag of 16 bytes.
 */

/** Bytes of the salt that opens the header (RFC 8188 §2.1). */
export const saltLength = 16;
/** Bytes of the authentication tag that closes each record. */
export const tagLength = 16;
/** Bytes of a record that are not content: one delimiter and the tag. */
const recordOverhead = 1 + tagLength;
/** Bytes of the nonce of AES-GCM. */
export const nonceLength = 12;
/** Bytes of the header before its key id: salt, record size (uint32), length of the key id (uint8). */
export const fixedHeaderLength = saltLength + 4 + 1;

/** What the lengths depend on: bytes per full record, bytes of the key id. */
interface RecordLayout {
  readonly recordSize: number;
  readonly keyIdLength: number;
}

/** The layout of every file of this program: records of 64 KiB, the recording's uuid in 36 ASCII bytes. */
export const fileLayout: RecordLayout = { recordSize: 65_536, keyIdLength: 36 };

/** Bytes before the first record. */
export function headerLength(layout: RecordLayout = fileLayout): number {
  return fixedHeaderLength + layout.keyIdLength;
}

/** Bytes of content in a full record. */
export function contentPerRecord(layout: RecordLayout = fileLayout): number {
  return layout.recordSize - recordOverhead;
}

/** How many records a content of `contentLength` bytes takes; an empty content still takes one. */
export function recordCount(contentLength: number, layout: RecordLayout = fileLayout): number {
  return Math.max(1, Math.ceil(contentLength / contentPerRecord(layout)));
}

/** Bytes of the whole sealed file for a content of `contentLength` bytes. */
export function sealedLengthOf(contentLength: number, layout: RecordLayout = fileLayout): number {
  return headerLength(layout) + contentLength + recordOverhead * recordCount(contentLength, layout);
}

/**
 * Bytes of content in a sealed file of `sealedLength` bytes, or undefined if no content has that sealed
 * length (the file was cut or is not ours). Inverse of {@link sealedLengthOf}.
 */
export function contentLengthOf(sealedLength: number, layout: RecordLayout = fileLayout): number | undefined {
  if (!Number.isSafeInteger(sealedLength)) return undefined;
  const body = sealedLength - headerLength(layout);
  const records = Math.ceil(body / layout.recordSize);
  const content = body - records * recordOverhead;
  if (records < 1 || content < 0) return undefined;
  return sealedLengthOf(content, layout) === sealedLength ? content : undefined;
}

/** Where record `index` begins in the sealed file. */
export function recordPosition(index: number, layout: RecordLayout = fileLayout): number {
  return headerLength(layout) + index * layout.recordSize;
}

/** The records `first` … `end - 1` cover the bytes asked for; `skip` bytes of the first record precede them. */
export interface RecordSpan {
  readonly first: number;
  readonly end: number;
  readonly skip: number;
}

/** Which records hold the content bytes [start, end); an empty range needs none. */
export function recordsCovering(start: number, end: number, layout: RecordLayout = fileLayout): RecordSpan {
  const size = contentPerRecord(layout);
  const first = Math.floor(start / size);
  return { first, end: end > start ? Math.ceil(end / size) : first, skip: start - first * size };
}

/** The nonce of record `index`: the derived nonce XOR the index as a 96-bit big-endian number (RFC 8188 §2.3). */
export function nonceOfRecord(base: Buffer, index: number): Buffer {
  if (base.length !== nonceLength) throw new RangeError('a nonce has 12 bytes');
  // SECURITY: a repeated nonce would give away content, so an index beyond exact integers is an error, not a wrap.
  if (!Number.isSafeInteger(index) || index < 0) throw new RangeError('no such record index');
  const nonce = Buffer.from(base);
  const high = Math.floor(index / 0x1_0000_0000);
  nonce.writeUInt32BE((nonce.readUInt32BE(4) ^ high) >>> 0, 4);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ (index % 0x1_0000_0000)) >>> 0, 8);
  return nonce;
}

/** The header of a sealed file (RFC 8188 §2.1). */
export interface RecordHeader {
  readonly salt: Buffer;
  readonly recordSize: number;
  readonly keyId: Buffer;
}

/** The bytes of a header. Throws RangeError for a salt, size or key id that the format cannot hold. */
export function encodeHeader(header: RecordHeader): Buffer {
  const { salt, recordSize, keyId } = header;
  if (salt.length !== saltLength || keyId.length > 255) throw new RangeError('salt or key id length');
  if (recordSize <= recordOverhead || recordSize > 0xffff_ffff) throw new RangeError('record size');
  const fixed = Buffer.alloc(5);
  fixed.writeUInt32BE(recordSize, 0);
  fixed.writeUInt8(keyId.length, 4);
  return Buffer.concat([salt, fixed, keyId]);
}

/** Reads a header from the first bytes of a file; undefined if they end before it does or its record size is impossible. */
export function parseHeader(bytes: Buffer): RecordHeader | undefined {
  if (bytes.length < fixedHeaderLength) return undefined;
  const recordSize = bytes.readUInt32BE(saltLength);
  const end = fixedHeaderLength + bytes.readUInt8(saltLength + 4);
  if (bytes.length < end || recordSize <= recordOverhead) return undefined;
  return { salt: bytes.subarray(0, saltLength), recordSize, keyId: bytes.subarray(fixedHeaderLength, end) };
}
