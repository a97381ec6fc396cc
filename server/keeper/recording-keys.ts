import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerState } from '../entries/state.ts';
import { contentKeyLength } from '../../shared/node/seal.ts';
import { codeOf } from './connection.ts';
import { KeeperEnd } from './options.ts';
import {
  checkPrivate,
  overwrite,
  passing,
  readSecretIfGood,
  syncFolder,
  unusable,
  writeSecret,
} from './secret-file.ts';

const dayFolder = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The keys of recordings, each a file `<keystore>/<Warsaw day of the call>/<uuid>` of 32 bytes.
 * SECURITY: this is the only place where a recording's key lies, and none is held in memory: what is destroyed here is gone from every
 * copy of the database and of the share.
 */
export class RecordingKeys {
  readonly #folder: string;

  constructor(keystore: string) {
    this.#folder = keystore;
  }

  /** Puts a key away; on the disk when this returns. One that lies there under the same name is replaced. */
  keep(recording: string, day: string, key: Buffer): void {
    const folder = join(this.#folder, day);
    // Never the keystore itself: where its disk is away, nothing is put beside it.
    if (!existsSync(folder)) {
      mkdirSync(folder, { mode: 0o700 });
      syncFolder(this.#folder);
    }
    writeSecret(folder, recording, key);
  }

  /** A recording's key, which the caller zeroes; null where there is none that can be used. */
  of(recording: string, day: string): Buffer | null {
    return readSecretIfGood(join(this.#folder, day, recording), contentKeyLength);
  }

  /** Whether there is a file of a key that can be used. */
  has(recording: string, day: string): boolean {
    const key = this.of(recording, day);
    key?.fill(0);
    return key !== null;
  }

  /**
   * Looks at every name, and takes away what a crash left unfinished. Returns which recordings have no key on their day (`days`), and
   * where there is one that no entry names. Throws KeeperEnd where a folder is open to others, or cannot be read.
   */
  look(days: ReadonlyMap<string, string>): { missing: string[]; unnamed: KeyPlace[] } {
    const found = new Set<string>();
    const unnamed: KeyPlace[] = [];
    try {
      for (const day of daysOf(this.#folder)) {
        const folder = join(this.#folder, day);
        checkPrivate(folder, 'directory');
        for (const name of readdirSync(folder)) {
          // SECURITY: a whole key may be in it, of a recording that no entry names.
          if (name.endsWith(passing)) rmSync(join(folder, name));
          else if (days.get(name) === day) found.add(name);
          else unnamed.push({ recording: name, day });
        }
      }
      // A crash may have come between the making of a folder and this.
      syncFolder(this.#folder);
    } catch (error) {
      if (error instanceof KeeperEnd) throw error;
      throw unusable(`the keys of recordings cannot be read (${codeOf(error)})`);
    }
    return { missing: [...days.keys()].filter((recording) => !found.has(recording)), unnamed };
  }

  /** When a key was put where it lies, in milliseconds. */
  keptSince({ recording, day }: KeyPlace): number {
    return lstatSync(join(this.#folder, day, recording)).mtimeMs;
  }

  /** Makes an end of a key: what stood in its file is gone from the disk when this returns, and so is its name. */
  destroy({ recording, day }: KeyPlace): void {
    const folder = join(this.#folder, day);
    overwrite(join(folder, recording));
    rmSync(join(folder, recording));
    syncFolder(folder);
  }
}

/** Where a key lies: `<keystore>/<day>/<recording>`. */
export type KeyPlace = { recording: string; day: string };

/** The folders of keys in a keystore. */
export function daysOf(keystore: string): string[] {
  return readdirSync(keystore).filter((name) => dayFolder.test(name));
}

const dayMs = 86_400_000;

/**
 * Holds the keystore against the ledger: the keys that no entry names go once they are older than `keepDays`. One of the last days may be
 * of a recording whose entry is still to come, or went with a ledger that was put back.
 * SECURITY: their age is told by the newest entry, which no clock of a host can move; and a recording that is said to be available and
 * cannot be heard is a loss that somebody has to see. Throws KeeperEnd.
 */
export function agreeWithLedger(
  keys: RecordingKeys,
  { recordings, days, worked }: Pick<LedgerState, 'recordings' | 'days' | 'worked'>,
  keepDays: number,
): void {
  const { missing, unnamed } = keys.look(days);
  const lacking = missing.filter((recording) => recordings.has(recording));
  if (lacking.length > 0)
    throw unusable(
      `the keys of ${lacking.length} recordings are missing, the first of them ${lacking[0]}; put them back from a copy, or enter their loss (resume-after-restore)`,
    );
  const oldest = Date.parse(`${worked.hour}:00Z`) - keepDays * dayMs;
  for (const place of unnamed) if (keys.keptSince(place) < oldest) keys.destroy(place);
}
