import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { SealedEntry } from '../../shared/node/ledger.ts';
import { hex32 } from '../../shared/values.ts';
import { syncFolder, writeSecret } from './secret-file.ts';
import { codeOf } from './connection.ts';
import { exitCodes, KeeperEnd } from './options.ts';

/** Text without half a character of two, which JSON can say and UTF-8 cannot. */
export const wholeText = z.string().regex(/^\P{Surrogate}*$/su);

/** One line of the journal, and of an export: `prev` and `hash` in hex, the signature in base64, `payload` as hashed. */
export const journalLine = z.object({
  seq: z.int().min(1),
  prev: hex32,
  payload: wholeText,
  hash: hex32,
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});

/** The line of an entry, line feed included. */
export function lineOf({ seq, prev, payload, hash, signature }: SealedEntry): string {
  return `${JSON.stringify({
    seq,
    prev: prev.toString('hex'),
    payload,
    hash: hash.toString('hex'),
    signature: signature.toString('base64'),
  })}\n`;
}

/**
 * Reads a line back, line feed included.
 * SECURITY: throws where it is not byte for byte the line that we write: another spelling of the same facts is another line to
 * whoever compares bytes, and another entry to whoever reads JSON otherwise.
 */
export function entryOfLine(line: Buffer): SealedEntry {
  const entry = entryOf(journalLine.parse(JSON.parse(line.toString('utf8'))));
  if (!line.equals(Buffer.from(lineOf(entry)))) throw new SyntaxError('a line in another spelling');
  return entry;
}

export function entryOf({ seq, prev, payload, hash, signature }: z.infer<typeof journalLine>): SealedEntry {
  const [before, own] = [Buffer.from(prev, 'hex'), Buffer.from(hash, 'hex')];
  return { seq, prev: before, payload, hash: own, signature: Buffer.from(signature, 'base64') };
}

/** Makes an empty journal (0600), and removes what a former office saw. Throws where the file exists. */
export function createJournal(path: string): void {
  const file = openSync(path, 'wx', 0o600);
  fsyncSync(file);
  closeSync(file);
  rmSync(seenBeside(path), { force: true });
  syncFolder(dirname(path));
}

/** An entry by number and hash, hex. */
export type Seen = { seq: number; hash: string };

/**
 * The keeper's own copy of every entry, outside the database: what the database has lost, or was made to lose, is seen
 * by comparing. Append-only; a line is on the disk when `append` returns.
 */
export class Journal {
  readonly #path: string;
  #file: number | null = null;
  #length = 0;
  #head: SealedEntry | null = null;

  /**
   * Does not read yet: until the lock is ours, another keeper may be writing the last line.
   * Throws KeeperEnd (`ledger`) where the file is missing: without it a cut ledger would look whole.
   */
  constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) throw unusable(path);
  }

  /** The last whole line; null in an empty journal. */
  get head(): SealedEntry | null {
    return this.#head;
  }

  /**
   * Opens the file anew, finds its end, and takes away a line that a crash or a full disk left half written: its entry
   * is in the database and comes again. Only for the holder of the lock. Throws KeeperEnd (`ledger`) where the file is
   * missing, is another account's, or does not end as a journal does.
   */
  reread(): void {
    this.close();
    this.#file = this.#open();
    const { size, uid } = fstatSync(this.#file);
    // Root can write to it, and would leave files beside it that the keeper cannot read.
    if (process.getuid !== undefined && uid !== process.getuid())
      throw new KeeperEnd(exitCodes.ledger, `journal: ${this.#path} belongs to another account`);
    const tail = tailOf(this.#file, size);
    const whole = tail.lastIndexOf(10) + 1;
    this.#length = size - (tail.length - whole);
    if (this.#length < size) ftruncateSync(this.#file, this.#length);
    this.#head = whole === 0 ? null : this.#parse(tail.subarray(0, whole));
  }

  /**
   * The newest entry that was journalled on this host, as the file beside the journal says; null where there is none.
   * SECURITY: after a total loss journal and database come from one backup and agree. This file is in no backup of ours, so it is
   * missing then, or names an entry that is lost. Throws where it cannot be read or written: that says nothing about a restore.
   */
  seen(): Seen | null {
    try {
      const said = readFileSync(seenBeside(this.#path), { encoding: 'utf8', flag: 'r+' });
      const [, seq, hash] = /^(\d{15}) ([0-9a-f]{64})\n$/.exec(said) ?? [];
      return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      return null;
    }
  }

  append(entry: SealedEntry): void {
    const file = this.#file;
    if (file === null) throw new Error('the journal is closed');
    const line = Buffer.from(lineOf(entry), 'utf8');
    // Before the first line: a journal killed right after it would look like a copy.
    if (this.#head === null) this.#see(0, Buffer.alloc(32));
    try {
      let written = 0;
      while (written < line.length) {
        written += writeSync(file, line, written, line.length - written, this.#length + written);
      }
      fdatasyncSync(file);
    } catch (error) {
      // Whoever reads or copies the journal while its disk is full finds whole lines alone.
      ftruncateSync(file, this.#length);
      throw error;
    }
    this.#length += line.length;
    this.#head = entry;
    this.#see(entry.seq, entry.hash);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  /** Each text is as long as the former one, so a crash leaves one of the two. Not flushed: after a power cut it may name an older entry, which was journalled too. */
  #see(seq: number, hash: Buffer): void {
    const path = seenBeside(this.#path);
    const line = Buffer.from(`${String(seq).padStart(15, '0')} ${hash.toString('hex')}\n`);
    if (!existsSync(path)) {
      writeSecret(dirname(path), basename(path), line);
      return;
    }
    const file = openSync(path, 'r+');
    try {
      writeSync(file, line, 0, line.length, 0);
    } finally {
      closeSync(file);
    }
  }

  #open(): number {
    try {
      return openSync(this.#path, 'r+');
    } catch {
      throw unusable(this.#path);
    }
  }

  #parse(lines: Buffer): SealedEntry {
    try {
      return entryOfLine(lastLineOf(lines));
    } catch {
      throw new KeeperEnd(exitCodes.ledger, `journal: the last line of ${this.#path} is not a journal's`);
    }
  }
}

/** Never in a backup. */
const seenBeside = (journal: string): string => `${journal}.seen`;

function unusable(path: string): KeeperEnd {
  return new KeeperEnd(exitCodes.ledger, `journal: ${path} is missing or cannot be written`);
}

/** The last line of whole lines, line feed included. */
export function lastLineOf(lines: Buffer): Buffer {
  return lines.subarray(lines.lastIndexOf(10, lines.length - 2) + 1);
}

/** From the end of a file of `size` bytes so much that it holds one whole line, or the whole file. */
export function tailOf(file: number, size: number): Buffer {
  for (let wanted = 65_536; ; wanted *= 4) {
    const length = Math.min(size, wanted);
    const tail = Buffer.alloc(length);
    readSync(file, tail, 0, length, size - length);
    const end = tail.lastIndexOf(10);
    if (length === size || (end > 0 && tail.lastIndexOf(10, end - 1) >= 0)) return tail;
  }
}
