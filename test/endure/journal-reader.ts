import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What a line of the journal says of its entry. */
export type Line = { seq: number; hash: string; command: string | null; kind: string };

/** Follows the keeper's journal, as anybody on its host could: only whole lines count. */
export class JournalReader {
  readonly #path: string;
  readonly #lines = new Map<number, Line>();
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Lines by the number of their entry, as they stand on the disk now. */
  read(): ReadonlyMap<number, Line> {
    const file = openSync(this.#path, 'r');
    try {
      const fresh = Buffer.alloc(fstatSync(file).size - this.#offset);
      readSync(file, fresh, 0, fresh.length, this.#offset);
      const end = fresh.lastIndexOf(10) + 1;
      this.#offset += end;
      for (const text of fresh.toString('utf8', 0, end).split('\n')) if (text !== '') this.#take(text);
    } finally {
      closeSync(file);
    }
    return this.#lines;
  }

  #take(text: string): void {
    const { seq, hash, payload } = JSON.parse(text) as { seq: number; hash: string; payload: string };
    const { command, kind } = JSON.parse(payload) as { command: string | null; kind: string };
    this.#lines.set(seq, { seq, hash, command, kind });
  }
}
