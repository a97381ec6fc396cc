import { createHash, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { linkHash } from '../../shared/node/ledger.ts';
import { hex32 } from '../../shared/values.ts';
import { fail, Failed } from '../failed.ts';
import { logFault } from '../log.ts';
import { writeWhole } from '../whole-file.ts';
import { askChain, askHead } from './queries.ts';

/** An entry by number and hash (32 bytes). */
export type Head = { seq: number; hash: Buffer };

/** An entry's place in the chain, without its payload: `digest` = SHA-256 of it. The last link that is told has a signature. */
export type Link = { seq: number; prev: Buffer; digest: Buffer; signature: Buffer | null };

type Seen = { seq: number; prev: Buffer; hash: Buffer };

export type Server = {
  ask<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Told after each look whether the ledger goes on from what was seen. */
  tell(continued: boolean): void;
};

const stored = z.strictObject({ seq: z.int().min(1), hash: hex32 });
/** As many links as `api.chain` gives at once. */
const pageSize = 5_000;

/** Where the last head that was seen is kept: a file of its own for each ledger, by the key (base64) with which it began. */
export function witnessFile(userData: string, firstKey: string): string {
  const name = createHash('sha256').update(`ed25519:${firstKey}`).digest('hex').slice(0, 16);
  return join(userData, `ledger-seen-${name}.json`);
}

/**
 * This workstation's memory of the ledger. The server room could be put back to an earlier state as a whole, journal included, and
 * nothing there would tell; whoever saw a later entry does.
 * SECURITY: what was seen is replaced only by a head of which it is a part. A restored database that was refilled from the journal
 * has it again, so that then the workstation goes on by itself. A file that is gone or unreadable is a workstation's first use.
 */
export class Witness {
  readonly #file: string;
  readonly #keeperKey: KeyObject;
  readonly #server: Server;
  #head: Head | null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, keeperKey: KeyObject, server: Server) {
    this.#file = file;
    this.#keeperKey = keeperKey;
    this.#server = server;
    this.#head = readHead(file);
  }

  /**
   * Looks at what was entered since, up to the head that it returns, and that `known` entries are part of that ledger. Fails with
   * 'ledger-not-continued', or as a question to the server does.
   */
  look(known: readonly Head[] = []): Promise<Head> {
    return this.#inTurn(() => this.#advance(known));
  }

  /** The same, and that `entry` is part of the ledger. One that follows at once on what was seen costs no question. */
  confirm({ seq, prev, hash }: Seen): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#head?.seq !== seq - 1 || !this.#head.hash.equals(prev)) {
        await this.#advance([{ seq, hash }]);
        return;
      }
      this.#head = { seq, hash };
      // Seen it is from now on; a key waits for this answer, and need not wait for the disk.
      setImmediate(() => this.#write());
    });
  }

  /** Looks without anybody waiting for it: `tell` says what came of it. */
  heed(): void {
    this.look().catch((error: unknown) => {
      if (!(error instanceof Failed)) logFault('ledger witness', error);
    });
  }

  /** One after the other: each begins with what the one before has seen. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work);
    // Whoever asked hears of the failure; the next turn comes all the same.
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #advance(more: readonly Head[]): Promise<Head> {
    const known = this.#head === null ? more : [this.#head, ...more];
    const first = known.length === 0 ? await this.#newestSeq() : Math.min(...known.map(({ seq }) => seq));
    // From the entry before the first that is known: so it has to be found again.
    const head = await this.#newestHead(first - 1, known);
    if (head === null) {
      this.#server.tell(false);
      fail('ledger-not-continued');
    }
    this.#keep(head);
    this.#server.tell(true);
    return head;
  }

  async #newestSeq(): Promise<number> {
    const [row] = await this.#server.ask<{ seq: number }>(askHead);
    return row?.seq ?? 1;
  }

  /**
   * The newest head of the chain after entry `after`, recomputed link by link, a page of links in memory at a time; null unless the links follow
   * on each other, meet every entry of `known` under its own hash, and end under the keeper's signature.
   * SECURITY: hashes are recomputed and never taken over. Whoever cuts the end of a ledger off, or puts it back to an earlier state
   * and lets other entries grow, has the keeper's signatures for both, but not one chain that holds what was seen before.
   */
  async #newestHead(after: number, known: readonly Head[]): Promise<Head | null> {
    const hashes = new Map<number, Buffer>();
    for (const { seq, hash } of known) {
      if (hashes.get(seq)?.equals(hash) === false) return null;
      hashes.set(seq, hash);
    }
    let head: Head | null = null;
    let signature: Buffer | null = null;
    for (let last = after, page: Link[] | null = null; page === null || page.length === pageSize;) {
      page = await this.#server.ask<Link>(askChain, [last]);
      for (const { seq, prev, digest } of page) {
        if (head !== null && (seq !== head.seq + 1 || !prev.equals(head.hash))) return null;
        head = { seq, hash: linkHash(seq, prev, digest) };
        if (hashes.get(seq)?.equals(head.hash) === false) return null;
        hashes.delete(seq);
      }
      if (page.length > 0) signature = page.at(-1)?.signature ?? null;
      last = head?.seq ?? last;
    }
    if (head === null || signature === null || hashes.size > 0) return null;
    return verify(null, head.hash, this.#keeperKey, signature) ? head : null;
  }

  #keep(head: Head): void {
    if (this.#head?.seq === head.seq) return;
    this.#head = head;
    this.#write();
  }

  #write(): void {
    try {
      if (this.#head !== null) writeHead(this.#file, this.#head);
    } catch (error) {
      // It still counts until the program ends; whoever could make it unwritable could remove it as well.
      logFault('ledger witness', error);
    }
  }
}

function writeHead(file: string, { seq, hash }: Head): void {
  writeWhole(file, JSON.stringify({ seq, hash: hash.toString('hex') }));
}

function readHead(file: string): Head | null {
  try {
    const { seq, hash } = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { seq, hash: Buffer.from(hash, 'hex') };
  } catch {
    // Missing or cut: nothing is known of what was seen, as on the first day.
    return null;
  }
}
