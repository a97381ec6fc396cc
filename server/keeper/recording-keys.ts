import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentKeyLength } from '../../shared/node/seal.ts';
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
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(this.#folder);
    checkPrivate(folder, 'directory');
    writeSecret(folder, recording, key);
  }

  /** A recording's key, which the caller zeroes; null where there is none that can be used. */
  of(recording: string, day: string): Buffer | null {
    return readSecretIfGood(join(this.#folder, day, recording), contentKeyLength);
  }

  /**
   * Looks at every name, and takes away what a crash left unfinished. Returns which of `recordings` have no key.
   * Throws KeeperEnd where a folder is open to others.
   */
  missing(recordings: Iterable<string>): string[] {
    const found = new Set<string>();
    for (const day of readdirSync(this.#folder).filter((name) => dayFolder.test(name))) {
      const folder = join(this.#folder, day);
      checkPrivate(folder, 'directory');
      for (const name of readdirSync(folder)) {
        // SECURITY: a whole key may be in it, of a recording that no entry names.
        if (name.endsWith(passing)) rmSync(join(folder, name));
        else found.add(name);
      }
    }
    return [...recordings].filter((recording) => !found.has(recording));
  }
}

/** SECURITY: a recording that is said to be available and cannot be heard is a loss that somebody has to see. Throws KeeperEnd. */
export function mustHaveKeys(keys: RecordingKeys, recordings: ReadonlyMap<string, number>): void {
  const missing = keys.missing(recordings.keys());
  if (missing.length === 0) return;
  throw unusable(
    `the keys of ${missing.length} recordings are missing, the first of them ${missing[0]}; put them back from a copy, or enter their loss (resume-after-restore)`,
  );
}
