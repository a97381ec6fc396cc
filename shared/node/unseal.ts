import type { FailureCode } from '../failure.ts';
import { deriveRecordKeys, openRecord, zeroKeys, type RecordKeys } from './record-cipher.ts';
import {
  contentLengthOf,
  contentPerRecord,
  fileLayout,
  headerLength,
  parseHeader,
  recordCount,
  recordPosition,
  recordsCovering,
  type RecordHeader,
  type RecordSpan,
} from './record-format.ts';
import { contentKeyLength } from './seal.ts';
import { uuidText } from './uuid.ts';

/**
 * Why a sealed file gives no content: it is not a file of this recording, or not ours at all; it is shorter
 * than when it was sealed; it was changed since, or the key is another recording's.
 */
type UnsealCode = Extract<FailureCode, 'recording-foreign' | 'recording-truncated' | 'recording-damaged'>;

/** Thrown for a file that is not what was sealed; the message names neither key nor path. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';
  readonly code: UnsealCode;
  constructor(code: UnsealCode) {
    super(code);
    this.code = code;
  }
}

/** Thrown by a read after `dispose`: the keys were zeroed (a lock, a closed panel, an ended opening). */
class ReaderDisposedError extends Error {
  override readonly name = 'ReaderDisposedError';
  constructor() {
    super('the keys of this reader were zeroed');
  }
}

/** A sealed file, wherever it lies. `readAt` may answer fewer bytes only at the end; its own errors pass through. */
export interface SealedSource {
  /** Bytes of the whole sealed file. */
  readonly length: number;
  readAt(position: number, length: number): Promise<Buffer>;
}

/** Which file is meant, and how much of it to fetch before the key is there. */
interface OpenOptions {
  readonly source: SealedSource;
  /** uuid of the recording; the file must say the same. */
  readonly recording: string;
  /** Records read together with the header, so that the first sound needs no further read. Default 0. */
  readonly ahead?: number;
}

/** What turns an open file into content. */
export interface UnlockOptions {
  /** The recording's 32-byte content key; the caller keeps and zeroes it. */
  readonly key: Buffer;
  /** Bytes of the sealed file by its signed ingest entry; absent only where no entry states it (peaks). */
  readonly sealedLength?: number;
}

const onlyRecord: RecordSpan = { first: 0, end: 1, skip: 0 };

/** A sealed file whose header was read and belongs to the recording; nothing secret is needed or held yet. */
export class SealedFile {
  readonly #source: SealedSource;
  readonly #header: RecordHeader;
  /** Ciphertext that was read together with the header, from the first record on. */
  readonly #ahead: Buffer;
  /** Bytes of content, as the length of the file says; proven only by the tag of the last record. */
  readonly contentLength: number;

  private constructor(source: SealedSource, header: RecordHeader, ahead: Buffer, contentLength: number) {
    this.#source = source;
    this.#header = header;
    this.#ahead = ahead;
    this.contentLength = contentLength;
  }

  /** Reads and checks the header. Throws UnsealError `recording-foreign` or `recording-truncated`. */
  static async open(options: OpenOptions): Promise<SealedFile> {
    const { source, recording, ahead = 0 } = options;
    const start = await source.readAt(0, Math.min(source.length, recordPosition(ahead)));
    const header = checkedHeader(start, recording);
    const contentLength = contentLengthOf(source.length);
    if (contentLength === undefined) throw new UnsealError('recording-truncated');
    return new SealedFile(source, header, start.subarray(headerLength()), contentLength);
  }

  /** Derives the keys. Throws UnsealError if the file is not as long as when it was sealed, RangeError for a key of another size. */
  unlock(options: UnlockOptions): SealedReader {
    const { key, sealedLength } = options;
    if (key.length !== contentKeyLength) throw new RangeError('a content key has 32 bytes');
    // SECURITY: a file cut between two records would play faultlessly up to the cut; the signed length is compared first.
    if (sealedLength !== undefined && this.#source.length !== sealedLength) {
      throw new UnsealError(this.#source.length < sealedLength ? 'recording-truncated' : 'recording-damaged');
    }
    const keys = deriveRecordKeys(key, this.#header.salt);
    return new SealedReader(this.#source, keys, this.#ahead, this.contentLength);
  }
}

/** Reads content by byte range. Holds derived keys until `dispose`. */
export class SealedReader {
  readonly #source: SealedSource;
  readonly #keys: RecordKeys;
  readonly #ahead: Buffer;
  #disposed = false;
  /** Bytes of content. */
  readonly contentLength: number;

  /** Made by {@link SealedFile.unlock} only. */
  constructor(source: SealedSource, keys: RecordKeys, ahead: Buffer, contentLength: number) {
    this.#source = source;
    this.#keys = keys;
    this.#ahead = ahead;
    this.contentLength = contentLength;
  }

  /**
   * The content bytes [start, end), checked record by record before any of them is returned; the range is
   * held in memory, so ask for a few records at a time. Throws UnsealError, ReaderDisposedError, or RangeError
   * for an impossible range.
   */
  async read(start: number, end: number): Promise<Buffer> {
    if (!(start >= 0 && start <= end && end <= this.contentLength)) throw new RangeError('no such range');
    this.#checkOpen();
    // An empty content still has one record, whose tag has to be checked.
    const span = this.contentLength === 0 ? onlyRecord : recordsCovering(start, end);
    if (span.first === span.end) return Buffer.alloc(0);
    const sealed = await this.#sealedBytes(recordPosition(span.first), recordPosition(span.end));
    // SECURITY: the keys may have been zeroed while the share answered; content must not appear after a lock.
    this.#checkOpen();
    const pieces: Buffer[] = [];
    for (let index = span.first; index < span.end; index += 1) {
      const from = (index - span.first) * fileLayout.recordSize;
      pieces.push(this.#open(index, sealed.subarray(from, from + fileLayout.recordSize)));
    }
    const content = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    return content.subarray(span.skip, span.skip + (end - start));
  }

  /** Zeroes the derived keys; reads under way and later ones fail with ReaderDisposedError. */
  dispose(): void {
    this.#disposed = true;
    zeroKeys(this.#keys);
  }

  #checkOpen(): void {
    if (this.#disposed) throw new ReaderDisposedError();
  }

  async #sealedBytes(from: number, to: number): Promise<Buffer> {
    const end = Math.min(to, this.#source.length);
    if (end <= headerLength() + this.#ahead.length) {
      return this.#ahead.subarray(from - headerLength(), end - headerLength());
    }
    const bytes = await this.#source.readAt(from, end - from);
    if (bytes.length !== end - from) throw new UnsealError('recording-truncated');
    return bytes;
  }

  #open(index: number, record: Buffer): Buffer {
    const opened = openRecord(this.#keys, index, record);
    if (!opened.ok) throw new UnsealError('recording-damaged');
    const isLast = index === recordCount(this.contentLength) - 1;
    // SECURITY: what the writer called the last record must be the last one here, else records were cut off or added.
    if (opened.last !== isLast) throw new UnsealError(isLast ? 'recording-truncated' : 'recording-damaged');
    const expected = isLast ? this.contentLength - index * contentPerRecord() : contentPerRecord();
    if (opened.content.length !== expected) throw new UnsealError('recording-damaged');
    return opened.content;
  }
}

function checkedHeader(start: Buffer, recording: string): RecordHeader {
  if (start.length < headerLength()) throw new UnsealError('recording-truncated');
  const header = parseHeader(start);
  // SECURITY: a file that somebody moved under another name says so itself, before its key is asked for.
  const ours = header?.keyId.equals(uuidText(recording)) === true;
  if (!ours || header.recordSize !== fileLayout.recordSize) throw new UnsealError('recording-foreign');
  return header;
}
