import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes, KeeperEnd } from './options.ts';

/** What a file has until it lies on the disk whole; nothing reads one of such a name. */
export const passing = '.new';

/** Under its name only once it lies on the disk whole: a crash leaves either no secret or a good one. */
export function writeSecret(folder: string, name: string, content: Buffer): void {
  const unfinished = join(folder, name + passing);
  discard(unfinished);
  try {
    const file = openSync(unfinished, 'wx', 0o600);
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, join(folder, name));
  } catch (error) {
    discard(unfinished);
    throw error;
  }
  syncFolder(folder);
}

/**
 * Takes away a file that may be there.
 * SECURITY: what has a passing name may be a part of a secret, or all of it: it is overwritten, for its bytes outlive its name.
 */
export function discard(path: string): void {
  if (isFile(path)) {
    const file = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW);
    try {
      writeSync(file, Buffer.alloc(fstatSync(file).size), 0, undefined, 0);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
  rmSync(path, { force: true });
}

/** The bytes of a secret, which the caller zeroes. Throws KeeperEnd (`keystore`) where it is missing, or others could read it. */
export function readSecret(path: string): Buffer {
  checkPrivate(path, 'file');
  return readFileSync(path);
}

/** The same of one that may be missing or spoilt: null then, and where it has not `length` bytes. `whosever`: another account may own it. */
export function readSecretIfGood(path: string, length: number, whosever = false): Buffer | null {
  let file: number;
  try {
    // SECURITY: never through a link, and what is looked at is what is read.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    // Missing, a link, or out of reach: to the caller it is all the same.
    return null;
  }
  try {
    const found = fstatSync(file);
    return found.isFile() && found.size === length && (whosever || privacyFault(found) === null)
      ? readFileSync(file)
      : null;
  } finally {
    closeSync(file);
  }
}

/** Writes nothing but zeros over a secret, on the disk when this resolves. A link, or what is no file, or is not there, is left as it is. */
export async function overwrite(path: string): Promise<void> {
  if (!isFile(path)) return;
  const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    await file.write(Buffer.alloc((await file.stat()).size), 0, undefined, 0);
    await file.datasync();
  } finally {
    await file.close();
  }
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** SECURITY: a key that another account could read, or has put there, is not taken into use: the keeper does not start. */
export function checkPrivate(path: string, kind: 'file' | 'directory'): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) throw unusable(`${path} is missing`);
  if (kind === 'file' ? !found.isFile() : !found.isDirectory()) throw unusable(`${path} is not a ${kind}`);
  const fault = privacyFault(found);
  if (fault !== null) throw unusable(`${path} ${fault}`);
}

function privacyFault({ uid, mode }: Stats): string | null {
  // Windows has no such bits; there the keeper does not run in production.
  if (process.getuid === undefined) return null;
  if (uid !== process.getuid()) return 'belongs to another account';
  return (mode & 0o077) === 0 ? null : 'is open to other accounts';
}

/** Makes the names in a folder durable. Windows cannot, and need not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

export function unusable(message: string): KeeperEnd {
  return new KeeperEnd(exitCodes.keystore, `keystore: ${message}`);
}
