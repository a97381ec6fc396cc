import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerState } from '../entries/state.ts';
import { contentKeyLength } from '../../shared/node/seal.ts';
import { codeOf } from './connection.ts';
import { KeeperEnd } from './options.ts';
import { checkPrivate, passing, readSecretIfGood, syncFolder, unusable, writeSecret } from './secret-file.ts';

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
   * Looks at every name, and takes away what a crash left unfinished. Returns which recordings have no key on their day (`days`).
   * Throws KeeperEnd where a folder is open to others, or cannot be read.
   */
  missing(days: ReadonlyMap<string, string>): string[] {
    const found = new Map<string, ReadonlySet<string>>();
    try {
      for (const day of readdirSync(this.#folder).filter((name) => dayFolder.test(name)))
        found.set(day, new Set(this.#lookAt(join(this.#folder, day))));
      // A crash may have come between the making of a folder and this.
      syncFolder(this.#folder);
    } catch (error) {
      if (error instanceof KeeperEnd) throw error;
      throw unusable(`the keys of recordings cannot be read (${codeOf(error)})`);
    }
    return [...days].flatMap(([recording, day]) =>
      found.get(day)?.has(recording) === true ? [] : [recording],
    );
  }

  /** The names in the folder of a day. */
  #lookAt(folder: string): string[] {
    checkPrivate(folder, 'directory');
    return readdirSync(folder).filter((name) => {
      if (!name.endsWith(passing)) return true;
      // SECURITY: a whole key may be in it, of a recording that no entry names.
      rmSync(join(folder, name));
      return false;
    });
  }
}

/** SECURITY: a recording that is said to be available and cannot be heard is a loss that somebody has to see. Throws KeeperEnd. */
export function mustHaveKeys(
  keys: RecordingKeys,
  { recordings, days }: Pick<LedgerState, 'recordings' | 'days'>,
): void {
  const missing = keys.missing(days).filter((recording) => recordings.has(recording));
  if (missing.length === 0) return;
  throw unusable(
    `the keys of ${missing.length} recordings are missing, the first of them ${missing[0]}; put them back from a copy, or enter their loss (resume-after-restore)`,
  );
}
