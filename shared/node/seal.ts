import { randomBytes } from 'node:crypto';
import { deriveRecordKeys, sealRecord, zeroKeys, type RecordKeys } from './record-cipher.ts';
import { contentPerRecord, encodeHeader, fileLayout, saltLength } from './record-format.ts';
import { uuidText } from './uuid.ts';

/** Bytes of a recording's content key, the input keying material of RFC 8188. */
export const contentKeyLength = 32;

/** For whom a file is sealed: the recording's uuid stands in the header, its key opens the file. */
interface SealOptions {
  readonly recording: string;
  /** 32 bytes; the caller keeps and zeroes it. */
  readonly key: Buffer;
}

/**
 * Writes one sealed file piece by piece: `update` any number of times, `final` once, and the answers in
 * order are the file. Whatever happens, end with `dispose`; `final` does it too.
 */
export class Sealer {
  readonly #keys: RecordKeys;
  readonly #room = contentPerRecord();
  /** Content that waits, at most one record: the last record can be told only when nothing follows it. */
  readonly #waiting = Buffer.alloc(this.#room);
  #waitingLength = 0;
  #header: Buffer | undefined;
  #index = 0;
  #ended = false;

  /** Throws TypeError for a recording id that is no uuid, RangeError for a key that has not 32 bytes. */
  constructor(options: SealOptions) {
    if (options.key.length !== contentKeyLength) throw new RangeError('a content key has 32 bytes');
    // SECURITY: a fresh salt per file gives each file its own AES key, so sound and peaks may share the content key.
    const salt = randomBytes(saltLength);
    const keyId = uuidText(options.recording);
    this.#header = encodeHeader({ salt, recordSize: fileLayout.recordSize, keyId });
    this.#keys = deriveRecordKeys(options.key, salt);
  }

  /** Takes content; answers the sealed bytes that are ready, often none. Throws after `final` or `dispose`. */
  update(content: Buffer): Buffer {
    const pieces = this.#start();
    let taken = 0;
    while (content.length - taken > this.#room - this.#waitingLength) {
      if (this.#waitingLength === 0) {
        this.#push(pieces, content.subarray(taken, taken + this.#room), false);
        taken += this.#room;
      } else {
        taken += this.#keep(content, taken);
        this.#push(pieces, this.#waiting, false);
        this.#waitingLength = 0;
      }
    }
    this.#keep(content, taken);
    return Buffer.concat(pieces);
  }

  /** Answers the rest of the file, its last record included, and disposes of the keys. */
  final(): Buffer {
    const pieces = this.#start();
    this.#push(pieces, this.#waiting.subarray(0, this.#waitingLength), true);
    this.dispose();
    return Buffer.concat(pieces);
  }

  /** Zeroes the derived keys and the content that waits. */
  dispose(): void {
    this.#ended = true;
    zeroKeys(this.#keys);
    this.#waiting.fill(0);
  }

  #start(): Buffer[] {
    // SECURITY: the keys are zero by now; going on would seal content under a key that everybody knows.
    if (this.#ended) throw new Error('this file has been sealed already');
    const pieces = this.#header === undefined ? [] : [this.#header];
    this.#header = undefined;
    return pieces;
  }

  #keep(content: Buffer, from: number): number {
    const count = content.copy(this.#waiting, this.#waitingLength, from);
    this.#waitingLength += count;
    return count;
  }

  #push(pieces: Buffer[], content: Buffer, last: boolean): void {
    pieces.push(...sealRecord(this.#keys, { index: this.#index, last }, content));
    this.#index += 1;
  }
}

/** Seals a content that is in memory as one whole file. Errors as in {@link Sealer}. */
export function sealBuffer(content: Buffer, options: SealOptions): Buffer {
  const sealer = new Sealer(options);
  return Buffer.concat([sealer.update(content), sealer.final()]);
}
