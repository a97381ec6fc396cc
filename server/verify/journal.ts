import { closeSync, fstatSync, openSync } from 'node:fs';
import type { SealedEntry } from '../../shared/node/ledger.ts';
import { entryOfLine, lastLineOf, lineOf, tailOf } from '../keeper/journal.ts';
import { Found, type VerifyResult } from './result.ts';
import { linesOfFile } from './source.ts';

/** The keeper's journal beside a ledger that is being verified, as it was when the look began; without a path there is none. */
export class JournalBeside {
  readonly #path: string | null;
  readonly #size: number;
  readonly #lines: AsyncGenerator<Buffer[]>;
  #next: Buffer[] = [];

  /** SECURITY: made before the database is read. What the journal has at this moment the database must have had before. */
  constructor(path: string | null, size = path === null ? 0 : sizeOf(path)) {
    this.#path = path;
    this.#size = size;
    this.#lines = linesOfFile(path ?? '', size);
  }

  /** The same journal at the same moment, to be compared from its beginning. */
  again(): JournalBeside {
    return new JournalBeside(this.#path, this.#size);
  }

  get isThere(): boolean {
    return this.#path !== null;
  }

  /** Its last line, line feed included; null where there is none. */
  last(): Buffer | null {
    return this.#path === null ? null : lastLine(this.#path, this.#size);
  }

  /** Reads its next lines, as many as are to be compared; at its end there are fewer. */
  async read(count: number): Promise<void> {
    while (this.#next.length < count) {
      const lines = await this.#lines.next();
      if (lines.done === true) return;
      this.#next.push(...lines.value);
    }
  }

  /** Whether it has a line, which was read, to hold against the next entry. */
  get hasNext(): boolean {
    return this.#next.length > 0;
  }

  /** Holds its next line, which was read, against an entry, and counts an entry that it does not have. */
  compare(entry: SealedEntry, result: VerifyResult): void {
    if (this.#path === null) return;
    const line = this.#next.shift();
    if (line === undefined) result.unjournalled += 1;
    else if (!line.equals(Buffer.from(lineOf(entry)))) throw new Found({ seq: entry.seq, what: 'journal' });
  }

  /** Takes its next line, which was read: the entry; null for a line that is none, or where there is none. */
  take(): SealedEntry | null {
    const line = this.#next.shift();
    try {
      return line === undefined ? null : entryOfLine(line);
    } catch {
      return null;
    }
  }

  /** The number of its last entry where it has more of them than were compared; else null. */
  async goesOnTo(): Promise<number | null> {
    await this.read(1);
    const last = this.#next.length === 0 ? null : this.last();
    return last === null ? null : entryOfLine(last).seq;
  }

  /**
   * The keeper journals each entry before it makes the next: the journal lacks one entry at most, whatever was entered while
   * the database was being read.
   * SECURITY: a journal put back to an earlier state would no longer tell when the end of the database is cut off as well.
   */
  checkReach({ head, unjournalled }: VerifyResult): void {
    if (this.#path === null || unjournalled < 2) return;
    const line = lastLine(this.#path, sizeOf(this.#path));
    const reached = line === null ? 0 : entryOfLine(line).seq;
    if (reached < (head?.seq ?? 0) - 1) throw new Found({ seq: reached + 1, what: 'journal' });
  }
}

function sizeOf(path: string): number {
  return withFile(path, (file) => {
    const size = fstatSync(file).size;
    // A line that is being written does not count yet.
    const tail = tailOf(file, size);
    return size - (tail.length - (tail.lastIndexOf(10) + 1));
  });
}

function lastLine(path: string, size: number): Buffer | null {
  if (size === 0) return null;
  return withFile(path, (file) => lastLineOf(tailOf(file, size)));
}

function withFile<T>(path: string, work: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}
