import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [algorithm, tagBytes] = ['aes-256-gcm', 16] as const;

/**
 * Pieces of a file that are not there yet, however large it gets, kept on the disk of this workstation.
 * SECURITY: § 5: what leaves is entered before anybody can read it. The key never leaves memory, so a program that ends on the way, in whatever
 * manner, leaves nothing to read.
 */
export class SealedPieces {
  readonly #key = randomBytes(32);
  readonly #ends = [0];
  readonly #folder: string;
  readonly #file: FileHandle;

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder;
    this.#file = file;
  }

  static async open(): Promise<SealedPieces> {
    const folder = await mkdtemp(join(tmpdir(), 'odsluch-'));
    return new SealedPieces(folder, await open(join(folder, 'table'), 'wx+', 0o600));
  }

  async add(piece: string): Promise<void> {
    const cipher = createCipheriv(algorithm, this.#key, this.#nonce(this.#ends.length));
    const sealed = Buffer.concat([cipher.update(piece, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    await this.#file.appendFile(sealed);
    this.#ends.push((this.#ends.at(-1) ?? 0) + sealed.length);
  }

  /** The pieces again, the last one first. */
  async *backwards(): AsyncGenerator<Buffer> {
    for (let at = this.#ends.length - 1; at > 0; at -= 1) {
      const [from = 0, to = 0] = this.#ends.slice(at - 1, at + 1);
      const sealed = Buffer.alloc(to - from);
      await this.#file.read(sealed, 0, sealed.length, from);
      const opening = createDecipheriv(algorithm, this.#key, this.#nonce(at));
      opening.setAuthTag(sealed.subarray(-tagBytes));
      yield Buffer.concat([opening.update(sealed.subarray(0, -tagBytes)), opening.final()]);
    }
  }

  async close(): Promise<void> {
    this.#key.fill(0);
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** One piece, one nonce: none is written twice under a key. */
  #nonce(piece: number): Buffer {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(piece, 8);
    return nonce;
  }
}
