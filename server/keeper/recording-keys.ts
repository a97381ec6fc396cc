import { existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerState } from '../entries/state.ts';
import { keySha256 } from '../../shared/node/release.ts';
import { contentKeyLength } from '../../shared/node/seal.ts';
import { codeOf } from './connection.ts';
import { KeeperEnd } from './options.ts';
import {
  checkPrivate,
  discard,
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
  readonly #whosever: boolean;

  /** `whosever`: for the administrator, who compares keys that are the keeper's. */
  constructor(keystore: string, whosever = false) {
    this.#folder = keystore;
    this.#whosever = whosever;
  }

  /**
   * Puts a key away; on the disk when this resolves. One that lies there under the same name is replaced.
   * SECURITY: what was there is overwritten first, and the same key is not written again: a file that is only replaced leaves its bytes in free blocks,
   * where no night finds them.
   */
  async keep(recording: string, day: string, key: Buffer): Promise<void> {
    const there = this.of(recording, day);
    const isSame = there?.equals(key) === true;
    there?.fill(0);
    const folder = join(this.#folder, day);
    if (isSame) {
      // Whoever wrote it may have been killed before its name was on the disk.
      syncFolder(folder);
      return;
    }
    await overwrite(this.#path({ recording, day }));
    // Never the keystore itself: where its disk is away, nothing is put beside it.
    if (!existsSync(folder)) {
      mkdirSync(folder, { mode: 0o700 });
      syncFolder(this.#folder);
    }
    writeSecret(folder, recording, key);
  }

  /** A recording's key, which the caller zeroes; null where there is none that can be used. */
  of(recording: string, day: string): Buffer | null {
    return readSecretIfGood(join(this.#folder, day, recording), contentKeyLength, this.#whosever);
  }

  /** Whether there is a file of a key that can be used. */
  has(recording: string, day: string): boolean {
    const key = this.of(recording, day);
    key?.fill(0);
    return key !== null;
  }

  /** Whether there is a key that can be used, and it is the one of which the recording's entry has the hash (`keySha256`). */
  isOwn({ recording, day }: KeyPlace, sha256: string | undefined): boolean {
    const key = this.of(recording, day);
    const isOwn = key !== null && keySha256(recording, key) === sha256;
    key?.fill(0);
    return isOwn;
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
          if (name.endsWith(passing)) discard(join(folder, name));
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

  /**
   * Makes an end of keys: what stood in their files is gone from the disk when this resolves, and so are their names. Resolves with those of
   * which that is not so: one that cannot be overwritten is unlinked all the same, and holds up no other.
   */
  async destroy(
    places: readonly KeyPlace[],
    between: () => void | Promise<void> = () => undefined,
  ): Promise<KeyPlace[]> {
    const failed = new Set<KeyPlace>();
    // Side by side: the disk flushes many as fast as one.
    await Promise.all(
      places.map((place) => overwrite(this.#path(place)).catch(() => void failed.add(place))),
    );
    await between();
    await Promise.all(
      places.map((place) => rm(this.#path(place), { force: true }).catch(() => void failed.add(place))),
    );
    for (const day of new Set(places.map((place) => place.day))) {
      const folder = join(this.#folder, day);
      if (existsSync(folder)) syncFolder(folder);
    }
    return places.filter((place) => failed.has(place) || this.has(place.recording, place.day));
  }

  /** The same of destroyed recordings. SECURITY: what may open one lets nobody work on. Throws KeeperEnd that names the file, once all are done. */
  async destroyAll(places: readonly KeyPlace[], between?: () => void | Promise<void>): Promise<void> {
    const [left] = await this.destroy(places, between);
    if (left === undefined) return;
    throw unusable(
      `${this.#path(left)}, the key of a destroyed recording, could not be overwritten or is still there`,
    );
  }

  #path({ recording, day }: KeyPlace): string {
    return join(this.#folder, day, recording);
  }
}

/** Where a key lies: `<keystore>/<day>/<recording>`. */
export type KeyPlace = { recording: string; day: string };

/** The folders of keys in a keystore. */
export function daysOf(keystore: string): string[] {
  return readdirSync(keystore).filter((name) => dayFolder.test(name));
}

const dayMs = 86_400_000;
/** Keys that are overwritten side by side. */
export const mostOpen = 64;

/**
 * Holds the keystore against the ledger: the keys of destroyed recordings go at once, and those that no entry names once they are older than
 * `keepDays`. One of the last days may be of a recording whose entry is still to come, or went with a ledger that was put back. Resolves with how
 * many keys came back that an earlier night had destroyed (somebody put a copy of the keystore back), and of which recordings the key is missing or
 * is another than their entry says.
 * SECURITY: their age is told by the newest entry, which no clock of a host can move; where one is missing it may lie under another name, and
 * nothing goes but what was destroyed. Throws KeeperEnd.
 */
export async function agreeWithLedger(
  keys: RecordingKeys,
  { recordings, days, keyHashes, destroyed, nights, worked }: LedgerState,
  keepDays: number,
  warn: (line: string) => void,
): Promise<{ returned: number; lacking: string[] }> {
  const { missing, unnamed } = keys.look(days);
  const absent = new Set(missing);
  const ended = [...destroyed].flatMap(([recording, { seq }]) => {
    const day = days.get(recording);
    return absent.has(recording) || day === undefined
      ? []
      : [{ recording, day, night: nights.get(seq)?.day }];
  });
  // SECURITY: nor does one stay that lies on another day than its own.
  const strayed = unnamed.filter(({ recording }) => destroyed.has(recording));
  const back: KeyPlace[] = [...ended, ...strayed];
  // A whole keystore may have been copied in: as many files at once as a program may not open.
  for (let at = 0; at < back.length; at += mostOpen) await keys.destroyAll(back.slice(at, at + mostOpen));
  const lacking = [...recordings.keys()].filter(
    (recording) => !keys.isOwn({ recording, day: days.get(recording) ?? '' }, keyHashes.get(recording)),
  );
  const oldest = Date.parse(`${worked.hour}:00Z`) - keepDays * dayMs;
  const nameless = unnamed.filter(({ recording }) => !destroyed.has(recording));
  for (const place of lacking.length > 0 ? [] : nameless) {
    // What somebody put there is no key of ours, and no reason to let nobody listen.
    if (keys.keptSince(place) < oldest && (await keys.destroy([place])).length > 0)
      warn(`something strange lies in ${place.day} of the keystore`);
  }
  const newest = [...nights.values()].at(-1)?.day;
  return {
    returned: ended.filter(({ night }) => night !== newest).length + strayed.length,
    lacking,
  };
}
